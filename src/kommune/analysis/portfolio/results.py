"""What the analysis of a portfolio gives back: figures that explain themselves, gaps, money, drafts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from kommune.analysis.portfolio.shapes import Id, Portfolio

Unit = Literal["count", "cents", "share"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it was made of.

    ``value`` is None where the list cannot know it. ``numerator`` of ``denominator`` are counts, or
    cents in figures about money. ``inputs`` are the ids of the goals or measures counted in the
    numerator. A figure about money was computed from ``known`` of ``of`` measures.
    """

    code: str
    value: int | float | None
    unit: Unit
    numerator: int
    denominator: int
    formula_code: str
    inputs: tuple[Id, ...] = ()
    inputs_kind: Literal["goal", "measure"] = "measure"
    known: int | None = None
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something the list cannot know yet, with the numbers of the sentence that says so."""

    code: str
    params: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SentenceParam:
    """A number in a sentence and the figure behind it, which a click opens."""

    name: str
    value: int | float
    figure_code: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A statement by its code, with its numbers."""

    code: str
    params: tuple[SentenceParam, ...] = ()


@dataclass(frozen=True, slots=True)
class YearMoney:
    """Known money of one year in cents; ``year`` None holds totals stated without a year."""

    year: int | None
    cents: int
    n_measures: int


@dataclass(frozen=True, slots=True)
class CityMoney:
    """Known money by city goal in cents: the parts and ``unallocated_cents`` sum to the known total."""

    cents: Mapping[Id, int]
    unallocated_cents: int


@dataclass(frozen=True, slots=True)
class Money:
    """Where the known money of the active measures goes, in cents.

    ``cents_per_goal`` (goals linked directly) and ``without_goal_cents`` sum to ``known_total_cents``;
    so do the parts of ``city``. ``by_year`` holds every known amount once, by year.
    """

    n_measures: int
    n_known: int
    known_total_cents: int
    without_goal_cents: int
    cents_per_goal: Mapping[Id, int]
    city: CityMoney
    by_year: tuple[YearMoney, ...]


@dataclass(frozen=True, slots=True)
class MeasureGaps:
    """Ids of active measures that lack what their phase owes (see ``shapes``), sorted by id."""

    without_goal: tuple[Id, ...]
    goals_outdated: tuple[Id, ...]
    without_owner: tuple[Id, ...]
    without_unit: tuple[Id, ...]
    without_money: tuple[Id, ...]
    without_start: tuple[Id, ...]
    without_end: tuple[Id, ...]
    stale: tuple[Id, ...]
    overdue: tuple[Id, ...]
    same_title: tuple[tuple[Id, ...], ...]
    stale_known: bool


@dataclass(frozen=True, slots=True)
class GoalGaps:
    """Which active goals something works for, and which nothing does; ids sorted.

    ``city_direct`` and ``city_by_relation`` may overlap. ``city_orphans`` is empty while
    ``city_coverage_known`` is false, ``digital_untied`` while there are no relations at all.
    """

    city_coverage_known: bool
    city_direct: tuple[Id, ...]
    city_by_list_relation: tuple[Id, ...]
    city_by_rated_relation: tuple[Id, ...]
    city_orphans: tuple[Id, ...]
    digital_orphans: tuple[Id, ...]
    digital_untied: tuple[Id, ...]
    relations_known: bool


@dataclass(frozen=True, slots=True)
class Proof:
    """What a list proves on one day; ``figures`` by code, ``unknowns`` first things first."""

    portfolio: Portfolio
    goals: GoalGaps
    measures: MeasureGaps
    money: Money
    figures: Mapping[str, Figure]
    unknowns: tuple[Unknown, ...]

    @property
    def city_coverage_known(self) -> bool:
        """Whether the list can say at all which city goals nothing works for."""
        return self.goals.city_coverage_known


@dataclass(frozen=True, slots=True)
class DecisionDue:
    """A measure that needs a decision.

    ``reason``: ``decide`` (start near or past, not decided), ``fund`` (decided, start near, not
    funded), ``cost_unknown`` (decided, nobody knows the money), ``overdue`` (end passed).
    """

    measure_id: Id
    reason: Literal["decide", "fund", "cost_unknown", "overdue"]
    due_on: date | None
    cost_cents: int | None


@dataclass(frozen=True, slots=True)
class DropEffect:
    """What changes when a measure is dropped; money in cents, None is unknown.

    ``goals_losing_only_measure``: goals of any role, parents included. ``shared_with``: per goal of
    the measure the other active measures linked to it. ``freed_by_year`` holds this year and later,
    ``past_cents`` the years before. An ended measure carries nothing, so dropping it changes nothing.
    """

    measure_id: Id
    already_ended: bool
    legal_duty: bool
    goals_losing_only_measure: tuple[Id, ...]
    city_goals_losing_everything: tuple[Id, ...]
    links_lost: tuple[Id, ...]
    shared_with: Mapping[Id, tuple[Id, ...]]
    freed_by_year: Mapping[int, int | None]
    freed_undated_cents: int
    freed_cents: int | None
    past_cents: int


@dataclass(frozen=True, slots=True)
class FindingDraft:
    """One gap, ready for the register of findings.

    ``fingerprint`` is kind and subject and stays the same over runs. ``severity`` 1 (tidy up) … 3
    (decide). ``cost_cents`` is what the measure costs in the year of the analysis, None if unknown.
    """

    kind: str
    subject_kind: Literal["goal", "measure"]
    subject_id: Id
    fingerprint: str
    severity: int
    evidence: Mapping[str, object] = field(default_factory=dict)
    proposed_goals: tuple[Id, ...] = ()
    cost_cents: int | None = None


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """One dimension, or ``unclassified``: measures in hundredths, known money in cents, whole percents."""

    dimension: str
    hundredths: int
    cents: int
    percent_by_count: int
    percent_by_money: int


@dataclass(frozen=True, slots=True)
class Balance:
    """More than eGovernment: what the active measures change, by count and by known money.

    The percents of the rows sum to 100 (to 0 where there is no measure or no known money).
    """

    rows: tuple[BalanceRow, ...]
    n_measures: int
    n_classified: int
    n_known: int
    known_total_cents: int
