#!/usr/bin/env python3
"""Run a command against a PostgreSQL server of its own, which is gone afterwards.

    tools/postgres.py run -- COMMAND …

The server lies in a temporary folder and listens on a socket there, on no port. It has two roles:
`kommune_owner` creates and migrates, `kommune_app` reads and writes under row-level security. COMMAND finds
KOMMUNE_DATABASE_URL and KOMMUNE_DATABASE_ROLE in its environment; its exit code is handed on.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psycopg

# The root of the repository makes tools importable when this file is started by its path.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.system_packages import ensure

ROLES = (
    "CREATE ROLE kommune_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE",
    "CREATE ROLE kommune_owner LOGIN NOSUPERUSER NOBYPASSRLS CREATEDB NOCREATEROLE",
    "GRANT kommune_app TO kommune_owner",
    "CREATE DATABASE kommune OWNER kommune_owner",
)
# Speed over safety: nothing of this server is kept.
SERVER_OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "200",
    "log_min_messages": "fatal",
}
START_SECONDS = 30


def server_account() -> str | None:
    """Return the account that the server runs under where we are root, which PostgreSQL refuses."""
    if os.geteuid() != 0:
        return None
    known = {account.pw_name for account in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


@contextmanager
def server(programs: Path, settings: Mapping[str, str] = SERVER_OPTIONS) -> Iterator[Path]:
    """Start a new server and yield the folder of its socket; stop and delete it at the end."""
    account = server_account()
    folder = Path(tempfile.mkdtemp(prefix="kommune-pg-"))
    if account:
        shutil.chown(folder, account)
    data = folder / "data"
    new = ["--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    initdb = [str(programs / "initdb"), "--pgdata", str(data), "--auth=trust", "--username=postgres"]
    process: subprocess.Popen[bytes] | None = None
    try:
        subprocess.run([*initdb, *new], user=account, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        options = [f"--{name}={value}" for name, value in settings.items()]
        command = [str(programs / "postgres"), "-D", str(data), "-k", str(folder), *options]
        process = subprocess.Popen(command, user=account, cwd=folder, start_new_session=True)
        create_roles(folder, process)
        yield folder
    finally:
        if process:
            process.send_signal(signal.SIGINT)
            process.wait()
        shutil.rmtree(folder)


def create_roles(folder: Path, process: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers, then create both roles and the database."""
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            with psycopg.connect(
                host=str(folder), user="postgres", dbname="postgres", autocommit=True
            ) as connection:
                for statement in ROLES:
                    connection.execute(statement.encode())
                return
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.1)


def stop(signum: int, _frame: object) -> None:
    raise SystemExit(128 + signum)


def main() -> int:
    if sys.argv[1:3] != ["run", "--"] or len(sys.argv) < 4:
        raise SystemExit(__doc__)
    programs = ensure("postgresql")
    if programs is None:
        return 0
    signal.signal(signal.SIGTERM, stop)
    with server(programs) as socket:
        settings = {
            "KOMMUNE_DATABASE_URL": f"postgresql://kommune_owner@/kommune?host={socket}",
            "KOMMUNE_DATABASE_ROLE": "kommune_app",
        }
        return subprocess.run(sys.argv[3:], env={**os.environ, **settings}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
