"""Tells the database how its tables are filled, so that it chooses the right index."""

from django.db import connection

# Rows looked at per index: the whole of it takes some hundredths of a second, however large the town.
ROWS_PER_INDEX = 1_000


def renew_statistics() -> None:
    """Count anew on SQLite, which never does so by itself; PostgreSQL does.

    Without it SQLite takes a town's id for as selective as a measure's and reads the whole town per row.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit={ROWS_PER_INDEX}")
        cursor.execute("ANALYZE")
