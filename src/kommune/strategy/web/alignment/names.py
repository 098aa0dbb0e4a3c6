"""Titles and addresses of the goals and measures that an alignment names by id."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from kommune.foundation.addresses import address_maker
from kommune.municipalities.public import Rung, Viewer
from kommune.strategy.models import Goal, Measure
from kommune.strategy.queries.kept import kept_while_unchanged

CHOSEN = 400
NAMES_KEPT = 4


@dataclass(frozen=True, slots=True)
class Named:
    """A goal or measure by its name, and where it is looked at."""

    name: str
    url: str

    def __str__(self) -> str:
        return self.name


def goal_names(viewer: Viewer, slug: str, ids: Iterable[str | None]) -> dict[str, Named]:
    """The goals of visible strategies by id as text; one query."""
    seen = Goal.objects.filter(strategy__released_to__gte=viewer.clearance)
    return _names(seen, "strategy:goal", slug, ids)


def measure_names(viewer: Viewer, slug: str, ids: Iterable[str | None]) -> dict[str, Named]:
    """The measures of this person's rung by id as text; one query."""
    seen = Measure.objects.filter(released_to__gte=viewer.clearance)
    return _names(seen, "strategy:measure", slug, ids)


@kept_while_unchanged(NAMES_KEPT)
def all_names(rung: Rung, slug: str) -> Mapping[str, Named]:
    """Every goal and measure that this rung may see, by id as text."""
    goals = Goal.objects.filter(strategy__released_to__gte=rung)
    measures = Measure.objects.filter(released_to__gte=rung)
    return {
        **_all_of(goals, "strategy:goal", slug),
        **_all_of(measures, "strategy:measure", slug),
    }


def _all_of(seen: QuerySet[Any], url_name: str, slug: str) -> dict[str, Named]:
    address = address_maker(url_name, slug)
    return {
        str(key): Named(f"{number} {title}".strip(), address(key))
        for key, number, title in seen.order_by().values_list("id", "number", "title")
    }


def _names(seen: QuerySet[Any], url_name: str, slug: str, ids: Iterable[str | None]) -> dict[str, Named]:
    wanted = {one for one in ids if one}
    if not wanted:
        return {}
    rows = seen.filter(id__in=wanted) if len(wanted) <= CHOSEN else seen
    address = address_maker(url_name, slug)
    found: list[tuple[UUID, str, str]] = list(rows.order_by().values_list("id", "number", "title"))
    return {
        str(key): Named(f"{number} {title}".strip(), address(key))
        for key, number, title in found
        if str(key) in wanted
    }
