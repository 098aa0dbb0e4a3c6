"""The same form sent twice makes one thing, whoever sends it how often and how simultaneously."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kommune.accounts.models import User
from kommune.files.models import StoredFile
from kommune.foundation.dates import today
from kommune.foundation.errors import DomainError
from kommune.foundation.scope import town_scope
from kommune.maturity.actions.cycles import begin_cycle
from kommune.maturity.models import (
    Assessment,
    CycleStation,
    GuidedHour,
    Pulse,
    StationPaper,
    ToolIntroduction,
)
from kommune.municipalities.actions.sent_forms import KEPT_FOR, carry_out_once, forget_sent_forms
from kommune.municipalities.models import Invitation, Municipality, SentForm, Unit
from kommune.municipalities.public import Role, Viewer
from kommune.strategy.actions.strategies import create_strategy
from kommune.strategy.models import (
    Contribution,
    FieldOfAction,
    Goal,
    Measure,
    RatingRound,
    Reading,
    StatusReport,
    Strategy,
)
from kommune.strategy.web.measure_forms import EMPTY_LINK_ROWS
from tests.small_town import lead, small, town
from tests.towns import SmallStrategy, make_member, make_town

__all__ = ["lead", "small", "town"]

KEY = re.compile(r'name="sent_key" value="([^"]+)"')
TEXT = "# Ziele\n\n1. Ziel: Anträge gehen online.\n2. Ziel: Daten sind offen.\n"
# What makes it, what it is, what the form holds.
FORMS: dict[str, tuple[type[Model], dict[str, object]]] = {
    "strategy:new": (Strategy, {"kind": "digital", "title": "Noch eine", "state": "draft"}),
    "strategy:field_new": (FieldOfAction, {"title": "Bürgerservice"}),
    "strategy:goal_new": (Goal, {"number": "D9", "title": "Kurze Wege"}),
    "strategy:measure_new": (Measure, {"title": "Terminals", "phase": "running"}),
    "strategy:measure_report": (
        StatusReport,
        {"light": "green", "text": "Läuft.", "reported_on": str(today())},
    ),
    "strategy:round_new": (RatingRound, {"title": "Runde", "source": "all"}),
    "strategy:reading_new": (Reading, {"title": "Leitbild", "kind": "digital", "text": TEXT}),
    "maturity:tool_new": (ToolIntroduction, {"name": "Chat", "target_percent": 60, "target_weeks": 12}),
    "maturity:pulse_new": (
        Pulse,
        {"title": "Puls", "purpose": "Lernen", "topics": ["rooms"], "floor": 7, "keeps_texts_months": 6,
         "closes_on": str(today() + timedelta(days=7))},
    ),
    "maturity:assessment_new": (Assessment, {"title": "Standort", "form": "short"}),
    "maturity:hour_start": (GuidedHour, {}),
    "maturity:cycle_paper_new": (StationPaper, {"name": "Vermerk", "state": "owed"}),
    "town:new_unit": (Unit, {"name": "Hauptamt", "version": "0"}),
}  # fmt: skip


def client_of(viewer: Viewer) -> Client:
    client = Client()
    client.force_login(User.objects.get(id=str(viewer.user_id)))
    return client


def filled(name: str, small: SmallStrategy, lead: Viewer) -> tuple[str, str, dict[str, object]]:
    """The form's page, where it is sent, and what it holds."""
    arguments: dict[str, UUID] = {
        "strategy:field_new": small.digital,
        "strategy:goal_new": small.digital,
        "strategy:measure_report": small.online,
    }
    body = dict(FORMS[name][1])
    if name == "strategy:round_new":
        body |= {"digital_id": small.digital, "city_id": small.city}
    if name == "maturity:cycle_paper_new":
        begin_cycle(by=lead, strategy_id=small.digital)
        arguments[name] = CycleStation.objects.all()[0].id
    address = reverse(name, args=["probe", *([arguments[name]] if name in arguments else [])])
    page = reverse("maturity:hour_list", args=["probe"]) if name == "maturity:hour_start" else address
    return page, address, body


def key_on(client: Client, page: str) -> str:
    found = KEY.search(client.get(page).content.decode())
    assert found is not None
    return found[1]


@pytest.mark.django_db
@pytest.mark.parametrize("name", FORMS)
def test_sent_twice_a_form_makes_one_thing_and_both_answers_lead_to_it(
    name: str, lead: Viewer, small: SmallStrategy, town: Municipality
) -> None:
    sender = make_member(town, Role.ADMINISTRATION) if name.startswith("town:") else lead
    client, kind = client_of(sender), FORMS[name][0]
    page, address, body = filled(name, small, lead)
    before = kind._default_manager.count()
    sent = body | {"sent_key": key_on(client, page)}
    answers = [client.post(address, sent) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302], answers[0].content.decode()[:3000]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert kind._default_manager.count() == before + 1
    assert client.get(answers[1]["Location"]).status_code == 200
    if name != "town:new_unit":
        client.post(address, body | {"sent_key": key_on(client, page)})
        assert kind._default_manager.count() == before + 2


@pytest.mark.django_db
def test_other_content_with_the_same_key_is_another_thing(lead: Viewer, small: SmallStrategy) -> None:
    client, address = client_of(lead), reverse("strategy:goal_new", args=["probe", small.digital])
    for title in ("Eins", "Zwei", "Zwei"):
        client.post(address, {"title": title, "sent_key": "k"})
    assert set(Goal.objects.filter(title__in=["Eins", "Zwei"]).values_list("title", flat=True)) == {
        "Eins",
        "Zwei",
    }


@pytest.mark.django_db
def test_the_second_answer_says_that_nothing_was_made_twice(lead: Viewer, small: SmallStrategy) -> None:
    client, address = client_of(lead), reverse("strategy:new", args=["probe"])
    sent = {"kind": "digital", "title": "Neu", "state": "draft", "sent_key": "k"}
    first, second = (client.post(address, sent, follow=True).content.decode() for _time in range(2))
    assert "Nichts wurde doppelt angelegt." not in first
    assert "Nichts wurde doppelt angelegt." in second


@pytest.mark.django_db
def test_the_key_of_another_person_or_town_has_no_effect(lead: Viewer, town: Municipality) -> None:
    sent = {"kind": "digital", "title": "Gleich", "state": "draft", "sent_key": "k"}
    elsewhere = make_town("andere", "Anderstadt")
    senders = [
        ("probe", lead),
        ("probe", make_member(town, email="zwei@probe.example")),
        ("andere", make_member(elsewhere, email=User.objects.get(id=str(lead.user_id)).email)),
    ]
    led = {
        client_of(viewer).post(reverse("strategy:new", args=[slug]), sent)["Location"]
        for slug, viewer in senders
    }
    assert len(led) == 3
    assert Strategy.objects.filter(title="Gleich").count() == 2


@pytest.mark.django_db
def test_a_refused_form_leaves_no_key_and_can_be_sent_again(town: Municipality) -> None:
    def refuse() -> str:
        raise DomainError("no")

    for _time in range(2):
        with pytest.raises(DomainError):
            carry_out_once(fingerprint="1" * 64, save=refuse)
    assert not SentForm.objects.exists()
    assert carry_out_once(fingerprint="1" * 64, save=lambda: "/da/") == ("/da/", False)
    assert carry_out_once(fingerprint="1" * 64, save=refuse) == ("/da/", True)


@pytest.mark.django_db
def test_what_is_older_than_a_day_is_swept_out(town: Municipality) -> None:
    carry_out_once(fingerprint="1" * 64, save=lambda: "/da/")
    SentForm.objects.update(made_at=timezone.now() - KEPT_FOR - timedelta(minutes=1))
    carry_out_once(fingerprint="0" * 64, save=lambda: "/dort/")
    forget_sent_forms()
    assert [sent.led_to for sent in SentForm.objects.all()] == ["/dort/"]


@pytest.mark.django_db
def test_what_sets_something_holds_each_time_it_is_sent(lead: Viewer, small: SmallStrategy) -> None:
    client, address = client_of(lead), reverse("strategy:measure_goals", args=["probe", small.online])
    rows = {f"strength_{row}": "2" for row in range(EMPTY_LINK_ROWS)}
    for strength in ("3", "1", "3"):
        client.post(address, {f"link_{small.counter}": strength, "sent_key": "k", **rows})
    assert Contribution.objects.get(measure_id=small.online).strength == 3


@pytest.mark.django_db
def test_a_text_read_once_is_kept_once_and_a_refused_one_not_at_all(lead: Viewer) -> None:
    client, address = client_of(lead), reverse("strategy:reading_new", args=["probe"])

    def send(content: bytes) -> int:
        upload = SimpleUploadedFile("ziele.docx", content)
        sent = {"title": "Text", "kind": "digital", "file": upload, "sent_key": "k"}
        return client.post(address, sent).status_code

    assert [send(b"PK\x03\x04 nothing"), send(b"PK\x03\x04 nothing")] == [422, 422]
    assert not StoredFile.objects.exists()
    for _time in range(2):
        client.post(address, {"title": "Text", "kind": "digital", "text": TEXT, "sent_key": "k"})
    assert StoredFile.objects.count() == Reading.objects.count() == 1


@pytest.mark.django_db
def test_an_invitation_sent_twice_is_one(town: Municipality, mailoutbox: list[object]) -> None:
    client = client_of(make_member(town, Role.ADMINISTRATION))
    address = reverse("town:invite", args=["probe"])
    sent = {"email": "neu@probe.example", "role": "staff", "sent_key": key_on(client, address)}
    answers = [client.post(address, sent) for _time in range(2)]
    assert {answer["Location"] for answer in answers} == {reverse("town:people", args=["probe"])}
    assert Invitation.objects.count() == 1
    assert len(mailoutbox) <= 1


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_make_one_thing() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite in memory has one connection; its writers queue by themselves")
    place = make_town()
    lead = make_member(place)
    barrier = Barrier(4)

    def save() -> str:
        return str(create_strategy(by=lead, values={"kind": "digital", "title": "Neu"}))

    def send(_number: int) -> tuple[str, bool]:
        try:
            with town_scope(place.id):
                barrier.wait(timeout=10)
                return carry_out_once(fingerprint="a" * 64, save=save)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(send, range(4)))
    assert sorted(again for _led, again in outcomes) == [False, True, True, True]
    with town_scope(place.id):
        assert {led for led, _again in outcomes} == {str(Strategy.objects.get().id)}
