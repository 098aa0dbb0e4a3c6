"""The pages of first steps as people see and use them."""

import pytest
from django.test import Client
from django.urls import reverse

from kommune.accounts.models import User
from kommune.audit.public import history_of
from kommune.maturity.actions.steps import answer_facts, take_step
from kommune.maturity.models import StepAnswer, StepAside, TakenStep
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Role, Viewer
from kommune.strategy.models import Measure
from tests.towns import SmallStrategy, make_member

pytestmark = pytest.mark.django_db


def browser(viewer: Viewer) -> Client:
    client = Client()
    client.force_login(User.objects.get(id=str(viewer.user_id)))
    return client


def url(page: str, *arguments: str) -> str:
    return reverse(f"maturity:{page}", args=["probe", *arguments])


def test_an_empty_page_teaches_the_first_step(town: Municipality, lead: Viewer) -> None:
    page = browser(lead).get(url("steps")).content.decode()
    assert "Noch hat niemand gesagt, was hier gebraucht wird" in page
    assert url("steps_answers") in page
    assert "Ein gemeinsames Dokument statt Anhängen" in page


def test_a_guest_is_told_that_needs_are_not_released(town: Municipality, lead: Viewer) -> None:
    answer_facts(by=lead, answers={"need.decisions": 100})
    page = browser(make_member(town, Role.GUEST)).get(url("steps")).content.decode()
    assert "Die Verwaltung hat noch nichts freigegeben" in page
    assert "Noch hat niemand gesagt" not in page
    assert "Ein gemeinsames Dokument statt Anhängen" in page


def test_a_step_says_why_what_it_takes_and_what_it_replaces(town: Municipality, lead: Viewer) -> None:
    answer_facts(by=lead, answers={"need.decisions": 100, "need.appointments": 0})
    page = browser(lead).get(url("steps")).content.decode()
    assert "weil Entscheidungen lange dauern oder verloren gehen" in " ".join(page.split()).replace(
        "weil  ", "weil "
    )
    assert "4–12 Stunden · kein Geld · 1–2 Wochen" in page
    assert "Protokolle, die niemand wiederfindet" in page
    assert "noch niemand hier" in page
    assert "trifft kaum zu: es mühsam ist, einen Termin zu bekommen" in page


def test_an_english_page_says_all_of_a_step_in_english_and_its_measure_in_german(
    town: Municipality, lead: Viewer
) -> None:
    client = browser(lead)
    page = client.get(url("steps_step", "decision_log"), headers={"accept-language": "en"}).content.decode()
    for text in (
        "Minutes that nobody finds again, and decisions taken twice",
        "For decisions about staff",
        "People and organisation",
        "The leadership round keeps a decision log",
        "shows after three months whether it holds",
        "experience, unchecked",
    ):
        assert text in page
    assert 'lang="de"' not in page.partition("<main")[2].partition("</main>")[0]
    take_step(by=lead, key="decision_log")
    assert "Die Leitungsrunde führt ein Entscheidungsbuch" in Measure.objects.get().aim


def test_answers_are_kept_and_the_rest_stays_open(town: Municipality, lead: Viewer) -> None:
    client = browser(lead)
    answer = client.post(url("steps_answers"), {"need.paper": "75", "has.scanner": "0", "need.data": ""})
    assert answer.headers["Location"] == url("steps")
    assert dict(StepAnswer.objects.values_list("fact", "percent")) == {"need.paper": 75, "has.scanner": 0}
    assert client.post(url("steps_answers"), {"need.paper": "3"}).status_code == 422


def test_one_click_makes_a_measure_and_one_takes_it_back(
    town: Municipality, lead: Viewer, small: SmallStrategy
) -> None:
    client = browser(lead)
    answer = client.post(url("steps_take", "decision_log"), follow=True)
    measure = Measure.objects.get(title="Ein Entscheidungsbuch")
    assert answer.redirect_chain[-1][0] == reverse("strategy:measure", args=["probe", measure.id])
    assert "Schon Maßnahmen" in client.get(url("steps")).content.decode()
    batch_id = history_of("measure", str(measure.id))[0].batch_id
    undo = reverse("workbench:undo", args=["probe", batch_id])
    assert undo in answer.content.decode()
    client.post(undo)
    assert "Schon Maßnahmen" not in client.get(url("steps")).content.decode()
    assert not Measure.objects.filter(id=measure.id).exists()


def test_taking_a_step_twice_says_so(town: Municipality, lead: Viewer) -> None:
    take_step(by=lead, key="decision_log")
    page = browser(lead).post(url("steps_take", "decision_log"), follow=True).content.decode()
    assert "Dieser Schritt ist schon eine Maßnahme." in page


def test_a_measure_of_the_list_can_be_named(town: Municipality, lead: Viewer, small: SmallStrategy) -> None:
    client = browser(lead)
    client.post(url("steps_link", "appointments"), {"measure": str(small.online)})
    assert TakenStep.objects.get().measure_id == small.online
    assert "M1 Online-Termine" in client.get(url("steps_step", "appointments")).content.decode()
    refused = client.post(url("steps_link", "e_invoice"), {"measure": "unsinn"}, follow=True)
    assert refused.status_code == 200
    assert TakenStep.objects.count() == 1


def test_setting_aside_asks_for_a_reason(town: Municipality, lead: Viewer) -> None:
    client = browser(lead)
    assert client.post(url("steps_aside", "epayment"), {"reason": " "}).status_code == 422
    client.post(url("steps_aside", "epayment"), {"reason": "Wechsel des Verfahrens"})
    page = client.get(url("steps")).content.decode()
    assert "Wechsel des Verfahrens" in page
    client.post(url("steps_again", "epayment"))
    assert not StepAside.objects.exists()


def test_staff_read_and_have_no_buttons(town: Municipality, lead: Viewer) -> None:
    answer_facts(by=lead, answers={"need.decisions": 100})
    client = browser(make_member(town, Role.STAFF))
    page = client.get(url("steps")).content.decode()
    assert "Ein Entscheidungsbuch" in page
    assert "Maßnahme daraus machen" not in page
    assert client.get(url("steps_answers")).status_code == 403


def test_an_unknown_step_is_not_found(town: Municipality, lead: Viewer) -> None:
    assert browser(lead).get(url("steps_step", "nothing")).status_code == 404


def test_deciders_see_the_step_that_pays_first(town: Municipality, lead: Viewer) -> None:
    home = reverse("workbench:home", args=["probe"])
    assert "Der nächste Schritt, der sich lohnt" not in browser(lead).get(home).content.decode()
    answer_facts(by=lead, answers={"need.decisions": 100})
    page = browser(lead).get(f"{home}?view=deciders").content.decode()
    assert "Der nächste Schritt, der sich lohnt" in page
    assert "Ein Entscheidungsbuch" in page


def test_answers_are_a_link_only_for_whoever_may_change_them(town: Municipality, lead: Viewer) -> None:
    answer_facts(by=lead, answers={"need.decisions": 100})
    staff = browser(make_member(town, Role.STAFF, email="mit@probe.example"))
    for address in (url("steps"), url("steps_step", "decision_log")):
        page = staff.get(address).content.decode()
        assert "Angaben der Kommune" in page
        assert url("steps_answers") not in page
    assert url("steps_answers") in browser(lead).get(url("steps_step", "decision_log")).content.decode()
