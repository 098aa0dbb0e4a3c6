"""Which goals the measures reach: by direct links, through the goal tree and through relations."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from kommune.analysis.portfolio.shapes import GoalFacts, Id, Portfolio, Role

NOTHING: Hashable = object()
Strengths: TypeAlias = dict[Id, dict[Id, int]]


def by_id(ids: Iterable[Id]) -> tuple[Id, ...]:
    """The ids without doubles in a fixed order, whatever they are made of."""
    return tuple(sorted(set(ids), key=str))


def with_ancestors(goal_id: Id, goals: dict[Id, GoalFacts]) -> list[Id]:
    """The goal and all goals it is part of, nearest first; ends where the tree bites its own tail."""
    chain: list[Id] = []
    at: Id | None = goal_id
    while at is not None and at in goals and at not in chain:
        chain.append(at)
        at = goals[at].parent_id
    return chain


def active_goals(portfolio: Portfolio) -> dict[Id, GoalFacts]:
    """The goals that still hold, by id."""
    return {goal.id: goal for goal in portfolio.goals if goal.active}


def goals_of_role(goals: dict[Id, GoalFacts], role: Role) -> set[Id]:
    """Ids of the goals of one kind of strategy."""
    return {goal.id for goal in goals.values() if goal.role == role}


def strengths(portfolio: Portfolio) -> Strengths:
    """Measure → goal → strength (1 … 3): active measures and active goals, the stronger of two links."""
    goals = active_goals(portfolio)
    found: Strengths = {m.id: {} for m in portfolio.measures if m.is_active}
    for link in portfolio.links:
        row = found.get(link.measure_id)
        if row is not None and link.strength > 0 and link.goal_id in goals:
            row[link.goal_id] = max(link.strength, row.get(link.goal_id, 0))
    return found


def positive_relations(portfolio: Portfolio, origin: str | None = None) -> dict[Id, dict[Id, int]]:
    """Goal → city goal → score (1 … 3) between active goals, all or of one origin."""
    goals = active_goals(portfolio)
    found: dict[Id, dict[Id, int]] = {}
    for relation in portfolio.relations:
        source, target = relation.digital_goal_id, relation.city_goal_id
        if relation.score <= 0 or source not in goals or target not in goals:
            continue
        if (
            goals[source].role == "city"
            or goals[target].role != "city"
            or origin not in (None, relation.origin)
        ):
            continue
        row = found.setdefault(source, {})
        row[target] = max(relation.score, row.get(target, 0))
    return found


@dataclass(frozen=True, slots=True)
class Reach:
    """Goals that active measures reach; each set holds the parents of its goals too."""

    carried: frozenset[Id]
    city_direct: frozenset[Id]
    city_by_list_relation: frozenset[Id]
    city_by_rated_relation: frozenset[Id]

    @property
    def city(self) -> frozenset[Id]:
        """City goals reached in any way."""
        return self.city_direct | self.city_by_list_relation | self.city_by_rated_relation


def reach_goals(portfolio: Portfolio, links: Strengths, *, without: Id = NOTHING) -> Reach:
    """Which goals the links (see ``strengths``) reach, as if the measure ``without`` were not there."""
    goals = active_goals(portfolio)
    linked = {goal for measure, row in links.items() if measure != without for goal in row}
    carried = _closed(linked, goals)
    city = goals_of_role(goals, "city")

    def served(origin: str) -> frozenset[Id]:
        relations = positive_relations(portfolio, origin)
        targets = {target for source, row in relations.items() if source in carried for target in row}
        return frozenset(_closed(targets, goals) & city)

    return Reach(frozenset(carried), frozenset(carried & city), served("list"), served("rated"))


def _closed(found: set[Id], goals: dict[Id, GoalFacts]) -> set[Id]:
    return {above for goal in found for above in with_ancestors(goal, goals)}
