"""The path of a goal conflict: the rating between both goals, and who carries it to the city goal."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from uuid import UUID

from kommune.municipalities.public import system_viewer
from kommune.strategy.models import Contribution, GoalRelation
from kommune.strategy.queries.strategies import in_force

Pair = tuple[UUID, UUID]
Links = Mapping[UUID, list[tuple[UUID, int]]]

CHUNK = 400
CONFLICT_FROM = -1


def negative_scores(digital_goals: Iterable[UUID] | None) -> dict[Pair, int]:
    """The negative relations between goals of strategies that count, by pair; all of the town for None."""
    rows = GoalRelation.objects.filter(score__lte=CONFLICT_FROM)
    everyone, ends = system_viewer(), ("digital_goal__strategy", "city_goal__strategy")
    rows = rows.filter(*(in_force(everyone, end) for end in ends))
    if digital_goals is not None:
        wanted = set(digital_goals)
        if len(wanted) <= CHUNK:
            rows = rows.filter(digital_goal__in=wanted)
    found = rows.order_by().values_list("digital_goal_id", "city_goal_id", "score")
    return {(digital, city): score for digital, city, score in found}


def contributions_to(digital_goals: Iterable[UUID]) -> dict[UUID, list[tuple[UUID, int]]]:
    """Who contributes how much to these goals: measure and strength by goal; one query, none for none."""
    wanted = set(digital_goals)
    found: dict[UUID, list[tuple[UUID, int]]] = {}
    if not wanted:
        return found
    rows = Contribution.objects.filter(strength__gte=1)
    if len(wanted) <= CHUNK:
        rows = rows.filter(goal__in=wanted)
    for goal, measure, strength in rows.order_by().values_list("goal_id", "measure_id", "strength"):
        if goal in wanted:
            found.setdefault(goal, []).append((measure, strength))
    return found


def path_print(score: int, links: Iterable[tuple[UUID, int]]) -> str:
    """The fingerprint of the ratings on a path: another one whenever one of them changes."""
    told = ";".join(sorted(f"{measure}:{strength}" for measure, strength in links))
    return sha256(f"{score}|{told}".encode()).hexdigest()
