"""Reading strategies, fields of action and goals as the viewer may see them."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from kommune.municipalities.public import Viewer, released_for
from kommune.strategy.models import Contribution, FieldOfAction, Goal, Measure, Strategy
from kommune.strategy.queries.relations import seen_relations
from kommune.strategy.rules import measures_seen_by
from kommune.strategy.shapes import StrategyState


@dataclass(slots=True)
class GoalNode:
    """A goal in its tree: numbers of visible measures and, for a city goal, of relations towards it."""

    goal: Goal
    measure_count: int = 0
    relation_count: int = 0
    children: "list[GoalNode]" = field(default_factory=list)


@dataclass(slots=True)
class FieldGroup:
    """A field of action with its goals; ``field`` None gathers goals without one."""

    field: FieldOfAction | None
    goals: list[GoalNode]


def visible_strategies(viewer: Viewer) -> QuerySet[Strategy]:
    """The strategies that a person may see."""
    strategies: QuerySet[Strategy] = Strategy.objects.filter(released_for(viewer))
    return strategies


def counted_strategies(viewer: Viewer) -> QuerySet[Strategy]:
    """Visible strategies with the number of their goals and of their measures that this person may see."""
    measures = Measure.objects.filter(measures_seen_by(viewer), strategy=OuterRef("pk"))
    return visible_strategies(viewer).annotate(
        goal_count=number_of(Goal.objects.filter(strategy=OuterRef("pk")), "strategy"),
        measure_count=number_of(measures, "strategy"),
    )


def number_by(rows: QuerySet[Any], by: str) -> dict[UUID, int]:
    """How many rows there are by the id in ``by``; one query."""
    return dict(rows.order_by().values_list(by).annotate(number=Count("pk")))


def number_of(rows: QuerySet[Any], by: str) -> Coalesce:
    """The number of ``rows`` per ``by`` as a subquery; two counts by joins would multiply their rows."""
    counts = rows.order_by().values(by).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counts), 0)


def strategy_for(viewer: Viewer, strategy_id: UUID) -> Strategy | None:
    """One strategy, or None where it is not there for this person."""
    return visible_strategies(viewer).select_related("supersedes").filter(id=strategy_id).first()


def current_strategies(viewer: Viewer) -> QuerySet[Strategy]:
    """Visible strategies that hold or will hold."""
    return visible_strategies(viewer).exclude(state=StrategyState.SUPERSEDED)


def counts(state: str, replaces: str | None) -> bool:
    """Whether a strategy counts in analyses, by its state and that of the edition it will replace.

    ``replaces`` is None where there is no such edition, or where the viewer may not see it. Of two editions
    one counts: the older one until the newer one is adopted.
    """
    if state == StrategyState.ADOPTED:
        return True
    return state != StrategyState.SUPERSEDED and replaces in {None, StrategyState.SUPERSEDED}


def edition_before(viewer: Viewer, strategy: Strategy) -> Strategy | None:
    """The edition that counts until this one is adopted; None where this one counts or was superseded."""
    if strategy.supersedes_id is None or strategy.state in {StrategyState.ADOPTED, StrategyState.SUPERSEDED}:
        return None
    older = visible_strategies(viewer).exclude(state=StrategyState.SUPERSEDED)
    return older.filter(id=strategy.supersedes_id).first()


def in_force(viewer: Viewer, strategy: str = "strategy") -> Q:
    """The things whose strategy ``counts`` for a viewer, found by the path ``strategy`` from them to it."""
    waits = Q(**{f"{strategy}__supersedes__isnull": False}) & ~Q(
        **{f"{strategy}__state": StrategyState.ADOPTED}
    )
    waits &= released_for(viewer, f"{strategy}__supersedes__released_to")
    waits &= ~Q(**{f"{strategy}__supersedes__state": StrategyState.SUPERSEDED})
    return ~Q(**{f"{strategy}__state": StrategyState.SUPERSEDED}) & ~waits


def visible_fields(viewer: Viewer) -> QuerySet[FieldOfAction]:
    """The fields of action of strategies that a person may see, with their strategies."""
    fields: QuerySet[FieldOfAction] = FieldOfAction.objects.filter(
        released_for(viewer, "strategy__released_to")
    )
    return fields.select_related("strategy")


def choose_strategies(viewer: Viewer) -> list[tuple[str, str]]:
    """Pairs of id and title of visible strategies, for a choice."""
    return [(str(key), title) for key, title in visible_strategies(viewer).values_list("id", "title")]


def choose_fields(viewer: Viewer, *, with_strategy: bool = False) -> list[tuple[str, str]]:
    """Pairs of id and name of the fields of action of visible strategies, for a choice."""
    rows = visible_fields(viewer).values_list("id", "number", "title", "strategy__title")
    return [
        (str(key), f"{number} {title}".strip() + (f" ({strategy})" if with_strategy else ""))
        for key, number, title, strategy in rows
    ]


def visible_goals(viewer: Viewer) -> QuerySet[Goal]:
    """The goals of visible strategies."""
    goals: QuerySet[Goal] = Goal.objects.filter(released_for(viewer, "strategy__released_to"))
    return goals.select_related("strategy", "field")


def goal_for(viewer: Viewer, goal_id: UUID) -> Goal | None:
    """One goal, or None where it is not there for this person."""
    return visible_goals(viewer).select_related("parent").filter(id=goal_id).first()


def goal_tree(viewer: Viewer, strategy: Strategy) -> list[FieldGroup]:
    """The goals of a strategy by field of action as trees, with their counts; four queries."""
    fields = list(FieldOfAction.objects.filter(strategy=strategy))
    goals = list(Goal.objects.filter(strategy=strategy).only("number", "title", "text", "parent", "field"))
    own = Goal.objects.filter(strategy=strategy).values("id")
    links = Contribution.objects.filter(goal__in=own, strength__gte=1)
    if seen := measures_seen_by(viewer):
        links = links.filter(measure__in=Measure.objects.filter(seen).values("id"))
    measures = number_by(links, "goal")
    relations = number_by(seen_relations(viewer.clearance).filter(city_goal__strategy=strategy), "city_goal")
    nodes = {goal.id: GoalNode(goal, measures.get(goal.id, 0), relations.get(goal.id, 0)) for goal in goals}
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
