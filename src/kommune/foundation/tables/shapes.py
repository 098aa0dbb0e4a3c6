"""What a table is declared with: columns, filters, bulk actions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.functional import Promise

Text = str | Promise
Choices = Sequence[tuple[str, Text]]


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    ``value``: a path such as ``"lead_unit.name"`` or a function of the row; safe markup stays, the rest is
    escaped, None is shown as not stated. ``sort``: field names to order by (a minus turns one round); none:
    not sortable. ``priority``: 1 always, 2 leaves on narrow screens, 3 leaves first. ``export``: the plain
    value for a file where it differs from ``value``. ``clamp``: long text that shows two lines.
    """

    key: str
    label: Text
    value: str | Callable[[Any], object]
    sort: tuple[str, ...] = ()
    align: Literal["start", "end"] = "start"
    priority: Literal[1, 2, 3] = 1
    export: str | Callable[[Any], object] | None = None
    clamp: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter; its key is its name in the address.

    ``choices``: pairs (value, label), or a function that fetches them (called once per page).
    ``lookup``: the ORM lookup that takes the value (a list for ``multi``, a bool for ``boolean``), or
    ``narrow``: a function of (queryset, values as list of str) that returns the narrower queryset.
    """

    key: str
    label: Text
    kind: Literal["choice", "multi", "boolean", "text"] = "choice"
    choices: Choices | Callable[[], Choices] = ()
    lookup: str = ""
    narrow: Callable[[Any, list[str]], Any] | None = None


@dataclass(frozen=True, slots=True)
class BulkAction:
    """Something to do with the chosen rows: a button that posts them to ``url``, with a choice where given.

    The view finds ``action`` (the key), the choice under the key itself, and the rows by
    ``Table.selected_rows``.
    """

    key: str
    label: Text
    url: str
    choices: Choices = ()
