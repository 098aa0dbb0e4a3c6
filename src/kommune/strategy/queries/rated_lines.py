"""What is rated between one thing and others, a line each, without making a model of every row."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.expressions import Combinable

from kommune.municipalities.public import Viewer, released_for
from kommune.strategy.models import Contribution, Goal, Measure
from kommune.strategy.queries.measures import RATER, visible_measures
from kommune.strategy.queries.relations import seen_relations


@dataclass(frozen=True, slots=True)
class RatedLine:
    """A rating between ``source_id`` and ``goal_id``, seen from one of them; the name is the other end's.

    ``rater`` is None where no person rated. ``kind`` is the kind of the other's strategy, where it is asked.
    """

    source_id: UUID
    goal_id: UUID
    number: str
    title: str
    value: int
    strength_given: bool
    to_confirm: bool
    way: str
    reason: str
    rated_at: datetime | None
    rater: str | None
    kind: str = ""

    @property
    def other(self) -> str:
        """The other end by name."""
        return f"{self.number} {self.title}".strip()


RATED = ("strength_given", "to_confirm", "way", "reason", "rated_at", RATER)


def lines_of_measure(viewer: Viewer, measure: Measure) -> list[RatedLine]:
    """What a measure contributes to goals that the viewer may see, the most first."""
    rows = Contribution.objects.filter(
        released_for(viewer, "goal__strategy__released_to"), measure=measure
    ).order_by("-strength", "goal__position")
    ends = ("measure_id", "goal_id", "goal__number", "goal__title", "strength")
    return _lines(rows, *ends, *RATED, "goal__strategy__kind")


def lines_of_goal(viewer: Viewer, goal: Goal) -> list[RatedLine]:
    """What visible measures contribute to a goal, the most first."""
    rows = Contribution.objects.filter(goal=goal, measure__in=visible_measures(viewer).values("id"))
    ends = ("measure_id", "goal_id", "measure__number", "measure__title", "strength")
    return _lines(rows.order_by("-strength", "measure__position"), *ends, *RATED)


def relations_of_goal(viewer: Viewer, goal: Goal) -> tuple[list[RatedLine], list[RatedLine]]:
    """Relations towards a goal and those that it has itself, as far as the other end is seen; two queries."""
    known = seen_relations(viewer.clearance)
    towards = known.filter(released_for(viewer, "digital_goal__strategy__released_to"), city_goal=goal)
    own = known.filter(released_for(viewer, "city_goal__strategy__released_to"), digital_goal=goal)
    ends = ("digital_goal_id", "city_goal_id")
    return (
        _lines(
            towards.order_by("-score", "digital_goal__position"),
            *ends, "digital_goal__number", "digital_goal__title", "score", *RATED,
        ),
        _lines(
            own.order_by("-score", "city_goal__position"),
            *ends, "city_goal__number", "city_goal__title", "score", *RATED,
        ),
    )  # fmt: skip


def _lines(rows: QuerySet[Any], *columns: str | Combinable) -> list[RatedLine]:
    return [RatedLine(*row) for row in rows.values_list(*columns)]
