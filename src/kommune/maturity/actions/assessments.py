"""Preparing self-assessments: frame, opening with fixed questions, trash."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone

from kommune.audit.public import journal, made_of
from kommune.foundation.erasure import overwrite_after_commit
from kommune.maturity.errors.assessments import AssessmentAlreadyClosed, AssessmentUnderWay
from kommune.maturity.models import Assessment
from kommune.maturity.queries.assessments.asking import asked_now, version_now
from kommune.maturity.rules import may_run_assessments
from kommune.maturity.shapes.assessments import AssessmentState
from kommune.municipalities.public import (
    Viewer,
    change_object,
    create_object,
    delete_objects,
    find_object,
    require,
)


def prepare_assessment(*, by: Viewer, values: Mapping[str, Any]) -> UUID:
    """A new assessment in preparation; returns its id."""
    require(may_run_assessments(by))
    with journal(action="prepare_assessment", actor_id=by.user_id) as batch:
        return create_object(batch, Assessment(questions_version=version_now(), **values)).id


def edit_assessment(*, by: Viewer, assessment_id: UUID, version: int, values: Mapping[str, Any]) -> None:
    """Change the frame of an assessment that is not closed; its form only before it opens."""
    require(may_run_assessments(by))
    with journal(action="edit_assessment", actor_id=by.user_id) as batch:
        assessment = locked_assessment(assessment_id)
        if assessment.state == AssessmentState.CLOSED:
            raise AssessmentAlreadyClosed
        has_new_form = values.get("form", assessment.form) != assessment.form
        if assessment.state == AssessmentState.OPEN and has_new_form:
            raise AssessmentUnderWay
        change_object(batch, assessment, values, version)


def open_assessment(*, by: Viewer, assessment_id: UUID) -> None:
    """Let people answer; the questions are fixed in their present words from now on."""
    require(may_run_assessments(by))
    with journal(action="open_assessment", actor_id=by.user_id) as batch:
        assessment = locked_assessment(assessment_id)
        if assessment.state != AssessmentState.PREPARED:
            raise AssessmentUnderWay
        values = {
            "state": AssessmentState.OPEN,
            "opened_at": timezone.now(),
            "questions_version": version_now(),
        }
        change_object(batch, assessment, values, None)
        batch.insert(made_of(asked_now(assessment)))


def delete_assessment(*, by: Viewer, assessment_id: UUID) -> UUID:
    """Put an assessment into the trash and return the batch that brings it back.

    Sheets that were not evaluated are gone for good: nobody keeps a copy of what one person answered.
    """
    require(may_run_assessments(by))
    with journal(action="delete_assessment", actor_id=by.user_id) as batch:
        delete_objects(batch, [locked_assessment(assessment_id)])
        overwrite_after_commit()
    return batch.id


def locked_assessment(assessment_id: UUID) -> Assessment:
    """The assessment of the town in scope, locked until the end of the transaction."""
    find_object(Assessment, assessment_id)
    assessment: Assessment = Assessment.objects.select_for_update().get(id=assessment_id)
    return assessment


def remember_groups(*, by: Viewer, assessment_id: UUID, unit_ids: Iterable[UUID]) -> None:
    """Keep which units were asked, so that a repetition can ask the same ones."""
    require(may_run_assessments(by))
    with journal(action="ask_units", actor_id=by.user_id) as batch:
        assessment = locked_assessment(assessment_id)
        groups = sorted({*assessment.groups, *map(str, unit_ids)})
        change_object(batch, assessment, {"groups": groups}, None)
