"""What the address says about a table: search text, filters, order, page; unknown parts are passed over."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import QueryDict

from kommune.foundation.tables.shapes import Choices, Column, Filter

MAX_SEARCH_LENGTH = 200


@dataclass(frozen=True, slots=True)
class TableState:
    """The state of one table; ``other`` are parameters of the page that are none of the table's."""

    search: str
    filters: dict[str, list[str]]
    sort: str
    page: str
    prefix: str = ""
    default_sort: str = ""
    other: list[tuple[str, str]] = field(default_factory=list)

    def pairs(self, *, sort: str | None = None, page: str = "") -> list[tuple[str, str]]:
        """The state as parameters; a new search, filter or order begins on the first page."""
        order = self.sort if sort is None else sort
        pairs = list(self.other)
        if self.search:
            pairs.append((f"{self.prefix}q", self.search))
        pairs += [(f"{self.prefix}{key}", value) for key, values in self.filters.items() for value in values]
        if order and order != self.default_sort:
            pairs.append((f"{self.prefix}sort", order))
        if page and page != "1":
            pairs.append((f"{self.prefix}page", page))
        return pairs

    def address(
        self, *, sort: str | None = None, page: str = "", extra: Iterable[tuple[str, str]] = ()
    ) -> str:
        """The state as a query string with its question mark."""
        return self.address_of([*self.pairs(sort=sort, page=page), *extra])

    def address_without(self, key: str, value: str) -> str:
        """The query string without one value of one filter, or without the search (key ``q``)."""
        gone = (f"{self.prefix}{key}", value)
        return self.address_of([pair for pair in self.pairs() if pair != gone])

    def address_of(self, pairs: Iterable[tuple[str, str]]) -> str:
        """Parameters as a query string; a lone question mark leads back to the bare page."""
        return "?" + urlencode(list(pairs))


def read_state(
    query: QueryDict,
    columns: Iterable[Column],
    filters: Iterable[Filter],
    options: Callable[[Filter], Choices],
    default_sort: str,
    prefix: str = "",
) -> TableState:
    """Read the address; an unknown order or an unknown choice is as if it were not there."""
    sortable = {column.key for column in columns if column.sort}
    wanted = query.get(f"{prefix}sort", "")
    sort = wanted if wanted.removeprefix("-") in sortable else default_sort
    values = {one.key: _known_values(one, options, query.getlist(prefix + one.key)) for one in filters}
    own = {f"{prefix}{name}" for name in (*values, "q", "sort", "page")} | {"export"}
    return TableState(
        search=query.get(f"{prefix}q", "").replace("\x00", "").strip()[:MAX_SEARCH_LENGTH],
        filters={key: found for key, found in values.items() if found},
        sort=sort,
        page=query.get(f"{prefix}page", "1"),
        prefix=prefix,
        default_sort=default_sort,
        other=[(key, value) for key, values in query.lists() if key not in own for value in values],
    )


def _known_values(one: Filter, options: Callable[[Filter], Choices], given: list[str]) -> list[str]:
    cleaned = [value.replace("\x00", "").strip()[:MAX_SEARCH_LENGTH] for value in given]
    found = [value for value in cleaned if value]
    if one.kind == "boolean":
        found = [value for value in found if value in ("yes", "no")]
    if found and one.kind in ("choice", "multi"):
        allowed = {str(value) for value, _label in options(one)}
        found = [value for value in found if value in allowed]
    return found if one.kind == "multi" else found[:1]
