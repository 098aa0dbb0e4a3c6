"""On what the figures were measured, and how busy it was."""

import os
import platform
import sqlite3
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

PACKAGES = ("Django", "granian", "psycopg", "openpyxl", "python-calamine")


def describe_machine() -> dict[str, Any]:
    """Processor, memory, versions, the day, and how many processes wanted a processor at the time."""
    return {
        "on": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "processor": processor(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9, 1),
        "busy_before": round(os.getloadavg()[2], 1),
        "system": platform.platform(terse=True),
        "versions": {
            "Python": platform.python_version(),
            "SQLite": sqlite3.sqlite_version,
            "PostgreSQL": postgres_version(),
            **{name: version(name) for name in PACKAGES},
        },
    }


def processor() -> str:
    """The processor's name as Linux tells it, or what Python knows."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text().splitlines() if told.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def postgres_version() -> str:
    """The newest PostgreSQL on the machine, or a dash."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    if not found:
        return "–"
    return subprocess.run(
        [found[-1], "--version"], capture_output=True, text=True, check=True
    ).stdout.split()[2]
