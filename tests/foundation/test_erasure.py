"""Deleted rows are gone from SQLite's files too: overwritten in the database, cut off in its log."""

import subprocess
import sys
from pathlib import Path

SECRET = b"was jemand gesagt hat"
# In a process of its own, since the database of the tests stands in memory.
SCRIPT = """
import pathlib, sys
import django
from django.conf import settings
from kommune.foundation.environment import sqlite_entry
folder = pathlib.Path(sys.argv[1])
settings.configure(DATABASES={"default": sqlite_entry(folder / "data.sqlite3")}, USE_TZ=True)
django.setup()
from django.db import connection, transaction
from kommune.foundation.erasure import overwrite_after_commit

def stands():
    return sum(path.read_bytes().count(sys.argv[2].encode()) for path in folder.iterdir()) > 0

with connection.cursor() as cursor:
    cursor.execute("CREATE TABLE said (id INTEGER PRIMARY KEY, words TEXT)")
    cursor.execute("INSERT INTO said (words) VALUES (%s)", [sys.argv[2]])
before = stands()
with transaction.atomic():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM said")
    if sys.argv[3] == "overwrite":
        overwrite_after_commit()
print(before, stands())
"""


def found(folder: Path, manner: str) -> str:
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(folder), SECRET.decode(), manner],
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


def test_after_the_transaction_nothing_stands_in_database_or_log(tmp_path: Path) -> None:
    assert found(tmp_path / "a", "overwrite") == "True False"


def test_deleting_alone_leaves_it_in_the_log(tmp_path: Path) -> None:
    assert found(tmp_path / "b", "leave") == "True True"
