"""What may be sent to make or change a measure, and the check that it refers to what the token sees."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, Field

from kommune.foundation.rest.problems import Problem
from kommune.foundation.rest.texts import Line40, Line200, Line300, Line500, Sent, Text, Title
from kommune.municipalities.public import Viewer, choose_units
from kommune.strategy.models import FieldOfAction, Goal, Strategy
from kommune.strategy.queries.strategies import visible_goals, visible_strategies
from kommune.strategy.shapes import Dimension, Light, Phase

PARTS = {"unit_ids", "costs", "contributions", "split"}
MOST_CENTS = 10**15


class CostIn(Sent):
    """What the measure costs in a year; leave the year out for a total without a year."""

    year: Annotated[int, Field(ge=1990, le=2100)] | None = None
    amount_cents: Annotated[int, Field(ge=0, le=MOST_CENTS)]


class ContributionIn(Sent):
    """How much the measure contributes to a goal, 0 to 3."""

    goal_id: UUID
    strength: Annotated[int, Field(ge=0, le=3)]


Share = Annotated[int, Field(ge=0, le=100)] | None


class SplitIn(Sent):
    """What the measure changes, as shares of 100; all left out: nobody has said."""

    technology: Share = None
    process: Share = None
    organisation: Share = None
    culture: Share = None
    citizens: Share = None
    cooperation: Share = None


def _years_once(costs: list[CostIn]) -> list[CostIn]:
    if len({cost.year for cost in costs}) != len(costs):
        raise ValueError("a year stands there twice")
    return costs


def _goals_once(links: list[ContributionIn]) -> list[ContributionIn]:
    if len({link.goal_id for link in links}) != len(links):
        raise ValueError("a goal stands there twice")
    return links


Costs = Annotated[list[CostIn], Field(max_length=60), AfterValidator(_years_once)]
Contributions = Annotated[list[ContributionIn], Field(max_length=500), AfterValidator(_goals_once)]


def left_out(kind: Any) -> Any:
    """A member that may be left out; what stands here instead is never stored."""
    return Field(default_factory=kind)


class ChangedMeasure(Sent):
    """What shall change; what is left out stays."""

    title: Title = left_out(str)
    number: Line40 = left_out(str)
    aim: Text = left_out(str)
    benefit_decision_makers: Text = left_out(str)
    benefit_employees: Text = left_out(str)
    benefit_citizens: Text = left_out(str)
    strategy_id: UUID | None = None
    field_id: UUID | None = None
    lead_unit_id: UUID | None = None
    owner_name: Line200 = left_out(str)
    starts_on: date | None = None
    ends_on: date | None = None
    is_legal_duty: bool = left_out(bool)
    legal_basis: Line500 = left_out(str)
    phase: Phase = left_out(lambda: Phase.IDEA)
    phase_reason: Text = left_out(str)
    light: Light | None = None
    decision: Line300 = left_out(str)
    decided_on: date | None = None
    remarks: Text = left_out(str)
    unit_ids: Annotated[list[UUID], Field(max_length=200)] = left_out(list)
    costs: Costs = left_out(list)
    contributions: Contributions = left_out(list)
    split: SplitIn = left_out(SplitIn)

    def was_sent(self, name: str) -> bool:
        """Whether the request named this member."""
        return name in self.model_fields_set

    def values(self) -> dict[str, Any]:
        """Values of the measure's own columns, those that were sent."""
        sent = {name: getattr(self, name) for name in self.model_fields_set - PARTS}
        if "light" in sent:
            sent["light"] = sent["light"] or ""
        if self.was_sent("split"):
            sent.update(self._shares())
        return sent

    def costs_by_year(self) -> dict[int | None, int | None]:
        """Cents by year; None is a total without a year."""
        return {cost.year: cost.amount_cents for cost in self.costs}

    def strengths(self) -> dict[UUID, int]:
        """Contributions by goal."""
        return {link.goal_id: link.strength for link in self.contributions}

    def _shares(self) -> dict[str, int | None]:
        given = {name: getattr(self.split, name) for name in Dimension.values}
        if all(share is None for share in given.values()):
            return {f"split_{name}": None for name in given}
        return {f"split_{name}": share or 0 for name, share in given.items()}


class NewMeasure(ChangedMeasure):
    """A new measure; only its title is needed."""

    title: Title


def check_visible(viewer: Viewer, sent: ChangedMeasure) -> None:
    """Refuse ids of things that are not there for the token, all of them at once."""
    wanted: dict[str, set[UUID]] = {
        "strategy_id": {sent.strategy_id} if sent.strategy_id else set(),
        "field_id": {sent.field_id} if sent.field_id else set(),
        "lead_unit_id": {sent.lead_unit_id} if sent.lead_unit_id else set(),
        "unit_ids": set(sent.unit_ids),
        "contributions": set(sent.strengths()),
    }
    errors = [
        {
            "field": f"body.{name}",
            "message": "There is nothing with this id for this token.",
            "value": str(one),
        }
        for name, ids in wanted.items()
        if ids
        for one in sorted(ids - _present(viewer, name, ids))
    ]
    if errors:
        raise Problem("invalid", errors=errors)


def _present(viewer: Viewer, name: str, ids: set[UUID]) -> set[UUID]:
    if name in ("lead_unit_id", "unit_ids"):
        return {unit_id for unit_id, _label in choose_units()}
    strategies = visible_strategies(viewer).values("id")
    rows: dict[str, Any] = {
        "strategy_id": Strategy.objects.filter(id__in=strategies),
        "field_id": FieldOfAction.objects.filter(strategy_id__in=strategies),
        "contributions": Goal.objects.filter(id__in=visible_goals(viewer).values("id")),
    }
    return set(rows[name].filter(id__in=ids).values_list("id", flat=True))
