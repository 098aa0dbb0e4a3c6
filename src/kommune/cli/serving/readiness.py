"""Brings an installation to the state in which it can serve: tables, row security, texts, static files."""

import getpass
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kommune.cli.terminal import Refusal, say, warn
from kommune.cli.texts import LOCALE_FOLDER
from kommune.cli.texts import gettext as _

BUILT_STYLES = "kommune/app.css"
OTHERS = 0o007
STAMP = "collected-from"
HASHED = "KOMMUNE_STATIC_HASHED"
ROLE = "KOMMUNE_DATABASE_ROLE"
OWNER = "KOMMUNE_DATABASE_OWNER_URL"
ADDRESS = "KOMMUNE_DATABASE_URL"
TABLES_WITHOUT_SECURITY = """
    SELECT count(*) FROM pg_class AS t JOIN pg_attribute AS c ON c.attrelid = t.oid
    WHERE t.relkind = 'r' AND t.relnamespace = 'public'::regnamespace AND c.attname = 'town_id'
    AND NOT (t.relrowsecurity AND t.relforcerowsecurity)
"""


def make_ready() -> bool:
    """Everything that must be done before the first page; quick where nothing has changed.

    Returns whether the static files lie hashed and compressed in the data folder.
    """
    close_data_folder()
    compile_texts()
    prepare_database()
    return collect_static_files()


def close_data_folder() -> None:
    """Let nobody else on this machine look into the data folder."""
    from django.conf import settings

    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    mode = settings.DATA_DIR.stat().st_mode
    if mode & OTHERS and settings.DATA_DIR.owner() == getpass.getuser():
        settings.DATA_DIR.chmod(mode & ~OTHERS)


def compile_texts() -> None:
    """Compile the German texts where they are missing or older than their source."""
    import polib

    source = LOCALE_FOLDER / "de" / "LC_MESSAGES" / "django.po"
    target = source.with_suffix(".mo")
    if not source.exists() or (target.exists() and target.stat().st_mtime >= source.stat().st_mtime):
        return
    fresh = target.with_suffix(f".{os.getpid()}.new")
    try:
        polib.pofile(str(source)).save_as_mofile(str(fresh))
        fresh.replace(target)
    except OSError:
        warn(_("The German texts could not be compiled: the program's folder cannot be written to."))


def prepare_database() -> None:
    """Bring the tables up to date and switch row-level security on where the server has it."""
    from django.core.management import call_command
    from django.db import ProgrammingError, connection

    from kommune.foundation.planner import renew_statistics

    try:
        is_pending = pending_migrations()
    except ProgrammingError:  # the application's role was not granted its rights yet
        connection.close()
        is_pending = True
    if is_pending:
        say(_("Preparing the database …"))
    if connection.vendor != "postgresql":
        if is_pending:
            call_command("migrate", interactive=False, verbosity=0)
        renew_statistics()
        return
    if is_pending:
        manage_as_owner("migrate", "--no-input", "--verbosity", "0")
    if is_pending or not rows_are_secured():
        manage_as_owner("secure_tables", "--role", application_role())
    connection.close()


def application_role() -> str:
    """The role under which the server's processes work on PostgreSQL, empty where it is the owner."""
    from django.db import connection

    user = connection.settings_dict["USER"] if OWNER in os.environ else ""
    return os.environ.get(ROLE) or user


def rows_are_secured() -> bool:
    """Whether PostgreSQL shows each town's rows in that town's scope only, in every table."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(TABLES_WITHOUT_SECURITY)
        return bool(cursor.fetchone() == (0,))


def pending_migrations() -> bool:
    """Whether the program knows tables that the database lacks."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def manage_as_owner(*arguments: str) -> None:
    """Run a management command with the role that owns the tables; the server's processes never take it."""
    environment = {name: value for name, value in os.environ.items() if name != ROLE}
    if OWNER in environment:
        environment[ADDRESS] = environment[OWNER]
    command = [sys.executable, "-m", "django", *arguments]
    finished = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
    if finished.returncode:
        lines = finished.stderr.strip().splitlines() or [str(finished.returncode)]
        raise Refusal(
            _("The database could not be prepared (%(command)s): %(error)s")
            % {"command": arguments[0], "error": lines[-1]}
        )


def collect_static_files() -> bool:
    """Collect, hash and compress the static files where the program brought others than last time.

    False where styles and scripts were never built: pages then come without them.
    """
    from django.conf import settings
    from django.contrib.staticfiles import finders

    if finders.find(BUILT_STYLES) is None:
        warn(_("Styles and scripts are not built yet, so pages come without them. “make build” builds them."))
        return False
    stamp = Path(settings.STATIC_ROOT) / STAMP
    digest = _digest_of_static_files()
    if stamp.exists() and stamp.read_text() == digest:
        return True
    say(_("Preparing styles and scripts …"))
    environment = {**os.environ, HASHED: "1"}
    command = [sys.executable, "-m", "django", "collectstatic", "--no-input", "--clear", "--verbosity", "0"]
    subprocess.run(command, env=environment, check=True)
    stamp.write_text(digest)
    return True


def _digest_of_static_files() -> str:
    from django.contrib.staticfiles.finders import get_finders

    finders: Iterable[Any] = get_finders()
    found = {name: Path(storage.path(name)) for finder in finders for name, storage in finder.list([])}
    digest = hashlib.sha256()
    for name, path in sorted(found.items()):
        state = path.stat()
        digest.update(f"{name}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()
