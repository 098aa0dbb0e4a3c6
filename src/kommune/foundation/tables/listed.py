"""The table for rows that are at hand as a list, not in the database: the same controls, order and export."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.http import HttpRequest

from kommune.foundation.tables.shapes import Column, Filter, Text
from kommune.foundation.tables.table import Table


class ListTable(Table):
    """A table of a short list. ``sorts`` gives, by key of a column that has ``sort``, what it is ordered by.

    ``search`` and the ``narrow`` of every filter take and give lists; filters without ``narrow`` are not for
    this table.
    """

    def __init__(
        self,
        request: HttpRequest,
        rows: Sequence[Any],
        columns: Sequence[Column],
        *,
        caption: Text,
        sorts: Mapping[str, Callable[[Any], Any]],
        filters: Sequence[Filter] = (),
        search: Callable[[Any, str], Any] | None = None,
        page_size: int = 50,
        row_url: Callable[[Any], str] | None = None,
        exports: Sequence[str] = ("xlsx", "csv"),
        name: str = "table",
        prefix: str = "",
    ) -> None:
        listed: Any = list(rows)
        super().__init__(
            request,
            listed,
            columns,
            caption=caption,
            filters=filters,
            search=search,
            page_size=page_size,
            row_url=row_url,
            exports=exports,
            name=name,
            prefix=prefix,
        )
        self.sorts = sorts

    def filtered(self) -> Any:
        """The rows that the search and the filters leave, in the chosen order; unknown values come last."""
        rows = list(self.rows())
        if self.search and self.state.search:
            rows = list(self.search(rows, self.state.search))
        for one in self.filters:
            if (values := self.state.filters.get(one.key)) and one.narrow:
                rows = list(one.narrow(rows, values))
        read = self.sorts.get(self.state.sort.removeprefix("-"))
        if read is None:
            return rows
        known = [row for row in rows if read(row) is not None]
        known.sort(key=read, reverse=self.state.sort.startswith("-"))
        return [*known, *(row for row in rows if read(row) is None)]

    def export_source(self) -> Iterator[Any]:
        """The rows for a file."""
        return iter(self.filtered())
