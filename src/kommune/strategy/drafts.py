"""A draft of a strategy as plain values, before it becomes fields of action, goals and measures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class DraftBasis(StrEnum):
    """What a link of a draft rests on: a person's answer, a catalogue, or a guess nobody confirmed."""

    SAID = "said"
    LISTED = "listed"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class DraftLink:
    """That something serves a goal, named by its title; ``is_city`` where it is one of the city strategy."""

    goal: str
    is_city: bool
    basis: DraftBasis
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DraftGoal:
    """A goal to be made; ``field`` is the title of its field of action, empty for none.

    ``serves`` is the goal of the city strategy that a digital goal serves.
    """

    title: str
    text: str = ""
    field: str = ""
    source: str = ""
    serves: DraftLink | None = None


@dataclass(frozen=True, slots=True)
class DraftMeasure:
    """A measure to be made in phase idea; ``serves`` is a goal of this draft or of the city strategy."""

    title: str
    aim: str = ""
    remarks: str = ""
    field: str = ""
    serves: DraftLink | None = None


@dataclass(frozen=True, slots=True)
class DraftStrategy:
    """A strategy to be made; fields of action are those that its goals and measures name, in that order."""

    kind: str
    title: str
    summary: str
    goals: tuple[DraftGoal, ...]
    measures: tuple[DraftMeasure, ...] = ()


@dataclass(frozen=True, slots=True)
class MadeDraft:
    """What a draft became: the strategy, and its measures by their title."""

    strategy_id: UUID
    measures: Mapping[str, UUID]


@dataclass(frozen=True, slots=True)
class ProposedGoal:
    """A goal that a text sets up, with the passage it comes from; ``page`` is None where it has none."""

    id: UUID
    title: str
    text: str
    page: int | None
    before: str
    passage: str
    after: str


@dataclass(frozen=True, slots=True)
class AssumedLink:
    """A link of a strategy that nobody confirmed: what serves which goal, and what it rests on."""

    is_measure: bool
    source_id: UUID
    source: str
    goal_id: UUID
    goal: str
    reason: str


@dataclass(frozen=True, slots=True)
class StrategyEvidence:
    """What the town's own rows say about a strategy; ``last_report_on`` None where nobody reported."""

    title: str
    goals: int
    fields: int
    goals_related: int
    measures: int
    measures_owned: int
    measures_active: int
    measures_linked: int
    last_report_on: date | None
    decision: str
    is_adopted: bool
    city_goals: int
    texts: int
    successors: int


def goal_key(title: str) -> str:
    """A title as it is compared: capitals and spaces do not tell goals apart."""
    return " ".join(title.casefold().split())
