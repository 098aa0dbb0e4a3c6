"""The two questions about a tool: opening, closing, and counting an answer without keeping it."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Sum

from kommune.analysis.adoption import monday_of
from kommune.audit.public import journal
from kommune.foundation.dates import today
from kommune.maturity.actions.tools import editable_tool
from kommune.maturity.errors.tools import AnswerIncomplete, QuestionsClosed, QuestionsFull
from kommune.maturity.models import AnswerCount, ToolSurvey
from kommune.maturity.queries.answers import places_of, survey_by_token
from kommune.maturity.shapes.tools import ToolAnswer, ToolQuestion
from kommune.municipalities.public import Viewer, change_object, create_object


def open_questions(*, by: Viewer, introduction_id: UUID) -> UUID:
    """Let people answer the two questions about a tool; returns the id of the questions."""
    with journal(action="open_questions", actor_id=by.user_id) as batch:
        tool = editable_tool(by, introduction_id)
        survey: ToolSurvey | None = ToolSurvey.objects.filter(introduction=tool).first()
        if survey is None:
            return create_object(batch, ToolSurvey(introduction=tool, opened_on=today())).id
        change_object(batch, survey, {"is_open": True}, None)
        return survey.id


def close_questions(*, by: Viewer, introduction_id: UUID) -> None:
    """Take no more answers; what was counted stays."""
    with journal(action="close_questions", actor_id=by.user_id) as batch:
        tool = editable_tool(by, introduction_id)
        for survey in ToolSurvey.objects.filter(introduction=tool):
            change_object(batch, survey, {"is_open": False}, None)


def count_answer(*, token: str, tool_unit_id: UUID | None, uses: str, helps: str = "") -> None:
    """Count what one person says; nothing else of her answer is kept, neither time nor both answers together.

    Raises ``QuestionsUnknown``, ``QuestionsClosed``, ``AnswerIncomplete``, ``QuestionsFull``.
    """
    with transaction.atomic():
        survey = survey_by_token(token)
        if not survey.is_open:
            raise QuestionsClosed
        people = {place.tool_unit_id: place.people for place in places_of(survey.introduction)}
        if tool_unit_id not in people or uses not in ToolAnswer.values:
            raise AnswerIncomplete
        week = monday_of(today())
        given = AnswerCount.objects.filter(tool_unit_id=tool_unit_id, week=week, question=ToolQuestion.USES)
        if (given.aggregate(n=Sum("number"))["n"] or 0) >= people[tool_unit_id]:
            raise QuestionsFull
        _count(tool_unit_id, ToolQuestion.USES, uses)
        if helps in ToolAnswer.values:
            _count(tool_unit_id, ToolQuestion.HELPS, helps)


def _count(tool_unit_id: UUID, question: ToolQuestion, answer: str) -> None:
    place = {"tool_unit_id": tool_unit_id, "week": monday_of(today()), "question": question, "answer": answer}
    rows = AnswerCount.objects.filter(**place)
    if rows.update(number=F("number") + 1):
        return
    try:
        with transaction.atomic():
            AnswerCount.objects.create(**place, number=1)
    except IntegrityError:
        rows.update(number=F("number") + 1)
