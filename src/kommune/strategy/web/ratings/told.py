"""A rated pair in one line, as the pages of goals and measures show it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from kommune.foundation.addresses import SOME_ID, address_maker
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
    goal_url, pair_url = address_maker("strategy:goal", slug), pair_address(slug, Pairing.GOALS)
    return [
        ToldPair(
            other=row.digital_goal if from_city else row.city_goal,
            other_url=goal_url(row.digital_goal_id if from_city else row.city_goal_id),
            row=row,
            words=value_in_words(Pairing.GOALS, row.score),
            pair_url=pair_url(row.digital_goal_id, row.city_goal_id),
            is_against=row.score < 0,
        )
        for row in rows
    ]


def told_contributions(slug: str, rows: Iterable[Contribution], *, from_goal: bool) -> list[ToldPair]:
    """Contributions as seen from the goal, or from the measure."""
    other_url = address_maker("strategy:measure" if from_goal else "strategy:goal", slug)
    pair_url = pair_address(slug, Pairing.MEASURES)
    return [
        ToldPair(
            other=row.measure if from_goal else row.goal,
            other_url=other_url(row.measure_id if from_goal else row.goal_id),
            row=row,
            words=value_in_words(Pairing.MEASURES, row.strength),
            pair_url=pair_url(row.measure_id, row.goal_id),
            is_against=False,
            kind="" if from_goal else row.goal.strategy.get_kind_display(),
        )
        for row in rows
    ]


def pair_address(slug: str, pairing: Pairing) -> Callable[[UUID, UUID], str]:
    """A function from both ends of a pair to where it is rated, looked up once for all of a list."""
    pattern = reverse("strategy:rate_pair", args=[slug, pairing, SOME_ID, SOME_ID])
    before, between, after = pattern.split(str(SOME_ID))
    return lambda source, goal: f"{before}{source}{between}{goal}{after}"
