"""What the interface shows of ratings, rating rounds, goal conflicts and weights; never who rated."""

from datetime import date, datetime
from uuid import UUID

from ninja import Schema
from pydantic import Field

from kommune.strategy.shapes import ConflictState, Origin, Resolution, RoundState, Way, WeightSource

INSIDE = "Null for tokens that see less than the administration."


class RatedOut(Schema):
    """What is known about a rating beside its value; who rated is not told."""

    origin: Origin
    strength_given: bool = Field(description="False: a list named no strength, it counts as 2.")
    to_confirm: bool = Field(description="Taken over from an older edition and not confirmed yet.")
    way: Way = Field(description="How it came about.")
    confidence: int | None = Field(description="1 unsure, 2 fairly sure, 3 sure; null: not said.")
    reason: str | None = Field(description=INSIDE)
    rated_at: datetime | None
    round_title: str | None = Field(description="The rating round that it comes from, if the token sees it.")


class GoalRelationOut(RatedOut):
    """How a digital or sector goal acts on a city goal."""

    id: UUID
    version: int
    digital_goal_id: UUID
    city_goal_id: UUID
    score: int = Field(description="−3 cancelling … +3 indivisible.")


class RatedContributionOut(RatedOut):
    """How much a measure contributes to a goal, and how that came about."""

    measure_id: UUID
    goal_id: UUID
    strength: int = Field(description="0 … 3")


class ConflictOut(Schema):
    """A digital goal that works against a city goal, on its way to a decision."""

    id: UUID
    version: int
    digital_goal_id: UUID
    city_goal_id: UUID
    score: int | None = Field(description="The relation now, −3 … −1; null where it is no longer negative.")
    state: ConflictState
    digital_unit_id: UUID | None
    city_unit_id: UUID | None
    resolution: Resolution | None
    resolution_text: str
    due_on: date | None
    decision: str
    decided_on: date | None
    decision_url: str
    opened_at: datetime
    settled_at: datetime | None
    released_to: int = Field(description="1 working group … 5 public.")


class ShareOut(Schema):
    """The share of one goal among its siblings."""

    goal_id: UUID
    share: float


class WeightsOut(Schema):
    """The weights of a strategy's goals; a strategy without an entry has goals of equal weight."""

    id: UUID
    version: int
    strategy_id: UUID
    source: WeightSource
    source_note: str
    decided_on: date | None
    shares: list[ShareOut]


class RoundOut(Schema):
    """A closed rating round."""

    id: UUID
    version: int
    title: str
    state: RoundState
    closed_at: datetime | None
    raters_asked: int
    raters_answered: int
    released_to: int = Field(description="1 working group … 5 public.")


class RoundPairOut(Schema):
    """What came out for one pair: of a digital goal or a measure, and a goal."""

    id: UUID
    digital_goal_id: UUID | None
    measure_id: UUID | None
    goal_id: UUID
    counts: dict[str, int] = Field(description="How many people chose each value; empty below three answers.")
    median: int | None = Field(description="Null where nobody answered.")
    spread: int | None = Field(description="Highest less lowest value; null below three answers.")
    reasons: list[str] = Field(
        description="In random order, empty below three answers and outside the administration."
    )
    consensus: int | None = Field(description="What was agreed afterwards.")
    consensus_note: str | None = Field(description=INSIDE)
