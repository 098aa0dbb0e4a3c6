"""What is said about pairs now, plainly: for those who take it over or carry it on."""

from typing import TypeAlias
from uuid import UUID

from kommune.strategy.models import Contribution, Goal, GoalRelation, Measure, RoundPair
from kommune.strategy.queries.rounds import PairRef

Said: TypeAlias = tuple[UUID, UUID, int]


def stored_relations() -> list[Said]:
    """Digital goal, city goal and score of every relation of the town in scope, in a fixed order."""
    return list(GoalRelation.objects.order_by("id").values_list("digital_goal_id", "city_goal_id", "score"))


def stored_contributions() -> list[Said]:
    """Measure, goal and strength of every contribution of the town in scope, in a fixed order."""
    return list(Contribution.objects.order_by("id").values_list("measure_id", "goal_id", "strength"))


def ids_by_number() -> dict[str, UUID]:
    """Goals in force and measures by their numbers; where one occurs twice, the last one."""
    goals = Goal.objects.exclude(strategy__state="superseded").values_list("number", "id")
    return {**dict(goals), **dict(Measure.objects.values_list("number", "id"))}


def round_places(round_id: UUID) -> dict[PairRef, tuple[UUID, int]]:
    """Id and version of each pair of a round."""
    rows = RoundPair.objects.filter(round_id=round_id).values_list(
        "digital_goal_id", "measure_id", "goal_id", "id", "version"
    )
    return {PairRef(*ends): (key, version) for *ends, key, version in rows}
