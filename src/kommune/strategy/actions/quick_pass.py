"""Answers of the quick pass as first estimates, which never replace what was rated with care."""

from enum import StrEnum
from uuid import UUID

from django.db.models import QuerySet

from kommune.municipalities.public import Viewer
from kommune.strategy.actions.ratings import rate_contribution, rate_relation
from kommune.strategy.errors import AgainstIsForGoals, AlreadyRated
from kommune.strategy.models import Contribution, GoalRelation
from kommune.strategy.queries.rateable import Pairing
from kommune.strategy.shapes import Way


class Answer(StrEnum):
    """What is answered on a card; skipping leaves nothing behind."""

    SERVES = "serves"
    NOT = "not"
    AGAINST = "against"


STRENGTHS = {Answer.SERVES: 2, Answer.NOT: 0}
# A first estimate stays below ±2, from where on a reason is required.
SCORES = {Answer.SERVES: 1, Answer.NOT: 0, Answer.AGAINST: -1}


def answer_card(*, by: Viewer, pairing: Pairing, source_id: UUID, goal_id: UUID, answer: Answer) -> None:
    """Store an answer as a first estimate: contribution 2 or 0, relation +1, 0 or −1.

    A measure contributes or does not; that it works against a goal is asked of its digital goal.
    ``AlreadyRated`` where a list or a careful pass says something about the pair.
    """
    if pairing == Pairing.MEASURES:
        if answer not in STRENGTHS:
            raise AgainstIsForGoals
        _require_no_better(Contribution.objects.filter(measure_id=source_id, goal_id=goal_id))
        rate_contribution(
            by=by, measure_id=source_id, goal_id=goal_id, strength=STRENGTHS[answer], way=Way.QUICK
        )
        return
    _require_no_better(GoalRelation.objects.filter(digital_goal_id=source_id, city_goal_id=goal_id))
    rate_relation(by=by, digital_goal_id=source_id, city_goal_id=goal_id, score=SCORES[answer], way=Way.QUICK)


def _require_no_better(rows: QuerySet[GoalRelation] | QuerySet[Contribution]) -> None:
    if rows.exclude(way=Way.QUICK).exists():
        raise AlreadyRated
