"""What everybody may see of strategies and measures, as plain values for the public front."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Sum

from kommune.municipalities.public import Viewer
from kommune.strategy.models import Contribution, Measure, Strategy
from kommune.strategy.queries.measures import visible_measures
from kommune.strategy.queries.strategies import (
    counted_strategies,
    goal_tree,
    strategy_for,
    visible_strategies,
)
from kommune.strategy.shapes import StrategyState


@dataclass(frozen=True, slots=True)
class PublicMeasure:
    """A measure for everybody; ``cost_cents`` None is unknown."""

    id: UUID
    title: str
    aim: str
    benefit: str
    phase: str
    starts_on: date | None
    ends_on: date | None
    cost_cents: int | None
    goals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublicField:
    """A field of action with its goals' titles."""

    title: str
    goals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublicStrategy:
    """A strategy for everybody; fields and measures are empty in a list of strategies."""

    id: UUID
    kind: str
    title: str
    summary: str
    state: str
    starts_year: int | None
    ends_year: int | None
    goal_count: int
    measure_count: int
    fields: tuple[PublicField, ...] = ()
    measures: tuple[PublicMeasure, ...] = ()
    cost_cents: int | None = None
    known: int = 0


def public_strategies(viewer: Viewer) -> list[PublicStrategy]:
    """Released strategies that hold or will hold."""
    rows = counted_strategies(viewer).exclude(state=StrategyState.SUPERSEDED)
    return [_strategy(row) for row in rows]


def public_strategy(viewer: Viewer, strategy_id: UUID) -> PublicStrategy | None:
    """One released strategy with its goals and its released measures."""
    row = strategy_for(viewer, strategy_id)
    if row is None:
        return None
    fields = tuple(
        PublicField(title=str(group.field or ""), goals=tuple(str(node.goal) for node in group.goals))
        for group in goal_tree(viewer, row)
    )
    seen = visible_measures(viewer).filter(strategy=row).annotate(total=Sum("costs__amount_cents"))
    measures = tuple(_measure(one, one.total, ()) for one in seen.order_by("position"))
    known = [one.cost_cents for one in measures if one.cost_cents is not None]
    return _strategy(row, fields, measures, sum(known) if known else None, len(known))


def public_measure(viewer: Viewer, measure_id: UUID) -> PublicMeasure | None:
    """One released measure with the released goals that it serves."""
    row = visible_measures(viewer).filter(id=measure_id).annotate(total=Sum("costs__amount_cents")).first()
    if row is None:
        return None
    links = Contribution.objects.filter(
        measure=row, goal__strategy__in=visible_strategies(viewer).values("id")
    )
    goals = tuple(str(link.goal) for link in links.select_related("goal"))
    return _measure(row, row.total, goals)


def _strategy(
    row: Strategy,
    fields: tuple[PublicField, ...] = (),
    measures: tuple[PublicMeasure, ...] = (),
    cost_cents: int | None = None,
    known: int = 0,
) -> PublicStrategy:
    return PublicStrategy(
        id=row.id,
        kind=str(row.get_kind_display()),
        title=row.title,
        summary=row.summary,
        state=str(row.get_state_display()),
        starts_year=row.starts_year,
        ends_year=row.ends_year,
        goal_count=getattr(row, "goal_count", 0),
        measure_count=getattr(row, "measure_count", 0),
        fields=fields,
        measures=measures,
        cost_cents=cost_cents,
        known=known,
    )


def _measure(row: Measure, total: int | None, goals: tuple[str, ...]) -> PublicMeasure:
    return PublicMeasure(
        id=row.id,
        title=row.title,
        aim=row.aim,
        benefit=row.benefit_citizens,
        phase=str(row.get_phase_display()),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        cost_cents=total,
        goals=goals,
    )
