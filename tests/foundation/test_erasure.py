"""Deleted rows are gone from SQLite's files too: overwritten in the database, cut off in its log."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from kommune.foundation.erasure import overwrite_after_commit

SECRET = "was jemand gesagt hat"
# In a process of its own, since the database of the tests stands in memory.
SCRIPT = """
import hashlib, pathlib, sqlite3, sys
import django
from django.conf import settings
from kommune.foundation.environment import sqlite_entry
folder = pathlib.Path(sys.argv[1])
entry = sqlite_entry(folder / "data.sqlite3")
entry["OPTIONS"]["timeout"] = 0.2
settings.configure(DATABASES={"default": entry}, USE_TZ=True)
django.setup()
from django.db import connection, transaction
from kommune.foundation.erasure import overwrite_after_commit, overwrite_what_was_left

def stands():
    content = b"".join(path.read_bytes() for path in folder.iterdir())
    return sum(f"{sys.argv[2]} {at:04}.".encode() in content for at in range(0, 2000, 2))

def said(at):
    return hashlib.sha256(str(at).encode()).hexdigest(), f"{sys.argv[2]} {at:04}."

with connection.cursor() as cursor:
    cursor.execute("CREATE TABLE said (id TEXT PRIMARY KEY, words TEXT UNIQUE)")
    cursor.executemany("INSERT INTO said VALUES (%s, %s)", [said(at) for at in range(2000)])
if sys.argv[3] == "read meanwhile":
    reader = sqlite3.connect(folder / "data.sqlite3", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM said").fetchone()
before = stands()
with transaction.atomic():
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM said WHERE id = %s", [[said(at)[0]] for at in range(0, 2000, 2)])
    if sys.argv[3] != "leave":
        overwrite_after_commit()
print(before, stands())
if sys.argv[3] == "read meanwhile":
    reader.close()
    print((folder / "data.overwrite").exists())
    with transaction.atomic():
        overwrite_what_was_left()
    print(stands(), (folder / "data.overwrite").exists())
"""


def erase(folder: Path, manner: str) -> tuple[str, str]:
    """What the script found before and after, and what it complained of."""
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(folder), SECRET, manner],
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip(), done.stderr.strip()


def found(folder: Path, manner: str) -> str:
    return erase(folder, manner)[0]


def test_after_the_transaction_none_of_a_thousand_rows_stands_in_database_or_log(tmp_path: Path) -> None:
    assert found(tmp_path / "a", "overwrite") == "1000 0"


def test_deleting_alone_leaves_them_in_the_log(tmp_path: Path) -> None:
    assert found(tmp_path / "b", "leave") == "1000 1000"


def test_where_a_reader_holds_the_log_that_is_said_and_made_good_by_the_daily_duty(tmp_path: Path) -> None:
    told, complaint = erase(tmp_path / "c", "read meanwhile")
    assert told.splitlines()[1:] == ["True", "0 False"]
    assert "deleted rows may still stand in the log of the database" in complaint


@pytest.mark.django_db
def test_several_deletions_in_one_transaction_write_the_file_anew_once() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL writes its files anew by itself")
    before = len(connection.run_on_commit)
    for _survey in range(3):
        overwrite_after_commit()
    assert len(connection.run_on_commit) == before + 1
