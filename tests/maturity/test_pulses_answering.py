"""Somebody with a slip: her questions, her answers once, and what happens when it goes wrong."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from kommune.foundation import minute_counts
from kommune.foundation.dates import today
from kommune.maturity.models import Pulse, PulseCode, PulseCount, PulseSheet, PulseText
from kommune.maturity.queries.pulses.codes import new_code
from kommune.maturity.web.pulses.answering import TRIES_PER_MINUTE, WRONG_PER_MINUTE
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Viewer
from tests.maturity.pulses import OpenPulse, make_open_pulse, make_units, questions_of, say

DISK = settings.DATA_DIR / "cache"


@pytest.fixture
def made(lead: Viewer) -> OpenPulse:
    make_units()
    return make_open_pulse(lead)


def page(town: Municipality, code: str) -> str:
    return reverse("pulse:sheet", args=[town.slug, code])


def body(made: OpenPulse, value: str = "4", **more: str) -> dict[str, str]:
    return {**dict.fromkeys(questions_of(made.id), value), **more}


def everything_stored() -> list[str]:
    models = (Pulse, PulseCode, PulseSheet, PulseCount, PulseText)
    return [repr(row) for model in models for row in model._base_manager.order_by("pk").values()]


def test_opening_the_link_changes_nothing_and_is_kept_nowhere(town: Municipality, made: OpenPulse) -> None:
    client, code = Client(), made.all_codes[0]
    before = everything_stored()
    for _time in range(2):
        answer = client.get(page(town, code))
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"] == "noindex"
    assert everything_stored() == before
    assert "sessionid" not in client.cookies


def test_sending_counts_once_and_leads_to_thanks(town: Municipality, made: OpenPulse) -> None:
    client, code = Client(), made.all_codes[0]
    assert client.post(page(town, code), body(made))["Location"] == page(town, code)
    assert PulseSheet.objects.count() == 1
    assert "schon gezählt, danke" in client.get(page(town, code)).content.decode()


def test_a_code_used_twice_counts_once_and_says_so(town: Municipality, made: OpenPulse) -> None:
    client, code = Client(), made.all_codes[0]
    client.post(page(town, code), body(made))
    again = client.post(page(town, code), body(made, "1"))
    assert again.status_code == 200
    assert "schon gezählt, danke" in again.content.decode()
    assert PulseSheet.objects.count() == 1


def test_the_code_is_taken_however_it_is_typed(town: Municipality, made: OpenPulse) -> None:
    typed = made.all_codes[0].replace("-", " ").lower()
    to = Client().post(reverse("pulse:code", args=[town.slug]), {"code": typed})["Location"]
    assert Client().get(to).status_code == 200


def test_a_mistyped_code_stays_in_the_field_to_be_compared(town: Municipality, made: OpenPulse) -> None:
    answer = Client(headers={"accept-language": "de"}).post(
        reverse("pulse:code", args=[town.slug]), {"code": "ABCD-EFGH"}
    )
    told = answer.content.decode()
    assert answer.status_code == 404
    assert 'value="ABCD-EFGH" aria-invalid="true" autofocus' in told
    assert "Zeichen für Zeichen" in told


def test_a_wrong_code_is_told_and_nothing_changes(town: Municipality, made: OpenPulse) -> None:
    mark = Pulse.objects.get(id=made.id).mark
    for code in ("unsinn", new_code(mark), new_code("ZZZZ")):
        answer = Client().get(page(town, code))
        assert answer.status_code == 404
        assert "Code ist nicht bekannt" in answer.content.decode()


@pytest.fixture
def one_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """A minute that does not end while a test counts."""
    monkeypatch.setattr(minute_counts, "running_minute", lambda: 0)


@pytest.mark.usefixtures("one_minute")
def test_who_tries_many_codes_has_to_wait(town: Municipality, made: OpenPulse) -> None:
    client = Client()
    for _time in range(WRONG_PER_MINUTE):
        client.get(page(town, new_code("ZZZZ")))
    assert client.get(page(town, new_code("ZZZZ"))).status_code == 429


@pytest.mark.usefixtures("one_minute")
def test_behind_a_proxy_one_who_guesses_locks_nobody_else_out(
    town: Municipality, made: OpenPulse, settings: Settings
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    guesser, other = (
        Client(headers={"x-forwarded-for": "192.0.2.1"}),
        Client(headers={"x-forwarded-for": "192.0.2.2"}),
    )
    for _time in range(WRONG_PER_MINUTE):
        guesser.get(page(town, new_code("ZZZZ")))
    assert guesser.get(page(town, made.all_codes[0])).status_code == 429
    assert other.get(page(town, made.all_codes[0])).status_code == 200


@pytest.mark.usefixtures("one_minute")
def test_the_sheet_that_explains_a_survey_is_no_way_round(town: Municipality, made: OpenPulse) -> None:
    client = Client()
    explained = [
        reverse("pulse:explained", args=[town.slug, code]) for code in (new_code("ZZZZ"), made.all_codes[0])
    ]
    for _time in range(WRONG_PER_MINUTE):
        client.get(explained[0])
    assert [client.get(path).status_code for path in explained] == [429, 429]


@pytest.mark.usefixtures("one_minute")
def test_a_slip_that_sends_too_fast_keeps_what_was_typed(town: Municipality, made: OpenPulse) -> None:
    client, code = Client(), made.all_codes[0]
    for _time in range(TRIES_PER_MINUTE):
        client.post(page(town, code), {})
    answer = client.post(page(town, code), body(made))
    assert answer.status_code == 429
    assert "<strong>4</strong>" in answer.content.decode()
    assert not PulseCode.objects.filter(is_used=True).exists()


def test_no_file_tells_in_which_minute_a_slip_was_used(town: Municipality, made: OpenPulse) -> None:
    before = set(DISK.rglob("*"))
    client = Client()
    client.post(page(town, made.all_codes[0]), body(made))
    client.get(page(town, new_code("ZZZZ")))
    assert set(DISK.rglob("*")) == before


def test_an_empty_sheet_does_not_use_the_code_up(town: Municipality, made: OpenPulse) -> None:
    client, code = Client(), made.all_codes[0]
    answer = client.post(page(town, code), body(made, ""))
    assert answer.status_code == 422
    assert "noch nichts angekreuzt" in answer.content.decode()
    assert not PulseCode.objects.filter(is_used=True).exists()


@pytest.mark.parametrize("value", ["0", "6", "-1", "4.5", "viel", "99999999"])
def test_a_value_that_no_button_has_is_refused(town: Municipality, made: OpenPulse, value: str) -> None:
    assert Client().post(page(town, made.all_codes[0]), body(made, value)).status_code == 422
    assert not PulseSheet.objects.exists()


def test_left_out_questions_are_no_answer(town: Municipality, made: OpenPulse) -> None:
    first, *_others = questions_of(made.id)
    Client().post(page(town, made.all_codes[0]), {first: "5"})
    values = PulseSheet.objects.get().said["values"]
    assert values == {**dict.fromkeys(questions_of(made.id)), first: 5}


def test_closed_while_being_filled_hands_back_what_was_typed(town: Municipality, made: OpenPulse) -> None:
    Pulse.objects.filter(id=made.id).update(closes_on=today() - timedelta(days=1))
    answer = Client().post(page(town, made.all_codes[0]), body(made, "2"))
    assert answer.status_code == 410
    told = answer.content.decode()
    assert "Ihre Antworten wurden nicht gezählt" in told
    assert "<strong>2</strong>" in told
    assert not PulseSheet.objects.exists()


def test_sheets_are_torn_into_counts_as_soon_as_seven_are_there(made: OpenPulse) -> None:
    for at, code in enumerate(made.all_codes[:8]):
        say(made, code, 1 + at % 5)
    assert PulseSheet.objects.count() == 1
    first = questions_of(made.id)[0]
    counted = PulseCount.objects.filter(question=first).values_list("value", "people")
    assert sorted(counted) == [(1, 2), (2, 2), (3, 1), (4, 1), (5, 1)]


def test_two_people_of_one_unit_at_once_are_two_answers(made: OpenPulse) -> None:
    one, other = next(iter(made.codes.values()))[:2]
    say(made, one, 1)
    say(made, other, 5)
    assert PulseSheet.objects.count() == 2


def test_words_are_not_kept_where_nobody_asked_for_them(made: OpenPulse) -> None:
    say(made, made.all_codes[0], 3, "Mein Satz")
    assert "Mein Satz" not in str(everything_stored())
