"""What everybody may see of strategies and measures, as plain values for the public front."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from kommune.municipalities.public import Viewer
from kommune.strategy.models import Contribution, Measure, Strategy
from kommune.strategy.queries.measures import count_by_phase, visible_measures
from kommune.strategy.queries.strategies import (
    GoalNode,
    counted_strategies,
    goal_for,
    goal_tree,
    strategy_for,
    visible_strategies,
)
from kommune.strategy.shapes import Phase, StrategyState

# How far a measure is, in the four words that everybody knows.
STAGES: dict[Phase, str] = {
    Phase.IDEA: "planned",
    Phase.REVIEWED: "planned",
    Phase.DECIDED: "planned",
    Phase.FUNDED: "planned",
    Phase.RUNNING: "running",
    Phase.OPERATING: "reached",
    Phase.ENDED_REACHED: "reached",
    Phase.ENDED_CANCELLED: "given_up",
    Phase.ENDED_FAILED: "given_up",
    Phase.ENDED_REPLACED: "given_up",
}


@dataclass(frozen=True, slots=True)
class PublicGoal:
    """A goal for everybody; ``level`` is its depth in the tree, ``measure_count`` of published measures."""

    id: UUID
    title: str
    text: str
    level: int = 0
    measure_count: int = 0


@dataclass(frozen=True, slots=True)
class PublicMeasure:
    """A measure for everybody; ``cost_cents`` None is unknown."""

    id: UUID
    title: str
    aim: str
    benefit: str
    phase: str
    unit: str
    starts_on: date | None
    ends_on: date | None
    cost_cents: int | None
    goals: tuple[PublicGoal, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicGoalPage:
    """One goal with the strategy it stands in and the published measures that work for it."""

    goal: PublicGoal
    strategy_id: UUID
    strategy_title: str
    measures: tuple[PublicMeasure, ...]


@dataclass(frozen=True, slots=True)
class PublicField:
    """A field of action with its goals, sub-goals after the goal that they are part of."""

    title: str
    goals: tuple[PublicGoal, ...]


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
    """One released strategy with its goals and the released measures in it or for its goals."""
    row = strategy_for(viewer, strategy_id)
    if row is None:
        return None
    fields = tuple(
        PublicField(title=str(group.field or ""), goals=tuple(_flat(group.goals)))
        for group in goal_tree(viewer, row)
    )
    serving = Contribution.objects.filter(goal__strategy=row, strength__gte=1).values("measure_id")
    measures = _measures(visible_measures(viewer).filter(Q(strategy=row) | Q(id__in=serving)))
    known = [one.cost_cents for one in measures if one.cost_cents is not None]
    return _strategy(row, fields, measures, sum(known) if known else None, len(known))


def public_goal(viewer: Viewer, goal_id: UUID) -> PublicGoalPage | None:
    """One released goal with the released measures that work for it."""
    row = goal_for(viewer, goal_id)
    if row is None:
        return None
    links = Contribution.objects.filter(goal=row, strength__gte=1)
    measures = _measures(visible_measures(viewer).filter(id__in=links.values("measure_id")))
    goal = PublicGoal(row.id, str(row), row.text, 0, len(measures))
    return PublicGoalPage(goal, row.strategy_id, row.strategy.title, measures)


def public_measure(viewer: Viewer, measure_id: UUID) -> PublicMeasure | None:
    """One released measure with the released goals that it serves."""
    found = _measures(visible_measures(viewer).filter(id=measure_id))
    if not found:
        return None
    links = Contribution.objects.filter(
        measure_id=measure_id, strength__gte=1, goal__strategy__in=visible_strategies(viewer).values("id")
    )
    goals = [link.goal for link in links.select_related("goal").order_by("-strength", "goal__position")]
    return replace(found[0], goals=tuple(PublicGoal(goal.id, str(goal), goal.text) for goal in goals))


def public_measures(viewer: Viewer, *, start: int, size: int) -> tuple[tuple[PublicMeasure, ...], int]:
    """Released measures from ``start`` on, in or out of a released strategy, and how many there are."""
    rows = visible_measures(viewer)
    return _measures(rows, slice(start, start + size)), rows.count()


def published_measure_phases(viewer: Viewer) -> dict[str, int]:
    """How many released measures are planned, running, reached and given up; empty ones are left out."""
    counts: dict[str, int] = {}
    for phase, number in count_by_phase(viewer).items():
        stage = STAGES[Phase(phase)]
        counts[stage] = counts.get(stage, 0) + number
    return counts


def _flat(nodes: Iterable[GoalNode], level: int = 0) -> Iterator[PublicGoal]:
    for node in nodes:
        yield PublicGoal(node.goal.id, str(node.goal), node.goal.text, level, node.measure_count)
        yield from _flat(node.children, level + 1)


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


def _measures(rows: QuerySet[Measure], part: slice = slice(None)) -> tuple[PublicMeasure, ...]:
    known = rows.select_related("lead_unit").annotate(total=Sum("costs__amount_cents"))
    return tuple(
        PublicMeasure(
            id=row.id,
            title=row.title,
            aim=row.aim,
            benefit=row.benefit_citizens,
            phase=str(row.get_phase_display()),
            unit=row.lead_unit.name if row.lead_unit else "",
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            cost_cents=row.total,
        )
        for row in known.order_by("position", "number")[part]
    )
