"""Inserting many rows whose keys are known beforehand, several times faster than one object at a time."""

import json
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from typing import Any
from uuid import UUID

from django.db import connection, models

Converter = Callable[[Any], Any]
INSERT = "INSERT INTO {table} ({names}) VALUES ({places})"  # names come from the model, values are parameters
NOTHING_READY: frozenset[str] = frozenset()


def insert_rows(instances: Sequence[models.Model]) -> None:
    """Insert new objects of one model that know their keys, every column given.

    The caller holds a transaction. ``save`` is passed over, as in ``bulk_create``.
    """
    if instances:
        names = [field.attname for field in instances[0]._meta.concrete_fields]
        insert_values(
            type(instances[0]), names, ([getattr(one, name) for name in names] for one in instances)
        )


def insert_values(
    model: type[models.Model],
    names: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    ready: frozenset[str] = NOTHING_READY,
) -> None:
    """Insert rows given as values in the order of ``names``, in Python's or in JSON's form.

    Every column is named, keys are given. Values of the columns in ``ready`` are what the database takes.
    """
    fields = {field.attname: field for field in model._meta.concrete_fields}
    converters = [
        (place, convert)
        for place, name in enumerate(names)
        if name not in ready and (convert := _converter(fields[name])) is not None
    ]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(fields[name].column)) for name in names)
    places = ", ".join(["%s"] * len(names))
    table = quote(model._meta.db_table)
    with connection.cursor() as cursor:
        statement = INSERT.format(table=table, names=columns, places=places)
        cursor.executemany(statement, [_converted(row, converters) for row in rows])


def _converted(row: Sequence[Any], converters: list[tuple[int, Converter]]) -> list[Any]:
    values = list(row)
    for place, convert in converters:
        if values[place] is not None:
            values[place] = convert(values[place])
    return values


def next_keys(model: type[models.Model], number: int) -> list[int]:
    """As many keys from a counting table's counter as there will be rows; the caller inserts them at once."""
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [connection.ops.quote_name(table), column, number],
            )
            return [key for (key,) in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = cursor.fetchone()
        first = 1 + (last[0] if last else 0)
        return list(range(first, first + number))


def _converter(field: Any) -> Converter | None:
    """How a value becomes a parameter; None where it already is one."""
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    if isinstance(target, (models.CharField, models.TextField, models.IntegerField, models.BooleanField)):
        return None
    if isinstance(target, models.UUIDField):
        return None if connection.features.has_native_uuid_field else _bare_hex
    if isinstance(target, models.JSONField):
        return partial(json.dumps, cls=target.encoder)
    prepare = partial(_prepared, target)
    return lru_cache(maxsize=1024)(prepare) if isinstance(target, models.DateField) else prepare


def _prepared(field: Any, value: Any) -> Any:
    return field.get_db_prep_save(field.to_python(value), connection=connection)


def _bare_hex(value: Any) -> str:
    return value.hex if isinstance(value, UUID) else str(value).replace("-", "")
