"""Open goal conflicts as findings: there while they are open, gone when they are settled."""

from collections.abc import Iterable

from kommune.findings.public import Detected
from kommune.municipalities.public import Rung, system_viewer
from kommune.strategy.queries.conflicts import LIVE, visible_conflicts

GOAL_CONFLICT = "goal_conflict"


def detect_conflicts() -> Iterable[Detected]:
    """Every open conflict of the town; the severity is how strongly the goals work against each other.

    The new ones begin with the working group, as the cards do.
    """
    rows = visible_conflicts(system_viewer()).filter(state__in=LIVE).exclude(score=None)
    for key, city_goal, score in rows.order_by("id").values_list("id", "city_goal_id", "score"):
        yield Detected(
            kind=GOAL_CONFLICT,
            subject_kind=GOAL_CONFLICT,
            subject_id=str(key),
            fingerprint=f"{GOAL_CONFLICT}:{key}",
            severity=abs(score),
            released_to=Rung.WORKING_GROUP,
            evidence={"score": score},
            proposed_goals=(city_goal,),
        )
