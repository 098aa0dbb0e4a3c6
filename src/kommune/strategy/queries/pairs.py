"""One pair as it is rated now: both ends, value, reason, confidence and person, and what was before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

from kommune.audit.public import history_of
from kommune.municipalities.public import Viewer
from kommune.strategy.models import Contribution, Goal, GoalRelation, Measure
from kommune.strategy.queries.measures import measure_for
from kommune.strategy.queries.rateable import Pairing
from kommune.strategy.queries.relations import seen_relations
from kommune.strategy.queries.strategies import goal_for
from kommune.strategy.rules import may_rate_contribution, may_rate_relations
from kommune.strategy.shapes import StrategyKind

KINDS = {Pairing.GOALS: "goal_relation", Pairing.MEASURES: "contribution"}
VALUES = {Pairing.GOALS: "score", Pairing.MEASURES: "strength"}
ACTING = frozenset({StrategyKind.DIGITAL, StrategyKind.SECTOR})
ACTED_ON = frozenset({StrategyKind.CITY, StrategyKind.SECTOR})

Row: TypeAlias = GoalRelation | Contribution


@dataclass(frozen=True, slots=True)
class EarlierValue:
    """A value that was set at one time, None where the rating was taken away."""

    at: datetime
    value: int | None
    reason: str
    actor_id: UUID | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two ends and what is said about them; ``row`` is None where nobody rated."""

    pairing: Pairing
    source: Goal | Measure
    goal: Goal
    row: Row | None
    may_rate: bool

    @property
    def value(self) -> int | None:
        """The value that counts now."""
        return None if self.row is None else int(getattr(self.row, VALUES[self.pairing]))


def pair_for(viewer: Viewer, pairing: Pairing, source_id: UUID, goal_id: UUID) -> Pair | None:
    """The pair, or None where one end is not there for this person or the two do not relate."""
    goal = goal_for(viewer, goal_id)
    if pairing == Pairing.MEASURES:
        measure = measure_for(viewer, source_id)
        if measure is None or goal is None:
            return None
        row = _with_people(Contribution.objects.filter(measure=measure, goal=goal)).first()
        return Pair(pairing, measure, goal, row, may_rate_contribution(viewer, measure))
    source = goal_for(viewer, source_id)
    if source is None or goal is None or not do_relate(source, goal):
        return None
    relation = _with_people(
        seen_relations(viewer.clearance).filter(digital_goal=source, city_goal=goal)
    ).first()
    return Pair(pairing, source, goal, relation, may_rate_relations(viewer))


def do_relate(source: Goal, goal: Goal) -> bool:
    """Whether a relation may lead from one goal to the other."""
    suits = source.strategy.kind in ACTING and goal.strategy.kind in ACTED_ON
    return suits and source.strategy_id != goal.strategy_id


def earlier_values(pair: Pair, limit: int = 20) -> list[EarlierValue]:
    """What this rating was set to, newest first; nothing where there is none now. One query."""
    if pair.row is None:
        return []
    changes = history_of(KINDS[pair.pairing], str(pair.row.pk), limit=limit)
    name = VALUES[pair.pairing]

    def told(image: Mapping[str, Any] | None) -> Any:
        return (image or {}).get(name)

    return [
        EarlierValue(one.at, told(one.after), str((one.after or {}).get("reason", "")), one.actor_id)
        for one in changes
    ]


def _with_people(rows: Any) -> Any:
    return rows.select_related("rated_by__user")
