#!/usr/bin/env python3
"""Find the programs that tests need from the system, and install them where that is allowed.

    tools/system_packages.py chromium | libatomic1 | postgresql

As root on a system with apt-get a missing one is installed. Elsewhere one line names it, and the tests
that need it are left out; where CI=true that is a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path


def find_chromium() -> Path | None:
    """Return the browser that the system has, or None."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return Path(found)
    return None


def find_libatomic() -> Path | None:
    """Return the library that the driver of the browser loads, or None."""
    places = (place for folder in ("/usr/lib", "/lib") for place in Path(folder).glob("**/libatomic.so.1"))
    return next(places, None)


def find_postgresql() -> Path | None:
    """Return the folder with initdb and postgres of the newest version on the system, or None."""
    versions = list(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if versions:
        return max(versions, key=lambda path: int(path.parts[-3])).parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


# Name of the Debian package, what it is for, and how it is found.
NEEDED: dict[str, tuple[str, Callable[[], Path | None]]] = {
    "chromium": ("the tests in a browser", find_chromium),
    "libatomic1": ("the tests in a browser", find_libatomic),
    "postgresql": ("the tests on PostgreSQL", find_postgresql),
}


def is_ci() -> bool:
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def ensure(name: str) -> Path | None:
    """Return where the program lies, installed if need be; None, with one line said, if it is not to be had.

    Raises SystemExit instead where CI=true.
    """
    purpose, find = NEEDED[name]
    place = find() or (find() if install(name) else None)
    if place is None:
        if is_ci():
            raise SystemExit(f"{name} is missing, and {purpose} must not be left out where CI=true.")
        print(f"{name} is missing: {purpose} are left out. On Debian: apt-get install {name}")
    return place


def install(name: str) -> bool:
    """Install a Debian package if this process may, and say so; False if it may not or could not."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print(f"Installing the Debian package {name} …", flush=True)
    settings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    wanted = ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", name]
    for step in (wanted, ["apt-get", "update", "--quiet"], wanted):
        done = subprocess.run(step, env=settings, capture_output=True, text=True, check=False)
        if step is wanted and done.returncode == 0:
            return True
    print(done.stderr.strip(), file=sys.stderr)
    return False


def main() -> None:
    if len(sys.argv) != 2 or sys.argv[1] not in NEEDED:
        raise SystemExit(__doc__)
    ensure(sys.argv[1])


if __name__ == "__main__":
    main()
