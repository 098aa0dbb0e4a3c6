"""The quick pass: for each measure and each digital goal its three likeliest goals, one question a card."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from kommune.municipalities.public import Viewer
from kommune.strategy.models import Contribution, GoalRelation
from kommune.strategy.queries.kept import kept_while_unchanged
from kommune.strategy.queries.rateable import Pairing, Rateable, load_goals, load_measures
from kommune.strategy.queries.suggestions import LikelyGoal, likely_goals
from kommune.strategy.rules import may_rate_relations
from kommune.strategy.shapes import Origin, Way

LOOKED_AT_ONCE = 8
MOST_LOOKED_AT = 200
PARTS_KEPT = 4


@dataclass(frozen=True, slots=True)
class Said:
    """What is known about a pair: its value, and whether it is a first estimate."""

    value: int
    is_estimate: bool
    is_from_list: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One question: does the thing serve this goal? ``said`` is None while nobody answered."""

    likely: LikelyGoal
    said: Said | None

    @property
    def is_open(self) -> bool:
        """Whether the question waits for an answer."""
        return self.said is None


@dataclass(frozen=True, slots=True)
class QuickPart:
    """The measures, or the digital goals, with the goals they are asked about."""

    pairing: Pairing
    things: tuple[Rateable, ...]
    goals: tuple[Rateable, ...]
    answered: int

    def place(self, thing_id: UUID) -> int | None:
        """Where a thing stands, counted from 0; None where it is not asked about."""
        return next((at for at, thing in enumerate(self.things) if thing.id == thing_id), None)


@dataclass(frozen=True, slots=True)
class QuickThing:
    """One measure or digital goal with its cards."""

    part: QuickPart
    place: int
    cards: tuple[Card, ...]
    by_meaning: bool
    is_encoder_installed: bool

    @property
    def thing(self) -> Rateable:
        """The measure or digital goal."""
        return self.part.things[self.place]

    def open_card(self, after: int = -1) -> int | None:
        """The next card that waits for an answer."""
        return next((at for at, card in enumerate(self.cards) if at > after and card.is_open), None)


@kept_while_unchanged(PARTS_KEPT)
def quick_parts(viewer: Viewer) -> tuple[QuickPart, ...]:
    """What this person is asked: measures, then, where she steers, digital goals; at most five queries.

    Kept until the town's data change.
    """
    goals = load_goals(viewer)
    measures = load_measures(viewer) if goals.served else ()
    parts = [_part(Pairing.MEASURES, measures, goals.served)]
    if may_rate_relations(viewer) and goals.city:
        acting = tuple(goal for goal in goals.acting if goal.is_leaf)
        parts.append(_part(Pairing.GOALS, acting, goals.city))
    return tuple(part for part in parts if part.things)


def quick_thing(part: QuickPart, place: int) -> QuickThing:
    """The cards of the thing at a place; four queries at most."""
    return next(_quick_things(part, [place]))


def where_left(viewer: Viewer, parts: Sequence[QuickPart]) -> QuickThing | None:
    """Where this person's pass goes on: what she answered last if a card of it is open, else what follows."""
    for part in parts:
        last = _last_answered(viewer, part)
        place = part.place(last) if last else None
        found = _next_open(part, 0 if place is None else place) or (_next_open(part, 0) if place else None)
        if found is not None:
            return found
    return None


def next_thing(parts: Sequence[QuickPart], thing: QuickThing) -> QuickThing | None:
    """The next thing with an open card, first in this part, then in the next one; None at the end."""
    found = _next_open(thing.part, thing.place + 1)
    later = [part for part in parts if part.pairing == Pairing.GOALS]
    if found is None and thing.part.pairing == Pairing.MEASURES and later:
        found = _next_open(later[0], 0)
    return found


def _part(pairing: Pairing, things: tuple[Rateable, ...], goals: tuple[Rateable, ...]) -> QuickPart:
    model, source, _goal, _value = _columns(pairing)
    ids = {thing.id for thing in things}
    rated = model.objects.filter(origin=Origin.RATED).order_by().values_list(source, flat=True).distinct()
    return QuickPart(pairing, things, goals, len(ids.intersection(rated)) if things else 0)


def _last_answered(viewer: Viewer, part: QuickPart) -> UUID | None:
    model, source, _goal, _value = _columns(part.pairing)
    own = model.objects.filter(way=Way.QUICK, rated_by_id=viewer.membership_id)
    found: UUID | None = own.order_by("-rated_at").values_list(source, flat=True).first()
    return found


def _next_open(part: QuickPart, first: int) -> QuickThing | None:
    """The first thing from a place on with an open card; of very many settled ones the last looked at."""
    places = range(first, min(len(part.things), first + MOST_LOOKED_AT))
    for found in _quick_things(part, places):
        if found.open_card() is not None:
            return found
    return None


def _quick_things(part: QuickPart, places: Sequence[int]) -> Iterator[QuickThing]:
    model, source, goal, value = _columns(part.pairing)
    for start in range(0, len(places), LOOKED_AT_ONCE):
        chosen = places[start : start + LOOKED_AT_ONCE]
        things = [part.things[place] for place in chosen]
        likely = likely_goals(things, part.goals, part.pairing)
        rows = model.objects.filter(**{f"{source}__in": [thing.id for thing in things]})
        said = {
            (row[0], row[1]): Said(row[2], row[3] == Way.QUICK, row[4] == Origin.LIST)
            for row in rows.values_list(source, goal, value, "way", "origin")
        }
        for place, thing, goals in zip(chosen, things, likely.by_thing, strict=True):
            cards = tuple(Card(one, said.get((thing.id, one.goal.id))) for one in goals)
            yield QuickThing(part, place, cards, likely.by_meaning, likely.is_encoder_installed)


def _columns(pairing: Pairing) -> tuple[Any, str, str, str]:
    if pairing == Pairing.GOALS:
        return GoalRelation, "digital_goal_id", "city_goal_id", "score"
    return Contribution, "measure_id", "goal_id", "strength"
