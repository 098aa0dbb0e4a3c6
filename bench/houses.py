"""Installations to measure in: the large invented town on SQLite or on PostgreSQL, gone afterwards."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from tools.postgres import SERVER_OPTIONS, server
from tools.system_packages import ensure

ROOT = Path(__file__).resolve().parent.parent
KOMMUNE = str(Path(sys.executable).with_name("kommune"))
TOWN = "wesselstadt"
DATABASES = ("sqlite", "postgresql")
# As a town would run it: a write that was answered is on the disk.
DURABLE = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}
READY_TOWN = "KOMMUNE_BENCH_TOWN"
# What is measured is this very folder, wherever the environment of its programs was made.
PACKAGES = os.pathsep.join((str(ROOT / "src"), str(ROOT)))

Environment = dict[str, str]


@contextmanager
def large_town(database: str) -> Iterator[Environment | None]:
    """The environment of an installation with the large town; None where the database is not to be had."""
    with tempfile.TemporaryDirectory(prefix="kommune-bench-") as folder:
        environment = plain_environment(Path(folder) / "data")
        if database == "sqlite":
            load_large_town(environment)
            yield environment
            return
        programs = ensure("postgresql")
        if programs is None:
            yield None
            return
        with server(programs, {**SERVER_OPTIONS, **DURABLE}) as socket:
            environment["KOMMUNE_DATABASE_URL"] = f"postgresql://kommune_owner@/kommune?host={socket}"
            environment["KOMMUNE_DATABASE_ROLE"] = "kommune_app"
            load_large_town(environment)
            # A house in use has counted its tables long ago (autovacuum); this one was filled a moment ago.
            with psycopg.connect(
                host=str(socket), dbname="kommune", user="kommune_owner", autocommit=True
            ) as own:
                own.execute("ANALYZE")
            yield environment


def plain_environment(data: Path) -> Environment:
    """The environment without anything of the product in it but the data folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KOMMUNE_")}
    return {**kept, "KOMMUNE_DATA_DIR": str(data), "KOMMUNE_LOG_LEVEL": "ERROR", "PYTHONPATH": PACKAGES}


def load_large_town(environment: Mapping[str, str]) -> None:
    """Load the large town; on SQLite copy the ready data folder named by KOMMUNE_BENCH_TOWN, if any."""
    ready = os.environ.get(READY_TOWN)
    if ready and "KOMMUNE_DATABASE_URL" not in environment:
        shutil.copytree(ready, environment["KOMMUNE_DATA_DIR"])
        return
    command = [KOMMUNE, "demo", "--large", "--no-serve"]
    subprocess.run(command, env=dict(environment), check=True, stdout=subprocess.DEVNULL)


def measure_inside(environment: Mapping[str, str], module: str, *arguments: str) -> Any:
    """What ``bench.<module>.measure`` returns in a process of its own inside the installation.

    Static files come hashed and compressed as `kommune serve` serves them.
    """
    settings = {"DJANGO_SETTINGS_MODULE": "bench.settings", "KOMMUNE_STATIC_HASHED": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "bench.inside", module, *arguments],
        env={**environment, **settings}, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])
