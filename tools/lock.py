#!/usr/bin/env python3
"""Write the exact versions of this environment to requirements/, split by what needs them.

lock-run.txt is what the product needs to run, lock-build.txt what a set-up needs beside it, lock-dev.txt
what tests and checks need beside both. The files hold names and versions and nothing else: where packages
come from is decided by the settings of the machine. `--check` only compares.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
HEAD = "# {what}. Written by `make lock`; change pyproject.toml instead.\n"


def closure(requirements: Iterable[str]) -> dict[str, str]:
    """Return name and version of everything that these requirements bring in, themselves included."""
    versions: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    waiting = [(Requirement(text), "") for text in requirements]
    while waiting:
        requirement, asked_extra = waiting.pop()
        if requirement.marker and not requirement.marker.evaluate({"extra": asked_extra}):
            continue
        name = canonicalize_name(requirement.name)
        distribution = metadata.distribution(name)
        if not requirement.specifier.contains(distribution.version, prereleases=True):
            raise SystemExit(f"{name} {distribution.version} is installed, but {requirement} is asked for.")
        versions[name] = distribution.version
        for extra in ("", *sorted(requirement.extras)):
            if (name, extra) not in seen:
                seen.add((name, extra))
                waiting += [(Requirement(text), extra) for text in distribution.requires or ()]
    return versions


def lock_files() -> dict[Path, str]:
    """Return what each lock file should hold, from pyproject.toml and this environment."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    run = closure(project["dependencies"])
    build = without(closure(extras["build"]), run)
    dev = without(closure(extras["dev"]), run | build)
    return {
        ROOT / "requirements" / "lock-run.txt": lock("What the product needs to run", run),
        ROOT / "requirements" / "lock-build.txt": lock("What a set-up needs beside it", build),
        ROOT / "requirements" / "lock-dev.txt": lock("What tests and checks need beside both", dev),
    }


def without(versions: dict[str, str], known: dict[str, str]) -> dict[str, str]:
    return {package: version for package, version in versions.items() if package not in known}


def lock(what: str, versions: dict[str, str]) -> str:
    lines = [f"{package}=={version.partition('+')[0]}\n" for package, version in sorted(versions.items())]
    return HEAD.format(what=what) + "".join(lines)


def main() -> int:
    wanted = lock_files()
    if "--check" not in sys.argv:
        for path, text in wanted.items():
            path.write_text(text, encoding="utf-8")
        return 0
    wrong = [path for path, text in wanted.items() if path.read_text(encoding="utf-8") != text]
    for path in wrong:
        print(f"{path.name} does not fit pyproject.toml and the environment: make lock")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
