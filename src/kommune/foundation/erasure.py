"""What was deleted for good is overwritten on the disk too, as far as that is ours to do."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import OperationalError, connection, transaction

logger = logging.getLogger(__name__)
# The server waits until fifty rows and a fifth of the table are dead; in a small town that may never come.
AT_ONCE = "autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0"


def vacuum_soon(*tables: str) -> Callable[[Any, Any], None]:
    """For a migration: let PostgreSQL's vacuum take these tables as soon as a single row was deleted."""

    def set_options(apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            for table in tables:
                schema_editor.execute(f"ALTER TABLE {schema_editor.quote_name(table)} SET ({AT_ONCE})")

    return set_options


def overwrite_after_commit() -> None:
    """Inside a transaction that deletes what must leave no trace: write SQLite's file anew after it.

    Deleted rows are overwritten at once (``secure_delete``), but copies stand where pages were split or
    joined, and earlier pages in the write-ahead log. So the file is written without them and the log cut
    off. That takes seconds in a large installation and is meant for what happens a few times a year. Where
    somebody else holds the database for too long, that is logged and done the next day
    (``overwrite_what_was_left``). On PostgreSQL this is the work of its vacuum (see ``vacuum_soon``).
    Asked for several times in one transaction, it is done once.
    """
    is_asked = any(_write_anew in asked for asked in connection.run_on_commit)
    if connection.vendor == "sqlite" and not is_asked:
        transaction.on_commit(_write_anew)


def overwrite_what_was_left() -> None:
    """Inside a transaction: write the file anew after it where the last attempt came to nothing."""
    if connection.vendor == "sqlite" and _left_undone().exists():
        overwrite_after_commit()


def _write_anew() -> None:
    is_done = False
    try:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            is_done = not cursor.fetchone()[0]
    except OperationalError as error:
        logger.warning("deleted rows may still stand in the database file: %s", error)
    else:
        if not is_done:
            logger.warning("deleted rows may still stand in the log of the database: somebody is reading it")
    if is_done:
        _left_undone().unlink(missing_ok=True)
    elif _database_file().is_file():
        _left_undone().touch()


def _database_file() -> Path:
    return Path(connection.settings_dict["NAME"])


def _left_undone() -> Path:
    """A file beside the database that says that it is still to be written anew."""
    return _database_file().with_suffix(".overwrite")
