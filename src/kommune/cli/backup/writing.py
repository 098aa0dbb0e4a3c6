"""Writes a backup: one moment of the database, table by table, and the stored files."""

import hashlib
import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, models, transaction

from kommune.cli.backup.manifest import NAME, Manifest, Part, new_manifest
from kommune.cli.backup.rows import kept_models, rows_of, town_ids
from kommune.cli.terminal import Report

CHUNK = 1 << 18


def write_backup(target: Path, report: Report) -> Manifest:
    """Write the whole installation to ``target``; an existing file is replaced when all is written."""
    fresh = target.with_name(f".{target.name}.{os.getpid()}.part")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as archive:
                manifest = _write_all(archive, report)
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)
    return manifest


def _write_all(archive: zipfile.ZipFile, report: Report) -> Manifest:
    tables = kept_models()
    with one_moment():
        manifest = new_manifest()
        towns = town_ids()
        for done, model in enumerate(tables):
            report(done, len(tables) + 1, str(model._meta.label))
            lines = (_line(row) for row in rows_of(model, towns))
            manifest.tables.append(_write_table(archive, model, lines))
    for path in stored_files():
        report(len(tables), len(tables) + 1, path.name[:12])
        manifest.files += _write_file(archive, path)
    archive.writestr(NAME, manifest.to_json())
    return manifest


@contextmanager
def one_moment() -> Iterator[None]:
    """A transaction that sees the database as it is now, and hinders nobody who writes meanwhile."""
    connection.ensure_connection()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    settled: Any = connection
    usual, settled.transaction_mode = settled.transaction_mode, "DEFERRED"
    try:
        with transaction.atomic():
            yield
    finally:
        settled.transaction_mode = usual


def stored_files() -> list[Path]:
    """All files that towns keep, leftovers of broken uploads left out."""
    folder = Path(settings.FILES_DIR)
    return sorted(path for path in folder.glob("*/*/*") if path.is_file())


def _line(row: dict[str, Any]) -> bytes:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode() + b"\n"


def _write_table(archive: zipfile.ZipFile, model: type[models.Model], lines: Iterable[bytes]) -> Part:
    digest, count = hashlib.sha256(), 0
    with archive.open(f"tables/{model._meta.label}.jsonl", "w", force_zip64=True) as member:
        for line in lines:
            digest.update(line)
            member.write(line)
            count += 1
    return Part(str(model._meta.label), count, digest.hexdigest())


def _write_file(archive: zipfile.ZipFile, path: Path) -> list[Part]:
    """Copy one stored file; a file that was deleted meanwhile is left out."""
    name = path.relative_to(settings.FILES_DIR).as_posix()
    try:
        source = path.open("rb")
    except FileNotFoundError:
        return []
    digest, size = hashlib.sha256(), 0
    with source, archive.open(f"files/{name}", "w", force_zip64=True) as member:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            member.write(chunk)
            size += len(chunk)
    return [Part(name, size, digest.hexdigest())]
