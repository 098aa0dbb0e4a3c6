"""Questions that every page asks, turned into SQL once instead of with every request."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, models

from kommune.foundation.scope import town_in_scope, town_scope

TOWN = "town in scope"


@dataclass(frozen=True, slots=True)
class _Statement:
    sql: str
    params: tuple[Any, ...]
    names: dict[int, str]
    converters: Any
    compiler: Any

    def rows(self, values: dict[str, Any]) -> list[tuple[Any, ...]]:
        params = [values[self.names[n]] if n in self.names else one for n, one in enumerate(self.params)]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            rows = cursor.fetchall()
        if self.converters:
            rows = map(tuple, self.compiler.apply_converters(rows, self.converters))
        return list(rows)


class Prepared:
    """A queryset of ``values_list`` that is always the same but for a few ids or words.

    Django builds the statement anew with every use, which takes some twenty times as long as the database
    needs to answer it by its index. ``build`` takes the changing values by name; the town in scope changes
    with them. Only for what nearly every page asks: elsewhere a plain queryset is clearer.
    """

    def __init__(self, build: Callable[..., models.QuerySet[Any, Any]]) -> None:
        self.build = build
        self.statements: dict[tuple[str, bool], _Statement] = {}

    def rows(self, **values: UUID | str) -> list[tuple[Any, ...]]:
        """The rows for these values; one query."""
        town = town_in_scope()
        key = (connection.vendor, town is not None)
        if key not in self.statements:
            self.statements[key] = self._statement(values, has_town=town is not None)
        adapted = {name: _adapted(value) for name, value in values.items()}
        if town is not None:
            adapted[TOWN] = _adapted(town)
        return self.statements[key].rows(adapted)

    def _statement(self, values: dict[str, UUID | str], *, has_town: bool) -> _Statement:
        """The statement made with values that occur nowhere else, so that their places can be found."""
        marks: dict[str, UUID | str] = {
            name: uuid4() if isinstance(value, UUID) else uuid4().hex for name, value in values.items()
        }
        some_town = uuid4()
        with town_scope(some_town) if has_town else nullcontext():
            compiler = self.build(**marks).query.get_compiler(connection=connection)
            sql, params = compiler.as_sql()
        found = {_adapted(mark): name for name, mark in {**marks, TOWN: some_town}.items()}
        return _Statement(
            sql=sql,
            params=tuple(params),
            names={
                n: found[one] for n, one in enumerate(params) if isinstance(one, str | UUID) and one in found
            },
            converters=compiler.get_converters([column for column, _sql, _alias in compiler.select]),
            compiler=compiler,
        )


def _adapted(value: UUID | str) -> UUID | str:
    """The value as the database's driver takes it."""
    if isinstance(value, UUID) and not connection.features.has_native_uuid_field:
        return value.hex
    return value
