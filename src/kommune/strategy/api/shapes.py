"""What the interface shows of strategies, goals, measures and status reports."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from kommune.strategy.shapes import Light, Origin, Phase, StrategyKind, StrategyState, Way


class StrategyOut(Schema):
    """One edition of a strategy."""

    id: UUID
    version: int
    kind: StrategyKind
    title: str
    summary: str
    starts_year: int | None
    ends_year: int | None
    state: StrategyState
    decision: str
    decided_on: date | None
    edition: int
    released_to: int = Field(description="1 working group … 5 public.")


class FieldOut(Schema):
    """A field of action of a strategy."""

    id: UUID
    version: int
    strategy_id: UUID
    number: str
    title: str
    text: str


class GoalOut(Schema):
    """A goal of a strategy; lineage_id stays the same across editions."""

    id: UUID
    version: int
    strategy_id: UUID
    field_id: UUID | None
    parent_id: UUID | None
    lineage_id: UUID
    number: str
    title: str
    text: str


class CostOut(Schema):
    """What a measure costs in a year; year null is a total without a year."""

    year: int | None
    amount_cents: int


class ContributionOut(Schema):
    """How much a measure contributes to a goal; /contributions tells how that came about."""

    goal_id: UUID
    strength: int = Field(description="0 … 3")
    origin: Origin
    strength_given: bool
    way: Way


class SplitOut(Schema):
    """What a measure changes, as shares of 100; all null while nobody has said."""

    technology: int | None
    process: int | None
    organisation: int | None
    culture: int | None
    citizens: int | None
    cooperation: int | None


class MeasureOut(Schema):
    """A measure with everything that hangs on it."""

    id: UUID
    version: int
    number: str
    title: str
    aim: str
    benefit_decision_makers: str
    benefit_employees: str
    benefit_citizens: str
    strategy_id: UUID | None
    field_id: UUID | None
    lead_unit_id: UUID | None
    unit_ids: list[UUID]
    owner_name: str | None = Field(description="Null for tokens that see less than the administration.")
    starts_on: date | None
    ends_on: date | None
    is_legal_duty: bool
    legal_basis: str
    phase: Phase
    phase_reason: str
    light: Light | None
    decision: str
    decided_on: date | None
    remarks: str | None = Field(description="Null for tokens that see less than the administration.")
    released_to: int = Field(description="1 working group … 5 public.")
    costs: list[CostOut]
    contributions: list[ContributionOut]
    split: SplitOut


class StatusReportOut(Schema):
    """How a measure went at one time."""

    id: UUID
    version: int
    measure_id: UUID
    number: str
    reported_on: date | None
    label: str
    light: Light | None
    text: str


class FiguresOut(Schema):
    """The figures of the overview as the token's rung sees them."""

    as_of: date
    is_current: bool = Field(description="False while newer data wait to be counted.")
    figures: dict[str, dict[str, Any]]
    sentences: list[dict[str, Any]]
    money: dict[str, Any]


class AlignedGoalOut(Schema):
    """A city goal with what carries it and what works against it, never netted."""

    id: UUID
    weight: float
    best_support: int = Field(description="0 … 3: the strongest relation that serves it.")
    worst_conflict: int = Field(description="0 … 3: the strongest relation against it, without its sign.")
    carried_by: int
    opposed_by: int
    has_measure: bool
    has_funded_measure: bool = Field(description="Funded, running or operating, with an owner.")
    known_money_cents: int


class OpposedOut(Schema):
    """A digital goal that works against a city goal; severity is weight × |score| / 3."""

    digital_goal_id: UUID
    city_goal_id: UUID
    score: int
    severity: float


class AlignmentOut(Schema):
    """How far the digital strategy carries the city's goals, as the token's rung sees it."""

    as_of: date
    is_current: bool = Field(description="False while newer data wait to be counted.")
    sector_goals_as: Literal["digital", "city"]
    is_rated: bool = Field(description="False while nobody has rated a goal relation.")
    is_informative: bool = Field(description="False where the ratings tell no goal from another.")
    weights_are_equal: bool
    figures: dict[str, float | None] = Field(description="Shares from 0 to 1; null cannot be known.")
    figures_with_equal_weights: dict[str, float | None]
    known_money_cents: int
    unallocated_cents: int
    measures_with_unknown_cost: int
    measures_without_city_goal: int
    digital_goals_without_city_goal: list[UUID]
    city_goals: list[AlignedGoalOut]
    conflicts: list[OpposedOut] = Field(description="The most severe first, 300 at most.")
    conflict_count: int
