"""Endpoints: results of closed surveys of employees, to read."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from kommune.analysis.surveys import Cell
from kommune.foundation.rest.paging import Cursor, Limit, Page, page_of
from kommune.foundation.rest.problems import found
from kommune.foundation.rest.versions import etag_of
from kommune.maturity.models import Pulse
from kommune.maturity.queries.pulses.comparing import Moved
from kommune.maturity.queries.pulses.pulses import visible_pulses
from kommune.maturity.queries.pulses.results import QuestionResult, TopicResult, read_results
from kommune.maturity.shapes.pulses import PulseState
from kommune.municipalities.public import TokenRequest, Viewer

router = Router(tags=["surveys of employees"])


class MovedOut(Schema):
    """How far a mean moved since an earlier survey, with its 95 % interval."""

    since_id: UUID
    difference: float
    low: float
    high: float
    is_told_apart: bool = Field(description="False: chance alone may have moved it.")
    common_questions: int = Field(description="Asked both times in the same words; only they are compared.")


class SurveyQuestionOut(Schema):
    """What was answered to one question in the whole administration."""

    words: str = Field(description="In the language of the request.")
    mean: float | None = Field(description="Null: hidden, so that nobody can be recognised.")
    answers: int | None
    shares: dict[str, float] = Field(description="Step to share, 0 … 1, in steps of 0.05; empty if hidden.")


class TopicOut(Schema):
    """What came out for a topic or an instrument in the whole administration."""

    key: str
    title: str = Field(description="In the language of the request.")
    lowest: float
    highest: float
    mean: float | None = Field(description="Null: hidden, so that nobody can be recognised.")
    answers: int | None
    moved: MovedOut | None
    questions: list[SurveyQuestionOut] = Field(description="Empty for published instruments.")


class SurveyOut(Schema):
    """A closed survey."""

    id: UUID
    version: int
    title: str
    closed_on: date | None
    invited: int
    answered: int | None = Field(description="Null: too few to tell.")
    floor: int = Field(description="From how many answers on something is shown.")
    released_to: int = Field(description="1 working group … 5 public.")


class SurveyResultOut(SurveyOut):
    """A closed survey with what it found; groups and people's own words stay on the pages."""

    topics: list[TopicOut]


@router.get("/surveys", response=Page[SurveyOut], operation_id="list_surveys")
def list_surveys(request: TokenRequest, limit: Limit = 50, cursor: Cursor = "") -> dict[str, Any]:
    """Closed surveys that were released to the token's rung; an open one tells nothing."""
    rows = visible_pulses(request.auth.reader).filter(state=PulseState.CLOSED)
    return page_of(rows, lambda page: [SurveyOut(**_frame(row)) for row in page], cursor, limit)


@router.get("/surveys/{uuid:survey_id}", response=SurveyResultOut, operation_id="read_survey")
def read_survey(request: TokenRequest, response: HttpResponse, survey_id: UUID) -> SurveyResultOut:
    """One closed survey with its topics."""
    viewer = request.auth.reader
    row = found(visible_pulses(viewer).filter(id=survey_id, state=PulseState.CLOSED).first())
    survey = survey_out(viewer, row)
    response["ETag"] = etag_of(survey)
    return survey


def survey_out(viewer: Viewer, row: Pulse) -> SurveyResultOut:
    """A closed survey as the interface shows it."""
    results = read_results(viewer, row)
    return SurveyResultOut(**_frame(row), topics=[topic_out(topic) for topic in results.topics])


def topic_out(topic: TopicResult) -> TopicOut:
    """One topic of a closed survey."""
    return TopicOut(
        key=topic.key,
        title=topic.title,
        lowest=topic.lowest,
        highest=topic.highest,
        **_mean(topic.cell),
        moved=moved_out(topic.moved),
        questions=[question_out(one) for one in topic.questions] if topic.cell else [],
    )


def question_out(one: QuestionResult) -> SurveyQuestionOut:
    """One question of a topic."""
    shares = {str(step): share for step, share in one.cell.shares.items()} if one.cell else {}
    return SurveyQuestionOut(words=one.text, **_mean(one.cell), shares=shares)


def moved_out(moved: Moved | None) -> MovedOut | None:
    """The change since an earlier survey; None where there is none."""
    if moved is None:
        return None
    return MovedOut(
        since_id=moved.since.id,
        difference=moved.change.difference,
        low=moved.change.low,
        high=moved.change.high,
        is_told_apart=moved.is_told_apart,
        common_questions=moved.common,
    )


def _mean(cell: Cell | None) -> dict[str, Any]:
    return {"mean": cell.mean if cell else None, "answers": cell.n if cell else None}


def _frame(row: Pulse) -> dict[str, Any]:
    return {
        "id": row.id,
        "version": row.version,
        "title": row.title,
        "closed_on": timezone.localdate(row.closed_at) if row.closed_at else None,
        "invited": row.results.get("invited", 0),
        "answered": row.answered,
        "floor": row.results.get("floor", row.floor),
        "released_to": row.released_to,
    }
