"""What was deleted for good is overwritten on the disk too, as far as that is ours to do."""

import logging
from collections.abc import Callable
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
    somebody else holds the database for too long, it is left to the next time and logged. On PostgreSQL this
    is the work of its vacuum (see ``vacuum_soon``); nothing is done here.
    """
    if connection.vendor == "sqlite":
        transaction.on_commit(_write_anew)


def _write_anew() -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            is_busy = bool(cursor.fetchone()[0])
    except OperationalError as error:
        logger.warning("deleted rows may still stand in the database file: %s", error)
    else:
        if is_busy:
            logger.warning("deleted rows may still stand in the log of the database: somebody is reading it")
