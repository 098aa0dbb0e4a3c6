"""The town's own questions of the self-assessment: worded, changed, retired, brought back."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from kommune.audit.public import journal
from kommune.foundation.dates import today
from kommune.maturity.errors.assessments import QuestionRetired
from kommune.maturity.models import AssessmentQuestion
from kommune.maturity.rules import may_run_assessments
from kommune.municipalities.public import Viewer, change_object, create_object, find_object, require


def add_assessment_question(*, by: Viewer, values: Mapping[str, Any]) -> UUID:
    """A new question in a dimension; assessments opened from now on ask it."""
    require(may_run_assessments(by))
    with journal(action="add_assessment_question", actor_id=by.user_id) as batch:
        return create_object(batch, AssessmentQuestion(**values)).id


def edit_question(*, by: Viewer, question_id: UUID, version: int, values: Mapping[str, Any]) -> None:
    """Change the words; assessments that were opened before keep theirs."""
    require(may_run_assessments(by))
    with journal(action="edit_assessment_question", actor_id=by.user_id) as batch:
        question = find_object(AssessmentQuestion, question_id)
        if question.retired_on is not None:
            raise QuestionRetired
        change_object(batch, question, values, version)


def retire_question(*, by: Viewer, question_id: UUID, is_retired: bool) -> UUID:
    """Ask a question no more, or again; returns the batch that takes it back."""
    require(may_run_assessments(by))
    with journal(action="retire_assessment_question", actor_id=by.user_id) as batch:
        question = find_object(AssessmentQuestion, question_id)
        change_object(batch, question, {"retired_on": today() if is_retired else None}, None)
    return batch.id
