"""The table: from a QuerySet, its declaration and the address to rows and export."""

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import F, OrderBy, QuerySet
from django.http import HttpRequest

from kommune.foundation.tables.cells import export_value, value_getter
from kommune.foundation.tables.shapes import BulkAction, Choices, Column, Filter, Text
from kommune.foundation.tables.state import TableState, read_state

EXPORT_CHUNK = 500


class Table:
    """A list of rows with search, filters, order and pages, all kept in the address.

    Two queries whatever the number of rows: how many there are, and one page of them; prefetching and
    ``select_related`` are the QuerySet's own affair. The first column heads its row and carries ``row_url``.
    """

    def __init__(
        self,
        request: HttpRequest,
        queryset: QuerySet[Any],
        columns: Sequence[Column],
        *,
        caption: Text,
        filters: Sequence[Filter] = (),
        search: Callable[[Any, str], Any] | None = None,
        default_sort: str = "",
        page_size: int = 50,
        row_url: Callable[[Any], str] | None = None,
        row_id: Callable[[Any], object] | None = None,
        bulk_actions: Sequence[BulkAction] = (),
        exports: Sequence[str] = ("xlsx", "csv"),
        empty_template: str = "",
        empty_context: Mapping[str, Any] | None = None,
        name: str = "table",
        prefix: str = "",
    ) -> None:
        self.request = request
        self.queryset = queryset
        self.columns = columns
        self.caption = caption
        self.filters = filters
        self.search = search
        self.default_sort = default_sort
        self.page_size = page_size
        self.row_url = row_url
        self.row_id = row_id or (lambda row: row.pk)
        self.bulk_actions = bulk_actions
        self.exports = exports
        self.empty_template = empty_template
        self.empty_context = empty_context or {}
        self.name = name
        self._options: dict[str, Choices] = {}
        self.state: TableState = read_state(request.GET, columns, filters, self.options, default_sort, prefix)

    def options(self, one: Filter) -> Choices:
        """The choices of a filter, fetched at most once."""
        if one.key not in self._options:
            self._options[one.key] = one.choices() if callable(one.choices) else one.choices
        return self._options[one.key]

    @property
    def is_searchable(self) -> bool:
        """Whether the table has a search field."""
        return self.search is not None

    @property
    def is_narrowed(self) -> bool:
        """Whether a search or a filter is on."""
        return bool(self.state.search or self.state.filters)

    def rows(self) -> QuerySet[Any]:
        """All rows of the list, before any search."""
        return self.queryset

    def filtered(self) -> QuerySet[Any]:
        """All rows that the search and the filters leave, in the chosen order."""
        rows = self.rows()
        if self.search and self.state.search:
            rows = self.search(rows, self.state.search)
        for one in self.filters:
            if values := self.state.filters.get(one.key):
                rows = _narrowed(rows, one, values)
        return rows.order_by(*self._order()) if self.state.sort else rows

    def _order(self) -> list[OrderBy]:
        """Unknown values come last either way; the key at the end makes pages stable."""
        backwards = self.state.sort.startswith("-")
        column = next(one for one in self.columns if one.key == self.state.sort.removeprefix("-"))
        order = []
        for name in (*column.sort, "pk"):
            descending = name.startswith("-") != (backwards and name != "pk")
            path = F(name.removeprefix("-"))
            order.append(path.desc(nulls_last=True) if descending else path.asc(nulls_last=True))
        return order

    @cached_property
    def page(self) -> Page[Any]:
        """The page of rows that the address asks for; a page that does not exist is the nearest one."""
        page = Paginator(self.filtered(), self.page_size, allow_empty_first_page=True).get_page(
            self.state.page
        )
        page.object_list = list(page.object_list)
        return page

    @property
    def total(self) -> int:
        """The number of rows that the search and the filters leave."""
        return self.page.paginator.count

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing at all yet, which asks for a first step rather than for other filters."""
        return not self.is_narrowed and self.total == 0

    def selected_rows(self) -> QuerySet[Any]:
        """The rows that a bulk form chose: those ticked, or all that match (``whole`` in the form)."""
        if self.request.POST.get("whole") == "yes":
            return self.filtered()
        return self.rows().filter(pk__in=self._ticked_keys())

    def _ticked_keys(self) -> list[object]:
        """The keys in the form; what cannot be a key is passed over."""
        to_key = self.queryset.model._meta.pk.to_python
        keys = []
        for text in self.request.POST.getlist("selected"):
            with contextlib.suppress(ValidationError):
                keys.append(to_key(text))
        return keys

    def export_header(self) -> list[str]:
        """The heads of the columns, for a file."""
        return [str(column.label) for column in self.columns]

    def export_source(self) -> Iterator[Any]:
        """All rows that the filters leave, fetched in chunks."""
        return iter(self.filtered().iterator(chunk_size=EXPORT_CHUNK))

    def export_rows(self) -> Iterator[list[object]]:
        """The heads, then the plain values of all rows that the filters leave, fetched in chunks."""
        getters = [
            value_getter(column.value if column.export is None else column.export) for column in self.columns
        ]
        yield list(self.export_header())
        for row in self.export_source():
            yield [export_value(get(row)) for get in getters]


def _narrowed(rows: QuerySet[Any], one: Filter, values: list[str]) -> QuerySet[Any]:
    if one.narrow:
        narrowed: QuerySet[Any] = one.narrow(rows, values)
        return narrowed
    lookup = one.lookup or one.key
    if one.kind == "multi":
        return rows.filter(**{f"{lookup}__in": values})
    if one.kind == "boolean":
        return rows.filter(**{lookup: values[0] == "yes"})
    if one.kind == "text":
        return rows.filter(**{lookup if one.lookup else f"{lookup}__icontains": values[0]})
    return rows.filter(**{lookup: values[0]})
