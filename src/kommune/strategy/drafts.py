"""A draft of a strategy as plain values, before it becomes fields of action, goals and measures."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class DraftGoal:
    """A goal to be made; ``field`` is the title of its field of action, empty for none."""

    title: str
    text: str = ""
    field: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class DraftMeasure:
    """A measure to be made in phase idea; ``goal`` is the title of the goal it serves, empty for none."""

    title: str
    aim: str = ""
    remarks: str = ""
    field: str = ""
    goal: str = ""


@dataclass(frozen=True, slots=True)
class DraftStrategy:
    """A strategy to be made; fields of action are those that its goals and measures name, in that order."""

    kind: str
    title: str
    summary: str
    goals: tuple[DraftGoal, ...]
    measures: tuple[DraftMeasure, ...] = ()


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
