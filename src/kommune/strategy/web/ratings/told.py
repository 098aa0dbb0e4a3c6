"""A rated pair in one line, as the pages of goals and measures show it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, partial
from uuid import UUID

from django.urls import reverse

from kommune.foundation.addresses import SOME_ID, address_maker
from kommune.strategy.queries.rateable import Pairing
from kommune.strategy.queries.rated_lines import RatedLine
from kommune.strategy.shapes import StrategyKind
from kommune.strategy.web.ratings.frame import value_in_words


@dataclass(frozen=True, slots=True)
class ToldPair:
    """A line with what is said in words, where the other end stands and where it is rated."""

    line: RatedLine
    other_url: str
    words: str
    pair_url: str
    kind: str = ""


def told_relations(slug: str, lines: Iterable[RatedLine], *, from_city: bool) -> list[ToldPair]:
    """Relations as seen from the city goal, or from the goal that acts."""
    goal_url, pair_url = address_maker("strategy:goal", slug), pair_address(slug, Pairing.GOALS)
    words = cache(partial(value_in_words, Pairing.GOALS))
    return [
        ToldPair(
            line,
            goal_url(line.source_id if from_city else line.goal_id),
            words(line.value),
            pair_url(line.source_id, line.goal_id),
        )
        for line in lines
    ]


def told_contributions(slug: str, lines: Iterable[RatedLine], *, from_goal: bool) -> list[ToldPair]:
    """Contributions as seen from the goal, or from the measure."""
    other_url = address_maker("strategy:measure" if from_goal else "strategy:goal", slug)
    pair_url = pair_address(slug, Pairing.MEASURES)
    words, kinds = cache(partial(value_in_words, Pairing.MEASURES)), dict(StrategyKind.choices)
    return [
        ToldPair(
            line,
            other_url(line.source_id if from_goal else line.goal_id),
            words(line.value),
            pair_url(line.source_id, line.goal_id),
            "" if from_goal else str(kinds.get(line.kind, line.kind)),
        )
        for line in lines
    ]


def pair_address(slug: str, pairing: Pairing) -> Callable[[UUID, UUID], str]:
    """A function from both ends of a pair to where it is rated, looked up once for all of a list."""
    pattern = reverse("strategy:rate_pair", args=[slug, pairing, SOME_ID, SOME_ID])
    before, between, after = pattern.split(str(SOME_ID))
    return lambda source, goal: f"{before}{source}{between}{goal}{after}"
