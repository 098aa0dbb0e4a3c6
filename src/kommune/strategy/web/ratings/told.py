"""A rated pair in one line, as the pages of goals and measures show it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from kommune.strategy.models import Contribution, Goal, GoalRelation, Measure
from kommune.strategy.queries.rateable import Pairing
from kommune.strategy.web.ratings.frame import value_in_words


@dataclass(frozen=True, slots=True)
class ToldPair:
    """One end of a pair as seen from the other, what is said in words, and where it is rated."""

    other: Goal | Measure
    other_url: str
    row: Any
    words: str
    pair_url: str
    is_against: bool
    kind: str = ""


def told_relations(slug: str, rows: Iterable[GoalRelation], *, from_city: bool) -> list[ToldPair]:
    """Relations as seen from the city goal, or from the goal that acts."""
    return [
        ToldPair(
            other=row.digital_goal if from_city else row.city_goal,
            other_url=reverse(
                "strategy:goal", args=[slug, row.digital_goal_id if from_city else row.city_goal_id]
            ),
            row=row,
            words=value_in_words(Pairing.GOALS, row.score),
            pair_url=_pair_url(slug, Pairing.GOALS, row.digital_goal_id, row.city_goal_id),
            is_against=row.score < 0,
        )
        for row in rows
    ]


def told_contributions(slug: str, rows: Iterable[Contribution], *, from_goal: bool) -> list[ToldPair]:
    """Contributions as seen from the goal, or from the measure."""
    return [
        ToldPair(
            other=row.measure if from_goal else row.goal,
            other_url=reverse("strategy:measure", args=[slug, row.measure_id])
            if from_goal
            else reverse("strategy:goal", args=[slug, row.goal_id]),
            row=row,
            words=value_in_words(Pairing.MEASURES, row.strength),
            pair_url=_pair_url(slug, Pairing.MEASURES, row.measure_id, row.goal_id),
            is_against=False,
            kind="" if from_goal else row.goal.strategy.get_kind_display(),
        )
        for row in rows
    ]


def _pair_url(slug: str, pairing: Pairing, source_id: Any, goal_id: Any) -> str:
    return reverse("strategy:rate_pair", args=[slug, pairing, source_id, goal_id])
