"""What was deleted for good is overwritten on the disk too, as far as that is ours to do."""

from django.db import connection, transaction


def overwrite_after_commit() -> None:
    """Inside a transaction that deletes what must leave no trace: empty SQLite's write-ahead log after it.

    Deleted rows are overwritten in the database file at once (``secure_delete``), but their earlier pages
    stand in the log until it is folded in and cut off. On PostgreSQL this is the work of its vacuum; nothing
    is done here.
    """
    if connection.vendor == "sqlite":
        transaction.on_commit(_empty_log)


def _empty_log() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
