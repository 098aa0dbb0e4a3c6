"""The two questions about a tool: their link, where one can work, and what was answered by at least five."""

import base64
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

from kommune.analysis.adoption import Pool, UnitSize, monday_of, pool_answers, roll_up
from kommune.maturity.errors.tools import QuestionsUnknown
from kommune.maturity.models import AnswerCount, ToolIntroduction, ToolSurvey, ToolUnit
from kommune.maturity.shapes.tools import ToolAnswer, ToolQuestion
from kommune.municipalities.public import unit_shapes

SALT = "kommune.maturity.tools.questions"
SECRET_BYTES = 16
ID_BYTES = 16


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody can say she works: a unit of the roll-out, with small units that belong to it."""

    tool_unit_id: UUID
    label: str
    people: int


@dataclass(frozen=True, slots=True)
class Answered:
    """What a unit answered to one question in its newest block of weeks: numbers by answer, people."""

    unit: str
    question: ToolQuestion
    counts: Mapping[str, int]
    n: int
    first: date
    last: date

    @property
    def yes_share(self) -> float:
        """The share of a plain yes, 0 … 1."""
        return self.counts.get(ToolAnswer.YES, 0) / self.n


def survey_token(survey_id: UUID) -> str:
    """The one link of the questions; it is reckoned, so nothing of it is stored."""
    raw = survey_id.bytes + _secret(survey_id)
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def survey_by_token(token: str) -> ToolSurvey:
    """The questions that a link leads to; raises ``QuestionsUnknown``."""
    try:
        raw = base64.b64decode(f"{token}=", altchars=b"-_", validate=True)
    except ValueError:
        raise QuestionsUnknown from None
    if len(raw) != ID_BYTES + SECRET_BYTES:
        raise QuestionsUnknown
    survey_id = UUID(bytes=raw[:ID_BYTES])
    survey: ToolSurvey | None = ToolSurvey.objects.select_related("introduction").filter(id=survey_id).first()
    if survey is None or not constant_time_compare(token, survey_token(survey_id)):
        raise QuestionsUnknown
    return survey


def places_of(tool: ToolIntroduction) -> list[Place]:
    """Where people who answer can work: units of at least five people, smaller ones with the unit above."""
    rows = {row.unit_id: row for row in ToolUnit.objects.filter(introduction=tool).exclude(unit=None)}
    rows = {key: row for key, row in rows.items() if row.dissolved_on is None}
    sizes = {}
    for shape in unit_shapes():
        row = rows.get(shape.id)
        stated = row.head_count if row is not None and row.head_count is not None else shape.head_count
        sizes[shape.id] = UnitSize(stated, shape.parent_id)
    groups, _left_out = roll_up(list(rows), sizes)
    places = []
    for group in groups:
        row = rows.get(group.group)
        if row is None:
            continue
        others = [rows[unit].name for unit in group.units if unit != group.group]
        label = f"{row.name} ({', '.join(others)})" if others else row.name
        people = sum(sizes[unit].people or 0 for unit in group.units)
        places.append(Place(row.id, label, people))
    return places


def answers_of(tool: ToolIntroduction, today: date) -> list[Answered]:
    """The newest block per unit and question with a week of five answers; the running week is never in it."""
    rows = AnswerCount.objects.filter(tool_unit__introduction=tool)
    weeks: defaultdict[tuple[str, str], dict[date, dict[str, int]]] = defaultdict(dict)
    for unit, question, week, answer, number in rows.values_list(
        "tool_unit__name", "question", "week", "answer", "number"
    ):
        weeks[(unit, question)].setdefault(week, {})[answer] = number
    answered = []
    for (unit, question), by_week in sorted(weeks.items()):
        pools = pool_answers(by_week, monday_of(today))
        if pools:
            answered.append(_answered(unit, ToolQuestion(question), pools[-1]))
    return answered


def _answered(unit: str, question: ToolQuestion, pool: Pool) -> Answered:
    return Answered(unit, question, pool.counts, pool.n, pool.first, pool.last)


def _secret(survey_id: UUID) -> bytes:
    return salted_hmac(SALT, str(survey_id), algorithm="sha256").digest()[:SECRET_BYTES]
