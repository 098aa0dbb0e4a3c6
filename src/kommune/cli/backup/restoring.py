"""Brings a backup into a database of either kind: checked first, then all or nothing."""

import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, models, transaction

from kommune.cli.backup.manifest import NAME, Manifest, Part, applied_migrations, read_manifest
from kommune.cli.backup.rows import Row, is_town_owned, kept_models, replaced_models, scope_of, town_ids
from kommune.cli.backup.writing import CHUNK, stored_files
from kommune.cli.terminal import Refusal, Report
from kommune.cli.texts import gettext as _
from kommune.foundation.erasure import overwrite_after_commit
from kommune.foundation.scope import town_scope

ROWS_AT_ONCE = 500
INSERT = "INSERT INTO {table} ({names}) VALUES ({marks})"


def restore_backup(source: Path, *, replace: bool, report: Report) -> Manifest:
    """Fill this installation from a backup. Refuses a damaged file, other tables, or a target in use.

    The database changes in one transaction at the end; new files lie beside the old ones before that, and
    old ones go afterwards, so that a restore that is killed leaves the target as it was.
    """
    with _open(source) as archive:
        manifest = _checked(archive, report)
        _require_same_tables(manifest)
        if not replace and _first_row_found():
            raise Refusal(
                _("This installation holds data already. Say --replace to put the backup in its place.")
            )
        parts = {part.name: part for part in manifest.tables}
        tables = kept_models()
        with transaction.atomic():
            _empty(replaced_models())
            overwrite_after_commit()
            for done, model in enumerate(tables):
                report(done, len(tables), str(model._meta.label))
                _fill(archive, model, parts[model._meta.label])
            _put_files(archive, manifest)
    _remove_other_files(manifest)
    return manifest


def _open(source: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(source)
    except FileNotFoundError as error:
        raise Refusal(_("There is no file %(path)s.") % {"path": source}) from error
    except (zipfile.BadZipFile, OSError) as error:
        raise Refusal(_("The file is not a backup of this program, or it is damaged.")) from error


def _checked(archive: zipfile.ZipFile, report: Report) -> Manifest:
    """The manifest, once every part has the checksum that it names."""
    try:
        manifest = read_manifest(archive.read(NAME))
        named = [(f"tables/{part.name}.jsonl", part) for part in manifest.tables]
        named += [(f"files/{part.name}", part) for part in manifest.files]
        for done, (member, part) in enumerate(named):
            report(done, len(named), _("Checking"))
            if _digest(archive, member) != part.sha256:
                raise Refusal(
                    _("The backup is damaged: %(part)s is not what was written.") % {"part": part.name}
                )
    except (KeyError, zipfile.BadZipFile, OSError, EOFError) as error:
        raise Refusal(_("The file is not a backup of this program, or it is damaged.")) from error
    return manifest


def _digest(archive: zipfile.ZipFile, member: str) -> str:
    digest = hashlib.sha256()
    with archive.open(member) as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _require_same_tables(manifest: Manifest) -> None:
    here = {tuple(pair) for pair in applied_migrations()}
    there = {tuple(pair) for pair in manifest.migrations}
    known = {part.name for part in manifest.tables} == {str(model._meta.label) for model in kept_models()}
    if here != there or not known:
        raise Refusal(
            _(
                "The backup comes from version %(version)s, whose tables differ from those here. "
                "Restore it with that version, then update."
            )
            % {"version": manifest.product_version}
        )


def _first_row_found() -> bool:
    return any(model._base_manager.exists() for model in kept_models() if not is_town_owned(model))


def _empty(tables: list[type[models.Model]]) -> None:
    """Delete all rows, children first, one town after the other."""
    towns = town_ids()
    for model in reversed(tables):
        rows = model._base_manager.all()
        if is_town_owned(model):
            for town_id in towns:
                with town_scope(town_id):
                    _delete(rows.filter(town_id=town_id))
            rows = rows.filter(town_id=None)
        _delete(rows)


def _delete(rows: "models.QuerySet[Any]") -> None:
    """A plain DELETE: collecting what hangs on the rows would load every one of them."""
    rows._raw_delete(rows.db)


def _fill(archive: zipfile.ZipFile, model: type[models.Model], part: Part) -> None:
    fields = model._meta.concrete_fields
    names = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    table = connection.ops.quote_name(model._meta.db_table)
    statement = INSERT.format(table=table, names=names, marks=marks)
    highest = 0
    with archive.open(f"tables/{part.name}.jsonl") as lines, connection.cursor() as cursor:
        for _town, group in groupby(map(json.loads, lines), key=lambda row: row.get("town_id")):
            for rows in _in_pieces(group):
                with scope_of(rows[0]):
                    cursor.executemany(statement, [_values(model, row) for row in rows])
                key = rows[-1][model._meta.pk.attname]
                highest = (
                    max([highest, *(row[model._meta.pk.attname] for row in rows)])
                    if isinstance(key, int)
                    else 0
                )
    if highest:
        _continue_numbering(model, highest)


def _in_pieces(rows: Iterator[Row]) -> Iterator[list[Row]]:
    piece: list[Row] = []
    for row in rows:
        piece.append(row)
        if len(piece) == ROWS_AT_ONCE:
            yield piece
            piece = []
    if piece:
        yield piece


def _values(model: type[models.Model], row: Row) -> list[Any]:
    values = []
    for field in model._meta.concrete_fields:
        raw = row[field.attname]
        target = field.target_field if isinstance(field, models.ForeignKey) else field
        value = None if raw is None else target.to_python(raw)
        values.append(target.get_db_prep_save(value, connection))
    return values


def _continue_numbering(model: type[models.Model], highest: int) -> None:
    """Let new rows be numbered after those restored; SQLite does so by itself."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            key = model._meta.pk.column
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, %s), %s)",
                [connection.ops.quote_name(model._meta.db_table), key, highest],
            )


def _put_files(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Write the files that are missing; what lies there under the same name has the same content."""
    root = Path(settings.FILES_DIR)
    for part in manifest.files:
        path = root / part.name
        if not path.resolve().is_relative_to(root.resolve()):
            raise Refusal(_("The backup is damaged: %(part)s is not what was written.") % {"part": part.name})
        if path.exists():
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.parent / f"part-{path.name}"
        with archive.open(f"files/{part.name}") as source, fresh.open("wb") as target:
            shutil.copyfileobj(source, target, CHUNK)
        fresh.replace(path)


def _remove_other_files(manifest: Manifest) -> None:
    kept = {part.name for part in manifest.files}
    for path in stored_files():
        if path.relative_to(settings.FILES_DIR).as_posix() not in kept:
            path.unlink()
