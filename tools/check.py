#!/usr/bin/env python3
"""Make every check that needs no test run, two at a time, and show the output of those that fail."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
AT_ONCE = 2


@dataclass(frozen=True)
class Check:
    """One check: what it assures, as a reader of the log calls it, and its command."""

    name: str
    command: tuple[str, ...]


# The slowest first, so that the others fit beside it.
CHECKS = (
    Check("types", (f"{BIN}/mypy",)),
    Check("licences", (f"{BIN}/reuse", "lint", "--quiet")),
    Check("architecture", (f"{BIN}/lint-imports",)),
    Check("style", (f"{BIN}/ruff", "check", "--quiet", "--output-format", "concise", ".")),
    Check("form", (f"{BIN}/ruff", "format", "--check", "--quiet", ".")),
    Check("budgets", (sys.executable, "tools/budgets.py")),
    Check("templates", (sys.executable, "tools/templates.py")),
    Check("texts", (sys.executable, "tools/messages.py", "check")),
    Check("settings", (sys.executable, "-m", "django", "check", "--fail-level", "WARNING")),
    Check("migrations", (sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run")),
    Check("locked versions", (sys.executable, "tools/lock.py", "--check")),
)


@dataclass(frozen=True)
class Outcome:
    check: Check
    failed: bool
    output: str
    seconds: float


def make(check: Check) -> Outcome:
    """Start one check and wait for it."""
    settings = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": str(ROOT)}
    start = time.monotonic()
    done = subprocess.run(
        check.command,
        cwd=ROOT,
        env=settings,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return Outcome(check, done.returncode != 0, done.stdout.strip(), time.monotonic() - start)


def main() -> int:
    start = time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        outcomes = list(pool.map(make, CHECKS))
    failed = [outcome for outcome in outcomes if outcome.failed]
    for outcome in failed:
        print(f"--- {outcome.check.name}: {' '.join(outcome.check.command)}\n{outcome.output}\n")
    good = ", ".join(outcome.check.name for outcome in outcomes if not outcome.failed)
    print(f"make check: {time.monotonic() - start:.0f} s; good: {good or 'nothing'}")
    if failed:
        print(f"make check: FAILED: {', '.join(outcome.check.name for outcome in failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
