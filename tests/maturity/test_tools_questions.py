"""The two questions about a tool: without sign-in, counted and not kept, shown from five answers on."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from kommune.audit.models import Entry
from kommune.foundation.dates import today
from kommune.maturity.actions.answers import close_questions, count_answer, open_questions
from kommune.maturity.actions.usability import record_usability
from kommune.maturity.errors.tools import (
    AnswerIncomplete,
    QuestionsClosed,
    QuestionsFull,
    QuestionsUnknown,
    SheetUnreadable,
    TooFewSheets,
)
from kommune.maturity.models import AnswerCount, ToolIntroduction, ToolSurvey, UsabilityScore
from kommune.maturity.queries.answers import answers_of, places_of, survey_token
from kommune.municipalities.public import Viewer
from tests.maturity.tools import client_of, make_tool, make_unit, page, plan_unit


@pytest.fixture
def tool(lead: Viewer) -> ToolIntroduction:
    made = make_tool(lead)
    plan_unit(lead, made, make_unit("Kämmerei", "FB 20", 12))
    return made


@pytest.fixture
def token(lead: Viewer, tool: ToolIntroduction) -> str:
    return survey_token(open_questions(by=lead, introduction_id=tool.id))


def sheet(token: str) -> str:
    return reverse("tool_questions:answer", args=["probe", token])


def unit_of(tool: ToolIntroduction) -> str:
    return str(tool.units.get().id)


def test_somebody_answers_on_a_phone_once_a_week(tool: ToolIntroduction, token: str) -> None:
    phone = Client(headers={"accept-language": "en"})
    assert "Where do you work?" in phone.get(sheet(token)).content.decode()
    sent = {"unit": unit_of(tool), "uses": "yes", "helps": "partly"}
    sending = phone.post(sheet(token), sent)
    assert sending.status_code == 302
    assert "Your answer is counted." in phone.get(sending["Location"]).content.decode()
    again = phone.post(sheet(token), sent).content.decode()
    assert "answered this week" in again
    rows = AnswerCount.objects.order_by("question").values_list("question", "answer", "number")
    assert list(rows) == [("helps", "partly", 1), ("uses", "yes", 1)]


def test_looking_counts_nothing(tool: ToolIntroduction, token: str) -> None:
    assert Client().get(sheet(token)).status_code == 200
    assert not AnswerCount.objects.exists()


def test_an_answer_leaves_no_time_no_person_and_no_journal(tool: ToolIntroduction, token: str) -> None:
    before = Entry.objects.count()
    count_answer(token=token, tool_unit_id=tool.units.get().id, uses="yes", helps="no")
    assert Entry.objects.count() == before
    columns = {field.name for field in AnswerCount._meta.concrete_fields}
    assert columns == {"town", "id", "tool_unit", "week", "question", "answer", "number"}


def test_results_wait_for_five_answers_and_for_the_end_of_the_week(
    tool: ToolIntroduction, token: str
) -> None:
    unit = tool.units.get().id
    for answer in ("yes", "yes", "partly", "no"):
        count_answer(token=token, tool_unit_id=unit, uses=answer)
    later = today() + timedelta(days=7)
    assert answers_of(tool, later) == []
    count_answer(token=token, tool_unit_id=unit, uses="yes")
    assert answers_of(tool, today()) == []
    [shown] = answers_of(tool, later)
    assert (shown.n, dict(shown.counts), shown.yes_share) == (5, {"yes": 3, "partly": 1, "no": 1}, 0.6)


def test_no_more_answers_than_people(tool: ToolIntroduction, token: str) -> None:
    unit = tool.units.get().id
    for _ in range(12):
        count_answer(token=token, tool_unit_id=unit, uses="yes")
    with pytest.raises(QuestionsFull):
        count_answer(token=token, tool_unit_id=unit, uses="yes")
    assert AnswerCount.objects.get().number == 12


def test_an_incomplete_answer_comes_back_with_what_was_chosen(tool: ToolIntroduction, token: str) -> None:
    answer = Client(headers={"accept-language": "en"}).post(sheet(token), {"uses": "no"})
    assert answer.status_code == 422
    assert 'value="no" required checked' in answer.content.decode()
    with pytest.raises(AnswerIncomplete):
        count_answer(token=token, tool_unit_id=tool.units.get().id, uses="vielleicht")


def test_closed_questions_take_no_answer_and_keep_what_was_counted(
    lead: Viewer, tool: ToolIntroduction, token: str
) -> None:
    unit = tool.units.get().id
    count_answer(token=token, tool_unit_id=unit, uses="yes")
    close_questions(by=lead, introduction_id=tool.id)
    with pytest.raises(QuestionsClosed):
        count_answer(token=token, tool_unit_id=unit, uses="yes")
    assert Client().post(sheet(token), {"unit": str(unit), "uses": "yes"}).status_code == 410
    assert AnswerCount.objects.get().number == 1
    open_questions(by=lead, introduction_id=tool.id)
    assert ToolSurvey.objects.get().is_open


@pytest.mark.parametrize("wrong", ["x", "A" * 43, "ä"])
def test_a_wrong_link_leads_nowhere(tool: ToolIntroduction, token: str, wrong: str) -> None:
    assert Client().get(sheet(wrong)).status_code == 404
    with pytest.raises(QuestionsUnknown):
        count_answer(token=wrong, tool_unit_id=None, uses="yes")


def test_small_units_answer_with_the_unit_above(lead: Viewer) -> None:
    tool = make_tool(lead)
    top = make_unit("Ratsbüro", "BM", 9)
    small = make_unit("Dezernat I", "Dez I", 3, top)
    alone = make_unit("Gleichstellung", "GB", 2)
    for unit in (top, small, alone):
        plan_unit(lead, tool, unit)
    assert [(place.label, place.people) for place in places_of(tool)] == [("Ratsbüro (Dezernat I)", 12)]


def test_the_page_shows_link_code_and_what_is_kept(lead: Viewer, tool: ToolIntroduction, token: str) -> None:
    text = page(lead, "tool_questions", tool.id)
    assert sheet(token) in text
    assert "qr" in text
    client = client_of(lead)
    client.post(reverse("maturity:tool_questions_close", args=["probe", tool.id]))
    assert sheet(token) not in page(lead, "tool_questions", tool.id)
    client.post(reverse("maturity:tool_questions_open", args=["probe", tool.id]))
    assert ToolSurvey.objects.get().is_open


SHEET = "4 2 5 1 4 2 4 2 4 2"


def test_a_usability_score_is_reckoned_and_the_sheets_are_forgotten(
    lead: Viewer, tool: ToolIntroduction
) -> None:
    lines = "\n".join([SHEET] * 6 + ["", "3;3;3;3;3;3;3;3;3;3"])
    record_usability(by=lead, introduction_id=tool.id, sheets=lines, measured_on=today())
    score = UsabilityScore.objects.get()
    assert (score.value, score.sheets, score.low, score.high) == (76, 7, 65, 86)
    assert "76 of 100" in page(lead, "tool", tool.id)
    assert SHEET not in str(list(Entry.objects.values_list("after", flat=True)))


@pytest.mark.parametrize("line", ["1 2 3", f"{SHEET} 5", "4 2 5 1 4 2 4 2 4 9", "vier zwei"])
def test_a_sheet_that_cannot_be_read_is_named_by_its_line(
    lead: Viewer, tool: ToolIntroduction, line: str
) -> None:
    sheets = "\n".join([SHEET] * 7 + [line])
    with pytest.raises(SheetUnreadable, match="8"):
        record_usability(by=lead, introduction_id=tool.id, sheets=sheets, measured_on=today())
    assert not UsabilityScore.objects.exists()


def test_six_sheets_give_no_score(lead: Viewer, tool: ToolIntroduction) -> None:
    with pytest.raises(TooFewSheets):
        record_usability(by=lead, introduction_id=tool.id, sheets="\n".join([SHEET] * 6), measured_on=today())
    form = {"sheets": SHEET, "measured_on": "2026-06-01"}
    answer = client_of(lead).post(reverse("maturity:tool_usability", args=["probe", tool.id]), form)
    assert answer.status_code == 422
    assert "too few" in answer.content.decode()
