"""Saving a guided hour step by step: what is kept, what is refused, what two people see."""

import pytest

from kommune.audit.public import history_of
from kommune.foundation.dates import today
from kommune.foundation.errors import StaleWrite
from kommune.maturity.actions.hour_drafts import finish_hour, link_strategy
from kommune.maturity.actions.hours import delete_hour, finish_next_step, save_step, start_hour
from kommune.maturity.errors.hour import AnswersWrong, HourFinished
from kommune.maturity.models import GuidedHour, HourStep
from kommune.maturity.queries.hours import answers_of, due_next_step, visible_hours
from kommune.municipalities.errors import NotAllowedHere
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Role, Rung, Viewer
from tests.maturity.hours import answered_hour
from tests.towns import SmallStrategy, make_member

pytestmark = pytest.mark.django_db


def step(hour_id: object, key: str) -> HourStep:
    return HourStep.objects.get(hour_id=hour_id, key=key)


def test_an_hour_begins_with_six_empty_steps(lead: Viewer) -> None:
    hour_id = start_hour(by=lead)
    assert [row.key for row in HourStep.objects.filter(hour_id=hour_id)] == [
        "position", "goals", "pains", "people", "measures", "next",
    ]  # fmt: skip
    assert answers_of(GuidedHour.objects.get(id=hour_id)) == {}


def test_a_step_is_kept_by_itself_and_journalled(lead: Viewer) -> None:
    hour_id = start_hour(by=lead)
    row = save_step(
        by=lead, hour_id=hour_id, key="position", version=1, answers={"staff": {"chosen": ["team"]}}
    )
    assert (row.version, row.answers, row.saved_by_id) == (
        2,
        {"staff": {"chosen": ["team"]}},
        lead.membership_id,
    )
    assert history_of("hour_step", str(row.id))[0].action == "save_step"
    assert step(hour_id, "goals").saved_at is None


def test_a_step_can_be_saved_empty_and_counts_as_open(lead: Viewer) -> None:
    hour_id = start_hour(by=lead)
    row = save_step(by=lead, hour_id=hour_id, key="pains", version=1, answers={})
    assert (row.answers, row.saved_at is not None) == ({}, True)


def test_the_second_of_two_people_is_told_with_both_answers(lead: Viewer) -> None:
    hour_id = start_hour(by=lead)
    save_step(by=lead, hour_id=hour_id, key="goals", version=1, answers={"goals": {"lines": ["Erstes"]}})
    with pytest.raises(StaleWrite) as told:
        save_step(by=lead, hour_id=hour_id, key="goals", version=1, answers={"goals": {"lines": ["Zweites"]}})
    question = "Welche fünf Ziele der Stadt soll der digitale Wandel tragen?"
    assert told.value.differences == {question: ("Erstes", "Zweites")}
    assert told.value.current_version == 2
    assert step(hour_id, "goals").answers == {"goals": {"lines": ["Erstes"]}}


def test_the_same_answers_sent_twice_are_kept_once(lead: Viewer) -> None:
    hour_id = start_hour(by=lead)
    for _click in range(2):
        sent = {"goals": {"lines": ["Ziel"]}}
        row = save_step(by=lead, hour_id=hour_id, key="goals", version=1, answers=sent)
    assert row.version == 2
    assert len(history_of("hour_step", str(row.id))) == 2


def test_two_people_may_answer_different_steps_at_once(lead: Viewer) -> None:
    hour_id = start_hour(by=lead)
    save_step(by=lead, hour_id=hour_id, key="goals", version=1, answers={"goals": {"lines": ["Ziel"]}})
    save_step(by=lead, hour_id=hour_id, key="pains", version=1, answers={"pains": {"chosen": ["silos"]}})
    assert set(answers_of(GuidedHour.objects.get(id=hour_id))) == {"goals", "pains"}


def test_unknown_options_and_questions_of_other_steps_are_left_out(lead: Viewer) -> None:
    hour_id = start_hour(by=lead)
    sent = {"staff": {"chosen": ["nonsense"]}, "pains": {"chosen": ["silos"]}, "tools": {"chosen": ["mail"]}}
    assert save_step(by=lead, hour_id=hour_id, key="position", version=1, answers=sent).answers == {
        "tools": {"chosen": ["mail"]}
    }


@pytest.mark.parametrize(
    ("key", "answers", "question"),
    [
        ("goals", {"goals": {"lines": [f"Ziel {n}" for n in range(6)]}}, "goals"),
        ("goals", {"goals": {"lines": ["x" * 20_001]}}, "goals"),
        ("pains", {"pains": {"chosen": ["silos", "skills", "staff", "buying"]}}, "pains"),
        ("people", {"asked": {"asked": {"it": "morgen"}}}, "asked"),
        ("measures", {"measures": {"measures": [{"title": f"M{n}"} for n in range(11)]}}, "measures"),
        ("next", {"next": {"what": "x" * 501}}, "next"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_named_and_changes_nothing(
    lead: Viewer, key: str, answers: dict[str, object], question: str
) -> None:
    hour_id = start_hour(by=lead)
    with pytest.raises(AnswersWrong) as wrong:
        save_step(by=lead, hour_id=hour_id, key=key, version=1, answers=answers)
    assert list(wrong.value.fields) == [question]
    assert step(hour_id, key).version == 1


def test_a_goal_of_ten_thousand_characters_is_kept_whole(lead: Viewer) -> None:
    hour_id = start_hour(by=lead)
    long = "Wir wollen. " + "w" * 10_000
    row = save_step(by=lead, hour_id=hour_id, key="goals", version=1, answers={"goals": {"lines": [long]}})
    assert row.answers["goals"]["lines"] == [long]


def test_the_next_step_stands_on_the_hour_and_is_found_when_it_is_due(
    lead: Viewer, small: SmallStrategy
) -> None:
    hour_id = answered_hour(lead, next={"next": {"what": "Fragen", "on": today().isoformat()}})
    assert due_next_step(lead, today()) is None
    link_strategy(by=lead, hour_id=hour_id, strategy_id=small.digital)
    due = due_next_step(lead, today())
    assert due is not None
    assert (due.id, due.next_what) == (hour_id, "Fragen")
    finish_next_step(by=lead, hour_id=hour_id, done_on=today())
    assert due_next_step(lead, today()) is None


def test_a_finished_hour_keeps_its_answers(lead: Viewer) -> None:
    hour_id = answered_hour(lead)
    finish_hour(by=lead, hour_id=hour_id)
    with pytest.raises(HourFinished):
        save_step(by=lead, hour_id=hour_id, key="goals", version=None, answers={})


def test_a_deleted_hour_leaves_its_draft(lead: Viewer) -> None:
    hour_id = answered_hour(lead)
    strategy_id = finish_hour(by=lead, hour_id=hour_id).strategy_id
    delete_hour(by=lead, hour_id=hour_id)
    assert not GuidedHour.objects.exists()
    assert strategy_id is not None


@pytest.mark.parametrize("role", [Role.UNIT_LEAD, Role.STAFF, Role.COUNCIL_MEMBER, Role.GUEST])
def test_only_who_steers_runs_hours(lead: Viewer, town: Municipality, role: Role) -> None:
    hour_id = start_hour(by=lead)
    other = make_member(town, role, email=f"{role}@hour.example")
    with pytest.raises(NotAllowedHere):
        save_step(by=other, hour_id=hour_id, key="goals", version=1, answers={})
    assert not visible_hours(other).exists()
    GuidedHour.objects.update(released_to=Rung.COUNCIL)
    assert visible_hours(other).exists() == (role != Role.GUEST)
