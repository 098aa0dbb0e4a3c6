"""What the analysis of a portfolio takes in: goals, measures, links and relations as plain facts."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

Id: TypeAlias = Hashable
Role = Literal["city", "digital", "sector"]
Origin = Literal["list", "rated"]

DIMENSIONS = ("technology", "process", "organisation", "culture", "citizens", "cooperation")

ENDED = frozenset({"ended_reached", "ended_cancelled", "ended_failed", "ended_replaced"})
ACTIVE = frozenset({"idea", "reviewed", "decided", "funded", "running", "operating"})
UNDECIDED = frozenset({"idea", "reviewed"})

# What a measure owes in which phase. An idea owes nothing but a goal; whoever reviewed it owes a name;
# whoever decided it owes money and dates; what is in operation has no end and no more reports to give.
OWES_PEOPLE = ACTIVE - {"idea"}
OWES_MONEY = ACTIVE - UNDECIDED
OWES_DATES = OWES_MONEY - {"operating"}
OWES_REPORTS = OWES_DATES
OWES_ITS_END = ACTIVE - {"operating"}


@dataclass(frozen=True, slots=True)
class GoalFacts:
    """A goal of any strategy; ``active`` is false where its strategy was superseded."""

    id: Id
    role: Role
    parent_id: Id | None = None
    active: bool = True


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """A measure; money in cents, None is unknown and never 0.

    ``cost_cents`` is a total stated without a year, ``costs_by_year`` what stands in single years.
    ``split`` holds percent by dimension (see ``DIMENSIONS``), None while nobody has said.
    """

    id: Id
    phase: str
    title: str = ""
    has_unit: bool = False
    has_owner: bool = False
    start_on: date | None = None
    end_on: date | None = None
    cost_cents: int | None = None
    costs_by_year: Mapping[int, int | None] = field(default_factory=dict)
    legal_duty: bool = False
    last_report_on: date | None = None
    last_change_on: date | None = None
    split: Mapping[str, int] | None = None

    @property
    def is_active(self) -> bool:
        """Whether the measure has not ended."""
        return self.phase not in ENDED

    @property
    def total_cents(self) -> int | None:
        """All its money in cents, None where unknown.

        The stated total counts, or the sum of the years where that is larger. Without a stated total
        one unknown year makes the sum unknown.
        """
        years = list(self.costs_by_year.values())
        known = sum(cents for cents in years if cents is not None)
        if self.cost_cents is not None:
            return max(self.cost_cents, known)
        return known if years and None not in years else None

    @property
    def undated_cents(self) -> int:
        """What its stated total holds beyond its known years, in cents."""
        known = sum(cents for cents in self.costs_by_year.values() if cents is not None)
        return max((self.cost_cents or 0) - known, 0)


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """How much a measure contributes to a goal of any role: 0 (rated as nothing) … 3."""

    measure_id: Id
    goal_id: Id
    strength: int = 2
    origin: Origin = "list"


@dataclass(frozen=True, slots=True)
class RelationFacts:
    """How a digital or sector goal acts on a city goal: −3 … +3."""

    digital_goal_id: Id
    city_goal_id: Id
    score: int = 2
    origin: Origin = "list"


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Everything a person may see of a town's strategies on one day.

    Links and relations whose ends are not among the goals and measures are ignored: the reader
    may not see them. Nothing depends on the order of the parts.
    """

    goals: tuple[GoalFacts, ...]
    measures: tuple[MeasureFacts, ...]
    links: tuple[LinkFacts, ...]
    relations: tuple[RelationFacts, ...]
    as_of: date
    stale_after_days: int = 180
