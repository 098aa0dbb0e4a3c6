"""First steps in a town: answering, making measures, setting aside, telling other towns."""

import pytest
from pytest_django import DjangoAssertNumQueries

from kommune.audit.public import undo_batch
from kommune.foundation.scope import town_scope
from kommune.maturity.actions.steps import (
    answer_facts,
    set_aside,
    share_step,
    stop_sharing,
    take_step,
    take_up_again,
)
from kommune.maturity.errors.steps import (
    AnswerOutOfRange,
    AsideNeedsReason,
    StepNotTaken,
    StepTaken,
    StepUnknown,
)
from kommune.maturity.models import StepAnswer, StepAside, TakenStep
from kommune.maturity.queries.steps import step_board
from kommune.maturity.shapes.steps import StepBoard, StepLine
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import NotAllowedHere, Role, TownShape, Viewer, town_by_slug
from kommune.strategy.actions.measures import delete_measures
from kommune.strategy.models import Contribution, Measure
from tests.towns import SmallStrategy, make_member, make_town

pytestmark = pytest.mark.django_db


def shape(town: Municipality) -> TownShape:
    found = town_by_slug(town.slug)
    assert found is not None
    return found


def keys(lines) -> list[str]:
    return [line.choice.step.key for line in lines]


def line_of(board: StepBoard, key: str) -> StepLine:
    line = board.line(key)
    assert line is not None
    return line


def test_without_answers_no_step_is_recommended(town: Municipality, lead: Viewer) -> None:
    board = step_board(lead, shape(town))
    assert board.now == ()
    assert not board.knows_needs
    assert len(board.later) == 32


def test_answers_choose_the_steps_of_this_town(town: Municipality, lead: Viewer) -> None:
    answer_facts(by=lead, answers={"need.mail_attachments": 100, "need.appointments": 0, "need.paper": None})
    board = step_board(lead, shape(town))
    assert keys(board.now) == ["shared_document"]
    assert "appointments" in keys(board.leave)
    assert board.facts["need.mail_attachments"].source == "answer"


def test_an_answer_taken_back_is_unknown_again(town: Municipality, lead: Viewer) -> None:
    answer_facts(by=lead, answers={"need.paper": 75})
    answer_facts(by=lead, answers={"need.paper": 50})
    assert StepAnswer.objects.get().percent == 50
    answer_facts(by=lead, answers={"need.paper": None})
    assert not StepAnswer.objects.exists()


@pytest.mark.parametrize("answers", [{"need.nothing": 50}, {"need.paper": 101}, {"size.population": 3}])
def test_answers_outside_the_list_are_refused(lead: Viewer, answers: dict[str, int]) -> None:
    with pytest.raises(AnswerOutOfRange):
        answer_facts(by=lead, answers=answers)
    assert not StepAnswer.objects.exists()


def test_a_step_becomes_an_idea_linked_to_goals_that_share_its_words(
    town: Municipality, lead: Viewer, small: SmallStrategy
) -> None:
    taken = take_step(by=lead, key="appointments")
    measure = Measure.objects.get(id=taken.measure_id)
    assert (measure.title, measure.phase, measure.split_citizens) == (
        "Termine online buchen lassen",
        "idea",
        40,
    )
    links = Contribution.objects.filter(measure=measure)
    assert {(link.goal_id, link.strength, link.way) for link in links} == {(small.counter, 1, "list")}
    board = step_board(lead, shape(town))
    assert keys(board.taken) == ["appointments"]
    assert board.taken[0].measure is not None
    assert board.taken[0].measure.phase == "idea"


def test_one_undo_takes_measure_links_and_note_back(
    town: Municipality, lead: Viewer, small: SmallStrategy
) -> None:
    before = Measure.objects.count()
    taken = take_step(by=lead, key="appointments")
    undo_batch(batch_id=taken.batch_id, actor_id=lead.user_id)
    assert Measure.objects.count() == before
    assert not TakenStep.objects.exists()


def test_a_step_is_taken_once(lead: Viewer) -> None:
    take_step(by=lead, key="decision_log")
    with pytest.raises(StepTaken):
        take_step(by=lead, key="decision_log")
    assert Measure.objects.count() == 1


def test_a_deleted_measure_frees_its_step(town: Municipality, lead: Viewer) -> None:
    taken = take_step(by=lead, key="decision_log")
    delete_measures(by=lead, measure_ids=[taken.measure_id])
    assert step_board(lead, shape(town)).taken == ()


def test_setting_aside_needs_a_reason_and_can_be_taken_back(town: Municipality, lead: Viewer) -> None:
    with pytest.raises(AsideNeedsReason):
        set_aside(by=lead, key="epayment", reason="  ")
    set_aside(by=lead, key="epayment", reason="Das Finanzverfahren wird gewechselt.")
    board = step_board(lead, shape(town))
    assert [(line.choice.step.key, line.aside_reason) for line in board.aside] == [
        ("epayment", "Das Finanzverfahren wird gewechselt.")
    ]
    take_up_again(by=lead, key="epayment")
    assert not StepAside.objects.exists()


def test_taking_a_step_ends_its_being_set_aside(lead: Viewer) -> None:
    set_aside(by=lead, key="epayment", reason="später")
    take_step(by=lead, key="epayment")
    assert not StepAside.objects.exists()
    with pytest.raises(StepTaken):
        set_aside(by=lead, key="epayment", reason="doch nicht")


def test_a_step_that_is_not_on_the_list_is_refused(lead: Viewer) -> None:
    with pytest.raises(StepUnknown):
        take_step(by=lead, key="nothing")


@pytest.mark.parametrize("role", [Role.STAFF, Role.UNIT_LEAD, Role.COUNCIL_MEMBER, Role.GUEST])
def test_others_see_the_list_and_change_nothing(town: Municipality, lead: Viewer, role: Role) -> None:
    other = make_member(town, role)
    for action in (
        lambda: take_step(by=other, key="decision_log"),
        lambda: set_aside(by=other, key="decision_log", reason="nein"),
        lambda: answer_facts(by=other, answers={"need.paper": 50}),
        lambda: share_step(by=other, key="decision_log", town_name="X"),
    ):
        with pytest.raises(NotAllowedHere):
            action()
    assert not Measure.objects.exists()


def test_staff_do_not_see_a_measure_that_is_not_released(town: Municipality, lead: Viewer) -> None:
    take_step(by=lead, key="decision_log")
    [line] = step_board(make_member(town, Role.STAFF), shape(town)).taken
    assert (line.is_taken, line.measure) == (True, None)


def test_other_towns_read_only_what_was_told(town: Municipality, lead: Viewer) -> None:
    take_step(by=lead, key="decision_log")
    take_step(by=lead, key="task_board")
    share_step(by=lead, key="decision_log", town_name="Probestadt")
    there = make_town("nachbar", "Nachbarstadt")
    with town_scope(there.id):
        neighbour = make_member(there)
        board = step_board(neighbour, shape(there))
        assert {key: line_of(board, key).done_by for key in ("decision_log", "task_board")} == {
            "decision_log": ("Probestadt",),
            "task_board": (),
        }
        assert line_of(board, "decision_log").measure is None
    with town_scope(town.id):
        assert line_of(step_board(lead, shape(town)), "decision_log").done_by == ()
        stop_sharing(by=lead, key="decision_log")
    with town_scope(there.id):
        assert line_of(step_board(neighbour, shape(there)), "decision_log").done_by == ()


def test_only_a_taken_step_can_be_told(lead: Viewer) -> None:
    with pytest.raises(StepNotTaken):
        share_step(by=lead, key="decision_log", town_name="Probestadt")


def test_what_was_told_goes_with_its_measure(town: Municipality, lead: Viewer) -> None:
    taken = take_step(by=lead, key="decision_log")
    share_step(by=lead, key="decision_log", town_name="Probestadt")
    delete_measures(by=lead, measure_ids=[taken.measure_id])
    there = make_town("nachbar", "Nachbarstadt")
    with town_scope(there.id):
        assert line_of(step_board(make_member(there), shape(there)), "decision_log").done_by == ()


def test_answers_and_what_was_set_aside_stay_inside_the_administration(
    town: Municipality, lead: Viewer
) -> None:
    answer_facts(by=lead, answers={"need.mail_attachments": 100})
    set_aside(by=lead, key="decision_log", reason="Das Buch führt schon der Rat.")
    board = step_board(make_member(town, Role.STAFF), shape(town))
    assert keys(board.now) == ["shared_document"]
    assert keys(board.aside) == ["decision_log"]
    for role in (Role.COUNCIL_MEMBER, Role.GUEST):
        board = step_board(make_member(town, role), shape(town))
        assert (board.now, board.aside, board.knows_needs) == ((), (), False)


def test_the_list_asks_for_little_while_nothing_changes(
    town: Municipality, lead: Viewer, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    answer_facts(by=lead, answers={"need.mail_attachments": 100})
    place = shape(town)
    step_board(lead, place)
    with django_assert_num_queries(3):
        assert keys(step_board(lead, place).now) == ["shared_document"]
    answer_facts(by=lead, answers={"need.mail_attachments": 0})
    assert step_board(lead, place).now == ()
