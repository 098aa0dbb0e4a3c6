"""Running a survey on the pages: prepare, see who is asked, open, print slips, close, answer, take along."""

from datetime import timedelta
from io import BytesIO
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format
from docx import Document

from kommune.accounts.models import User
from kommune.foundation.dates import today
from kommune.maturity.actions.pulse_closing import close_pulse
from kommune.maturity.models import Pulse, PulseCode, PulseGroup, PulseReply
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Role, Rung, Viewer, release
from tests.maturity.pulses import make_open_pulse, make_units, say
from tests.towns import make_member


def client_of(viewer: Viewer) -> Client:
    client = Client()
    client.force_login(User.objects.get(id=str(viewer.user_id)))
    return client


@pytest.fixture
def browser(lead: Viewer) -> Client:
    return client_of(lead)


@pytest.fixture
def units(lead: Viewer) -> dict[str, UUID]:
    return make_units()


def test_from_the_form_to_the_slips(town: Municipality, browser: Client, units: dict[str, UUID]) -> None:
    body = {
        "title": "Wie läuft es?", "purpose": "Damit es besser wird.", "topics": ["cooperation", "rooms"],
        "closes_on": str(today() + timedelta(days=7)), "floor": "7", "keeps_texts_months": "6",
    }  # fmt: skip
    sent = browser.post(reverse("maturity:pulse_new", args=[town.slug]), body)
    pulse = Pulse.objects.get()
    assert sent["Location"] == reverse("maturity:pulse", args=[town.slug, pulse.id])
    page = browser.get(sent["Location"]).content.decode()
    assert "33 Menschen würden gefragt, je etwa 1 Min." in page
    assert all(name in page for name in units)
    browser.post(reverse("maturity:pulse_open", args=[town.slug, pulse.id]))
    group = PulseGroup.objects.get(name="Soziales")
    slips = browser.post(reverse("maturity:pulse_slips", args=[town.slug, group.id]))
    assert slips.content.decode().count('class="slip"') == 9
    assert "no-store" in slips["Cache-Control"]
    assert PulseCode.objects.count() == 9


def test_a_floor_below_seven_is_refused_in_the_form(town: Municipality, browser: Client) -> None:
    body = {"title": "Zu klein", "purpose": "Probe", "floor": "5", "keeps_texts_months": "6"}
    answer = browser.post(reverse("maturity:pulse_new", args=[town.slug]), body)
    assert answer.status_code == 422
    assert not Pulse.objects.exists()


def test_while_open_nobody_sees_more_than_how_many_answered(
    town: Municipality, lead: Viewer, browser: Client, units: dict[str, UUID]
) -> None:
    made = make_open_pulse(lead)
    address = reverse("maturity:pulse", args=[town.slug, made.id])
    for code in made.all_codes[:6]:
        say(made, code, 4)
    assert "weniger als 7 von 33" in browser.get(address).content.decode()
    say(made, made.all_codes[6], 4)
    assert "7 von 33" in browser.get(address).content.decode()
    assert browser.get(reverse("maturity:pulse_export", args=[town.slug, made.id])).status_code == 302


def test_the_file_holds_what_the_page_shows_and_hides_a_group_that_the_rest_would_give_away(
    town: Municipality, lead: Viewer, browser: Client, units: dict[str, UUID]
) -> None:
    made = make_open_pulse(lead)
    for at, code in enumerate(made.codes["Bürgerdienste"]):
        say(made, code, 3 + at % 2)
    close_pulse(by=lead, pulse_id=made.id)
    address = reverse("maturity:pulse_export", args=[town.slug, made.id])
    lines = browser.get(address + "?kind=csv").content.decode("utf-8-sig").splitlines()
    hidden = "verdeckt: zu wenige Antworten oder fast alle gleich"
    assert [line.replace('"', "").split(";")[1:4] for line in lines[1:]] == [
        ["Ganze Verwaltung", "3,5", "14"],
        ["Bürgerdienste", hidden, ""],
        ["Bauen", hidden, ""],
        ["Soziales", hidden, ""],
    ]


def test_a_reply_is_written_and_seen_by_employees_after_the_release(
    town: Municipality, lead: Viewer, browser: Client, units: dict[str, UUID]
) -> None:
    made = make_open_pulse(lead)
    for at, code in enumerate(made.all_codes[:14]):
        say(made, code, 1 + at % 2)
    close_pulse(by=lead, pulse_id=made.id)
    body = {"topic": "cooperation", "text": "Ein Brett für alle", "state": "under_way", "measure_id": ""}
    browser.post(reverse("maturity:pulse_reply_new", args=[town.slug, made.id]), body)
    assert PulseReply.objects.get().text == "Ein Brett für alle"
    employee = client_of(make_member(town, Role.STAFF))
    home = reverse("workbench:home", args=[town.slug])
    assert "Ein Brett für alle" not in employee.get(home).content.decode()
    release(by=lead, model=Pulse, ids=[made.id], to=Rung.ADMINISTRATION)
    assert "Ein Brett für alle" in employee.get(home).content.decode()


def test_the_home_page_is_the_same_whether_she_answered_or_not(
    town: Municipality, lead: Viewer, units: dict[str, UUID]
) -> None:
    made = make_open_pulse(lead)
    employee = client_of(make_member(town, Role.STAFF))
    card = employee.get(reverse("workbench:home", args=[town.slug])).content.decode()
    assert "Minute, anonym" in card
    say(made, made.all_codes[0], 3)
    after = employee.get(reverse("workbench:home", args=[town.slug])).content.decode()
    section = "Wie arbeiten wir zusammen?"
    assert card.split(section)[1].split("</section>")[0] == after.split(section)[1].split("</section>")[0]


@pytest.mark.parametrize("role", [Role.UNIT_LEAD, Role.STAFF, Role.COUNCIL_MEMBER, Role.GUEST])
def test_others_run_no_surveys(town: Municipality, lead: Viewer, units: dict[str, UUID], role: Role) -> None:
    made = make_open_pulse(lead)
    client = client_of(make_member(town, role))
    assert client.get(reverse("maturity:pulse_new", args=[town.slug])).status_code == 403
    assert client.post(reverse("maturity:pulse_close", args=[town.slug, made.id])).status_code == 404
    group = PulseGroup.objects.first()
    assert group is not None
    assert client.post(reverse("maturity:pulse_slips", args=[town.slug, group.id])).status_code == 403
    assert Pulse.objects.get(id=made.id).state == "open"


def test_the_sheet_for_the_staff_council_comes_as_page_and_as_docx(
    town: Municipality, lead: Viewer, browser: Client, units: dict[str, UUID]
) -> None:
    made = make_open_pulse(lead)
    page = browser.get(reverse("maturity:pulse_sheet", args=[town.slug, made.id])).content.decode()
    assert all(word in page for word in ("Bürgerdienste", "freiwillig", "keiner Sicherung", "Wer sieht was"))
    assert page.count("trifft gar nicht zu") == 1
    file = browser.get(reverse("reporting:pulse_sheet", args=[town.slug, made.id]))
    words = [paragraph.text for paragraph in Document(BytesIO(file.content)).paragraphs]
    assert f"Stand {date_format(today(), 'd.m.Y')}." in words
    outside = client_of(make_member(town, Role.COUNCIL_MEMBER))
    assert outside.get(reverse("reporting:pulse_sheet", args=[town.slug, made.id])).status_code == 404


def test_the_topic_about_a_tool_is_named_before_its_tool_is_known(
    browser: Client, town: Municipality
) -> None:
    page = browser.get(reverse("maturity:pulse_questions", args=[town.slug])).content.decode()
    assert "Nutzen und Bedienung: das neue Werkzeug" in page
    assert "{about}" not in page


def test_council_and_guests_are_not_asked_for_a_code_nor_told_that_no_survey_was_held(
    town: Municipality, lead: Viewer, units: dict[str, UUID]
) -> None:
    make_open_pulse(lead)
    code = reverse("pulse:code", args=[town.slug])
    for role, is_asked in ((Role.STAFF, True), (Role.COUNCIL_MEMBER, False), (Role.GUEST, False)):
        page = client_of(make_member(town, role, email=f"{role}@probe.example")).get(
            reverse("maturity:pulses", args=[town.slug])
        )
        told = page.content.decode()
        assert (code in told) is is_asked
        assert "Noch keine Umfrage ist für Sie freigegeben" in told
