"""Reading strategies, fields of action and goals as the viewer may see them."""

from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from kommune.municipalities.public import Viewer, released_for
from kommune.strategy.models import FieldOfAction, Goal, Strategy
from kommune.strategy.shapes import StrategyState


@dataclass(slots=True)
class GoalNode:
    """A goal in its tree; ``links`` counts measures and, for a city goal, relations towards it."""

    goal: Goal
    children: "list[GoalNode]" = field(default_factory=list)


@dataclass(slots=True)
class FieldGroup:
    """A field of action with its goals; ``field`` None gathers goals without one."""

    field: FieldOfAction | None
    goals: list[GoalNode]


def visible_strategies(viewer: Viewer) -> QuerySet[Strategy]:
    """The strategies that a person may see, with counts of goals and measures."""
    strategies: QuerySet[Strategy] = Strategy.objects.filter(released_for(viewer))
    return strategies.annotate(
        goal_count=Count("goals", distinct=True), measure_count=Count("measures", distinct=True)
    )


def strategy_for(viewer: Viewer, strategy_id: UUID) -> Strategy | None:
    """One strategy, or None where it is not there for this person."""
    return visible_strategies(viewer).select_related("supersedes").filter(id=strategy_id).first()


def current_strategies(viewer: Viewer) -> QuerySet[Strategy]:
    """Visible strategies that hold or will hold."""
    return visible_strategies(viewer).exclude(state=StrategyState.SUPERSEDED)


def visible_goals(viewer: Viewer) -> QuerySet[Goal]:
    """The goals of visible strategies."""
    goals: QuerySet[Goal] = Goal.objects.filter(released_for(viewer, "strategy__released_to"))
    return goals.select_related("strategy", "field")


def goal_for(viewer: Viewer, goal_id: UUID) -> Goal | None:
    """One goal, or None where it is not there for this person."""
    return visible_goals(viewer).select_related("parent").filter(id=goal_id).first()


def goal_tree(viewer: Viewer, strategy: Strategy) -> list[FieldGroup]:
    """The goals of a strategy by field of action as trees; two queries."""
    fields = list(FieldOfAction.objects.filter(strategy=strategy))
    goals = Goal.objects.filter(strategy=strategy).annotate(
        measure_count=Count("contributions", filter=Q(contributions__strength__gte=1), distinct=True),
        relation_count=Count("relations_in", distinct=True),
    )
    nodes = {goal.id: GoalNode(goal) for goal in goals}
    tops: dict[UUID | None, list[GoalNode]] = {}
    for node in nodes.values():
        parent = nodes.get(node.goal.parent_id) if node.goal.parent_id else None
        if parent is None:
            tops.setdefault(node.goal.field_id, []).append(node)
        else:
            parent.children.append(node)
    groups = [FieldGroup(field_row, tops.get(field_row.id, [])) for field_row in fields]
    if None in tops:
        groups.append(FieldGroup(None, tops[None]))
    return groups
