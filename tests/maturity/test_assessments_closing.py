"""Closing a self-assessment: once, with medians per question and dimension, without names or sheets."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connection, connections
from django.utils.translation import override

from kommune.audit.public import CannotBeTakenBack, latest_changes, undo_batch
from kommune.cli.backup.rows import kept_models
from kommune.findings.public import FindingState, look_for_findings, visible_findings
from kommune.findings.queries import read_findings
from kommune.foundation.errors import DomainError
from kommune.foundation.scope import town_scope
from kommune.maturity.actions.assessment_closing import close_assessment
from kommune.maturity.actions.assessment_questions import add_assessment_question, retire_question
from kommune.maturity.actions.assessment_sheets import SaidLevel, save_assessment_answers, withdraw_person
from kommune.maturity.actions.assessments import delete_assessment, prepare_assessment
from kommune.maturity.errors.assessments import (
    AssessmentAlreadyClosed,
    AssessmentClosedMeanwhile,
    AssessmentNotOpen,
    NobodyAssessed,
)
from kommune.maturity.models import (
    Assessment,
    AssessmentAnswer,
    AssessmentItem,
    AssessmentPerson,
    AssessmentQuestion,
)
from kommune.maturity.public import latest_profile
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import NotAllowedHere, Role, Viewer, system_viewer
from tests.maturity.assessments import OpenAssessment, make_open, say, say_everywhere
from tests.towns import make_member, make_town

KEY = "strategy.written"


@pytest.fixture
def made(lead: Viewer) -> OpenAssessment:
    return make_open(lead)


@pytest.fixture
def closed(lead: Viewer, made: OpenAssessment) -> OpenAssessment:
    for name, present, target in (("Anna", 0, 3), ("Berta", 1, 3), ("Cem", 3, 4)):
        say_everywhere(made, name, present, target)
    close_assessment(by=lead, assessment_id=made.id)
    return made


def result(made: OpenAssessment, key: str = KEY) -> AssessmentItem:
    row: AssessmentItem = AssessmentItem.objects.get(assessment_id=made.id, key=key)
    return row


def test_median_spread_and_distribution_stay_per_question(closed: OpenAssessment) -> None:
    item = result(closed)
    assert (item.present, item.present_spread, item.present_counts) == (1.0, 3, {"0": 1, "1": 1, "3": 1})
    assert (item.target, item.target_spread, item.target_counts) == (3.0, 1, {"3": 2, "4": 1})
    assert (item.n_present, item.n_target, item.n_unknown) == (3, 3, 0)


def test_a_dimension_keeps_its_scores_and_how_far_people_lie_apart(closed: OpenAssessment) -> None:
    stored = Assessment.objects.get(id=closed.id).profile["strategy"]
    assert (stored["present"], stored["target"], stored["n"], stored["asked"]) == (1.0, 3.0, 3, 4)
    assert (stored["lowest"], stored["highest"]) == (0.0, 3.0)


def test_a_closed_assessment_is_not_opened_again_by_undo(lead: Viewer, closed: OpenAssessment) -> None:
    batch = latest_changes(action="close_assessment")[0].batch_id
    with pytest.raises(CannotBeTakenBack):
        undo_batch(batch_id=batch, actor_id=lead.user_id)
    assert Assessment.objects.get(id=closed.id).state == "closed"


def test_evidence_stays_without_names(closed: OpenAssessment) -> None:
    texts = sorted(one["text"] for one in result(closed).evidence)
    assert texts == ["Beleg Stufe 0", "Beleg Stufe 1", "Beleg Stufe 3"]


def test_sheets_names_and_single_answers_are_gone(closed: OpenAssessment) -> None:
    assert not AssessmentPerson.objects.exists()
    assert not AssessmentAnswer.objects.exists()
    row = Assessment.objects.get(id=closed.id)
    assert (row.state, row.people_asked, row.people_answered) == ("closed", 3, 3)
    assert row.held_on is not None


def test_sheets_stand_in_no_backup() -> None:
    assert not {AssessmentPerson, AssessmentAnswer} & set(kept_models())
    assert {Assessment, AssessmentItem, AssessmentQuestion} <= set(kept_models())


def test_nothing_of_a_sheet_stands_in_the_journal(closed: OpenAssessment) -> None:
    told = repr(list(latest_changes(limit=500)))
    assert "Anna" not in told


def test_with_two_people_only_medians_stay(lead: Viewer, made: OpenAssessment) -> None:
    say_everywhere(made, "Anna", 1, 3)
    say_everywhere(made, "Berta", 2, 3)
    close_assessment(by=lead, assessment_id=made.id)
    item = result(made)
    assert (item.present, item.present_spread, item.present_counts, item.evidence) == (1.5, None, {}, [])
    stored = Assessment.objects.get(id=made.id).profile["strategy"]
    assert (stored["present"], stored["lowest"], stored["highest"]) == (1.5, None, None)


def test_everybody_answering_the_same_gives_no_spread_and_says_so(lead: Viewer, made: OpenAssessment) -> None:
    for name in made.tokens:
        say_everywhere(made, name, 2)
    close_assessment(by=lead, assessment_id=made.id)
    assert result(made).present_spread == 0
    assert Assessment.objects.get(id=made.id).alike_sheets == 3


def test_i_do_not_know_never_counts_as_zero(lead: Viewer, made: OpenAssessment) -> None:
    for name in ("Anna", "Berta"):
        say_everywhere(made, name, 3)
    for item in made.items:
        save_assessment_answers(token=made.tokens["Cem"], said={item.id: SaidLevel(is_unknown=True)})
    close_assessment(by=lead, assessment_id=made.id)
    item = result(made)
    assert (item.present, item.n_present, item.n_unknown) == (3.0, 2, 1)


def test_a_dimension_with_too_few_answers_has_no_score(lead: Viewer, made: OpenAssessment) -> None:
    for name in made.tokens:
        say(made, name, KEY, SaidLevel(present=2))
    close_assessment(by=lead, assessment_id=made.id)
    assert Assessment.objects.get(id=made.id).profile["strategy"]["present"] is None


def test_nothing_closes_before_anybody_answered(lead: Viewer, made: OpenAssessment) -> None:
    with pytest.raises(NobodyAssessed):
        close_assessment(by=lead, assessment_id=made.id)
    assert AssessmentPerson.objects.count() == 3


def test_an_assessment_in_preparation_does_not_close(lead: Viewer) -> None:
    key = prepare_assessment(by=lead, values={"title": "Noch zu"})
    with pytest.raises(AssessmentNotOpen):
        close_assessment(by=lead, assessment_id=key)


def test_a_second_closing_is_told_so_and_changes_nothing(lead: Viewer, closed: OpenAssessment) -> None:
    before = Assessment.objects.get(id=closed.id).profile
    with pytest.raises(AssessmentAlreadyClosed):
        close_assessment(by=lead, assessment_id=closed.id)
    assert Assessment.objects.get(id=closed.id).profile == before


def test_an_answer_after_closing_is_refused(closed: OpenAssessment) -> None:
    with pytest.raises(AssessmentClosedMeanwhile):
        say(closed, "Anna", KEY, SaidLevel(present=4))


def test_staff_may_not_close(town: Municipality, made: OpenAssessment) -> None:
    say_everywhere(made, "Anna", 1)
    with pytest.raises(NotAllowedHere):
        close_assessment(by=make_member(town, Role.STAFF), assessment_id=made.id)
    assert AssessmentAnswer.objects.exists()


def test_somebody_taken_out_counts_no_more(lead: Viewer, made: OpenAssessment) -> None:
    for name, level in (("Anna", 4), ("Berta", 0)):
        say_everywhere(made, name, level)
    withdraw_person(by=lead, person_id=AssessmentPerson.objects.get(name="Anna").id)
    close_assessment(by=lead, assessment_id=made.id)
    assert result(made).present == 0.0


def test_deleting_leaves_no_sheet(lead: Viewer, made: OpenAssessment) -> None:
    say_everywhere(made, "Anna", 1)
    delete_assessment(by=lead, assessment_id=made.id)
    assert not AssessmentAnswer.objects.exists()
    assert not AssessmentPerson.objects.exists()


def test_own_questions_are_asked_until_they_are_retired(lead: Viewer) -> None:
    values = {"dimension": "data", "words": "Kennen wir den Hafen?"}
    values |= {f"level_{n}": f"Stufe {n}" for n in range(5)}
    kept, gone = (add_assessment_question(by=lead, values=values) for _n in range(2))
    retire_question(by=lead, question_id=gone, is_retired=True)
    made = make_open(lead)
    keys = [item.key for item in made.items]
    assert f"own.{kept}" in keys
    assert f"own.{gone}" not in keys
    assert len(keys) == 28


def test_a_question_retired_meanwhile_stays_in_an_open_assessment(lead: Viewer) -> None:
    values = {"dimension": "data", "words": "Kennen wir den Hafen?"}
    values |= {f"level_{n}": f"Stufe {n}" for n in range(5)}
    key = add_assessment_question(by=lead, values=values)
    made = make_open(lead)
    retire_question(by=lead, question_id=key, is_retired=True)
    for name in made.tokens:
        say(made, name, f"own.{key}", SaidLevel(present=2))
    close_assessment(by=lead, assessment_id=made.id)
    assert result(made, f"own.{key}").present == 2.0


def test_the_long_form_asks_all_64(lead: Viewer) -> None:
    assert len(make_open(lead, form="long").items) == 64


def test_the_newest_profile_opens_the_door_for_other_rooms(lead: Viewer, closed: OpenAssessment) -> None:
    told = latest_profile(lead)
    assert told is not None
    assert told.assessment_id == closed.id
    assert list(told.dimensions) == [
        "strategy", "steering", "services", "data", "technology", "people", "cooperation", "access",
    ]  # fmt: skip
    assert (told.dimensions["data"].present, told.dimensions["data"].n) == (1.0, 3)


def test_without_a_closed_assessment_there_is_no_profile(lead: Viewer, made: OpenAssessment) -> None:
    assert latest_profile(lead) is None


def test_what_was_not_released_stays_hidden(town: Municipality, closed: OpenAssessment) -> None:
    assert latest_profile(make_member(town, Role.COUNCIL_MEMBER)) is None


def weak_ones() -> dict[str, str]:
    rows = visible_findings(system_viewer()).filter(kind="maturity_weak_dimension")
    return {row.evidence["key"]: row.state for row in rows}


def test_the_three_weakest_become_findings_and_go_when_the_next_is_better(
    lead: Viewer, closed: OpenAssessment
) -> None:
    look_for_findings(by=system_viewer())
    assert set(weak_ones()) == {"strategy", "steering", "services"}
    better = make_open(lead)
    for name in better.tokens:
        say_everywhere(better, name, 3, 4)
    close_assessment(by=lead, assessment_id=better.id)
    look_for_findings(by=system_viewer())
    assert set(weak_ones().values()) == {FindingState.GONE}


@pytest.mark.parametrize(
    ("language", "name"), [("de", "Strategie und Stadtziele"), ("en", "Strategy and city goals")]
)
def test_a_weak_dimension_is_named_in_the_language_of_the_reader(
    lead: Viewer, closed: OpenAssessment, language: str, name: str
) -> None:
    look_for_findings(by=system_viewer())
    rows = [row for row in visible_findings(lead) if row.evidence.get("key") == "strategy"]
    with override(language):
        (read,) = read_findings(rows, "probe")
        assert name in read.sentence


def test_a_weak_dimension_that_stays_weak_is_the_same_finding_about_the_newer(
    lead: Viewer, closed: OpenAssessment
) -> None:
    look_for_findings(by=system_viewer())
    again = make_open(lead)
    for name in again.tokens:
        say_everywhere(again, name, 0, 4)
    close_assessment(by=lead, assessment_id=again.id)
    look_for_findings(by=system_viewer())
    rows = visible_findings(system_viewer()).filter(kind="maturity_weak_dimension")
    assert {row.subject_id for row in rows} == {str(again.id)}
    assert {(row.severity, row.evidence["present"]) for row in rows} == {(3, "0,0")}


@pytest.mark.django_db(transaction=True)
def test_of_two_closings_at_once_one_counts() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite in memory has one connection; its writers queue by themselves")
    town = make_town()
    with town_scope(town.id):
        lead = make_member(town)
        made = make_open(lead)
        for name in made.tokens:
            say_everywhere(made, name, 2)
    ready = Barrier(2)

    def close(_n: int) -> str:
        try:
            with town_scope(town.id):
                ready.wait(timeout=10)
                close_assessment(by=lead, assessment_id=made.id)
        except DomainError as error:
            return type(error).__name__
        finally:
            connections.close_all()
        return "closed"

    with ThreadPoolExecutor(max_workers=2) as pool:
        told = sorted(pool.map(close, range(2)))
    assert told == ["AssessmentAlreadyClosed", "closed"]


def test_ids_of_answers_tell_no_time(made: OpenAssessment) -> None:
    say_everywhere(made, "Anna", 1)
    keys: list[UUID] = list(AssessmentAnswer.objects.values_list("id", flat=True))
    assert {key.version for key in keys} == {4}
