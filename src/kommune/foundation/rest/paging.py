"""Long lists in pages: an opaque cursor that continues after the last id, at most 200 rows a page."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Generic, TypeVar

from django.core import signing
from django.db.models import Model, QuerySet
from ninja import Query, Schema
from pydantic import Field

from kommune.foundation.rest.problems import Problem

Item = TypeVar("Item")
Row = TypeVar("Row", bound=Model)
Limit = Annotated[int, Query(ge=1, le=200, description="How many rows the page holds at most.")]
Cursor = Annotated[
    str, Query(max_length=200, description="The next_cursor of the page before; leave it out to begin.")
]
SALT = "kommune.rest.cursor."


class Page(Schema, Generic[Item]):
    """One page of a list; ``next_cursor`` is null on the last one."""

    items: list[Item]
    next_cursor: str | None = Field(description="Hand this in as cursor to get the next page.")


def page_of(
    rows: QuerySet[Row], shown: Callable[[Sequence[Row]], list[Any]], cursor: str, limit: int
) -> dict[str, Any]:
    """The rows after ``cursor`` in the order of their ids, as ``shown`` turns a page's rows into values.

    Raises the problem ``unknown-cursor`` for a text that was no cursor of this kind of row.
    """
    salt = SALT + rows.model._meta.label_lower
    if cursor:
        try:
            rows = rows.filter(pk__gt=signing.loads(cursor, salt=salt))
        except signing.BadSignature:
            raise Problem("unknown-cursor") from None
    taken = list(rows.order_by("pk")[: limit + 1])
    page = taken[:limit]
    more = len(taken) > limit
    return {
        "items": shown(page),
        "next_cursor": signing.dumps(str(page[-1].pk), salt=salt) if more else None,
    }
