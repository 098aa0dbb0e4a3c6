"""Endpoints: profiles of closed self-assessments with their questions, to read."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Router, Schema
from pydantic import Field

from kommune.foundation.rest.paging import Cursor, Limit, Page, page_of
from kommune.foundation.rest.problems import found
from kommune.foundation.rest.versions import etag_of
from kommune.maturity.models import Assessment, AssessmentItem
from kommune.maturity.queries.assessments.reading import closed_assessments, shapes_of
from kommune.maturity.queries.assessments.results import results_of
from kommune.maturity.shapes.assessments import AssessmentForm, MaturityDimension
from kommune.maturity.shapes.pulses import in_language
from kommune.municipalities.public import TokenRequest

router = Router(tags=["self-assessments"])


class DimensionOut(Schema):
    """Where a town stands in one dimension, on steps from 0 to 4; there is no mean over dimensions."""

    key: MaturityDimension
    name: str = Field(description="In the language of the request.")
    present: float | None = Field(description="Null: fewer than 70 % of its questions have an answer.")
    target: float | None
    people: int = Field(description="How many people said something about it.")


class AssessmentOut(Schema):
    """A closed self-assessment as its page shows it; who answered is told nobody."""

    id: UUID
    version: int
    title: str
    form: AssessmentForm
    questions_version: str
    held_on: date | None
    people_asked: int
    people_answered: int
    repeats_id: UUID | None
    released_to: int = Field(description="1 working group … 5 public.")
    dimensions: list[DimensionOut]


class QuestionOut(Schema):
    """What came out for one question: medians; counts and spreads are null or empty below three answers."""

    id: UUID
    key: str
    dimension: MaturityDimension
    words: str = Field(description="In the language of the request.")
    is_own: bool = Field(description="A question of the town's own.")
    present: float | None
    present_spread: int | None
    present_counts: dict[str, int] = Field(description="Step to people.")
    target: float | None
    target_spread: int | None
    target_counts: dict[str, int] = Field(description="Step to people.")
    unknown: int = Field(description="How many people said that they do not know.")


@router.get("/self-assessments", response=Page[AssessmentOut], operation_id="list_self_assessments")
def list_assessments(request: TokenRequest, limit: Limit = 50, cursor: Cursor = "") -> dict[str, Any]:
    """Closed self-assessments that were released to the token's rung; an open one tells nothing."""
    return page_of(closed_assessments(request.auth.reader), assessments_out, cursor, limit)


@router.get(
    "/self-assessments/{uuid:assessment_id}", response=AssessmentOut, operation_id="read_self_assessment"
)
def read_assessment(request: TokenRequest, response: HttpResponse, assessment_id: UUID) -> AssessmentOut:
    """One closed self-assessment."""
    row = found(closed_assessments(request.auth.reader).filter(id=assessment_id).first())
    (told,) = assessments_out([row])
    response["ETag"] = etag_of(told)
    return told


@router.get(
    "/self-assessments/{uuid:assessment_id}/questions",
    response=Page[QuestionOut],
    operation_id="list_self_assessment_questions",
)
def list_questions(
    request: TokenRequest, assessment_id: UUID, limit: Limit = 50, cursor: Cursor = ""
) -> dict[str, Any]:
    """The questions of a closed self-assessment with what came out."""
    row = found(closed_assessments(request.auth.reader).filter(id=assessment_id).first())
    return page_of(results_of(row), questions_out, cursor, limit)


def assessments_out(rows: Sequence[Assessment]) -> list[AssessmentOut]:
    """Closed self-assessments as the interface shows them."""
    plain = set(AssessmentOut.model_fields) - {"dimensions"}
    return [
        AssessmentOut(
            **{name: getattr(row, name) for name in plain},
            dimensions=[
                DimensionOut(
                    key=MaturityDimension(key), name=str(MaturityDimension(key).label),
                    present=one.present, target=one.target, people=one.n,
                )
                for key, one in shapes_of(row).items()
            ],
        )
        for row in rows
    ]  # fmt: skip


def questions_out(rows: Sequence[AssessmentItem]) -> list[QuestionOut]:
    """Questions with their results as the interface shows them."""
    plain = set(QuestionOut.model_fields) - {"words", "unknown"}
    return [
        QuestionOut(
            **{name: getattr(row, name) for name in plain},
            words=in_language(row.words),
            unknown=row.n_unknown,
        )
        for row in rows
    ]
