"""Reading the kept alignment, the names in it, and the ratings behind its figures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from kommune.audit.public import revision
from kommune.foundation.scope import current_town
from kommune.municipalities.public import Viewer
from kommune.strategy.models import GoalRelation
from kommune.strategy.queries.kept import kept_figures, kept_while_unchanged

PAIRS_KEPT = 16
FORM = 1
"""Counted up when the form of the kept figures changes, so that those of an older program are made anew."""


@dataclass(frozen=True, slots=True)
class KeptAlignment:
    """The alignment as a viewer's rung sees it; ``is_current`` is false while newer data wait.

    ``data`` is what ``actions.alignment.compute_alignment`` made; shares lie from 0 to 1, money is in cents.
    """

    data: dict[str, Any]
    as_of: date
    is_current: bool
    sector_as: str

    @property
    def is_rated(self) -> bool:
        """Whether anybody, or a list, has said how a digital goal acts on a city goal."""
        return bool(self.data["is_rated"])

    def value(self, code: str) -> float | None:
        """A figure of the headline; None where it cannot be known."""
        found: float | None = self.data["headline"][code]
        return found


def figures_kind(sector_as: str) -> str:
    """Under which kind the figures are kept."""
    return f"alignment_{sector_as}"


def lines_kind(sector_as: str) -> str:
    """Under which kind it is kept what went into the figures."""
    return f"alignment_lines_{sector_as}"


def kept_alignment(viewer: Viewer, sector_as: str) -> KeptAlignment | None:
    """The kept alignment for this person's rung, or None where it was never reckoned. Two queries."""
    row = kept_figures(figures_kind(sector_as), viewer.clearance)
    if row is None or row.data.get("form") != FORM:
        return None
    current = row.input_revision == revision(current_town())
    return KeptAlignment(row.data, row.as_of, current, sector_as)


def kept_lines(viewer: Viewer, sector_as: str, code: str) -> Mapping[str, Any]:
    """What went into a figure; one query."""
    row = kept_figures(lines_kind(sector_as), viewer.clearance)
    found: Mapping[str, Any] = row.data.get(code, {}) if row else {}
    return found


def ratings_behind(pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], GoalRelation]:
    """The goal relations of these pairs of ids with rater and round; two queries.

    Between the goals of a few pairs there may be thousands of relations: only the ids of all are read.
    """
    ids = _relation_ids(frozenset(pairs))
    rows = GoalRelation.objects.filter(id__in=ids).select_related("rated_by__user", "round")
    return {ids[row.id]: row for row in rows}


@kept_while_unchanged(PAIRS_KEPT)
def _relation_ids(wanted: frozenset[tuple[str, str]]) -> Mapping[UUID, tuple[str, str]]:
    """The relations of these pairs by id, kept until the town's data change."""
    between = GoalRelation.objects.filter(
        Q(digital_goal_id__in={pair[0] for pair in wanted}),
        Q(city_goal_id__in={pair[1] for pair in wanted}),
    ).order_by()
    return {
        key: (str(digital), str(city))
        for key, digital, city in between.values_list("id", "digital_goal_id", "city_goal_id")
        if (str(digital), str(city)) in wanted
    }
