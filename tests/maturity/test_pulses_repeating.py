"""A survey once more: its frame taken over, changed questions told, closing only on purpose."""

from collections.abc import Sequence
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kommune.maturity.actions.pulse_closing import close_pulse
from kommune.maturity.actions.pulse_questions import bring_in_instrument, save_question
from kommune.maturity.errors.pulses import InstrumentThere, InstrumentUnreadable
from kommune.maturity.models import Instrument, Pulse
from kommune.maturity.queries.pulses.results import read_results
from kommune.maturity.web.pulses.result_pages import tell_change, tell_changed
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Viewer
from tests.maturity.pulses import make_open_pulse, make_units, say
from tests.maturity.test_pulses_instruments import table
from tests.maturity.tools import client_of


@pytest.fixture(autouse=True)
def units(lead: Viewer) -> dict[str, UUID]:
    return make_units()


@pytest.fixture
def browser(lead: Viewer) -> Client:
    return client_of(lead)


def held(lead: Viewer, values: Sequence[int], **frame: object) -> Pulse:
    """A survey that was answered and closed."""
    made = make_open_pulse(lead, **frame)
    for code, value in zip(made.all_codes, values, strict=False):
        say(made, code, value)
    close_pulse(by=lead, pulse_id=made.id)
    closed: Pulse = Pulse.objects.get(id=made.id)
    return closed


def own(lead: Viewer, words: str) -> str:
    return str(save_question(by=lead, values={"words": words}))


def test_a_survey_is_repeated_with_its_frame_but_not_its_day(
    lead: Viewer, town: Municipality, browser: Client
) -> None:
    pulse = held(lead, [2, 3] * 6, topics=["rooms"], floor=9)
    shown = browser.get(reverse("maturity:pulse", args=[town.slug, pulse.id])).content.decode()
    address = reverse("maturity:pulse_new", args=[town.slug]) + f"?like={pulse.id}"
    assert address in shown
    form = browser.get(address).context["form"]
    assert (form["title"].value(), form["topics"].value(), form["floor"].value()) == (
        pulse.title, ["rooms"], 9,
    )  # fmt: skip
    assert form["closes_on"].value() is None


def test_only_the_questions_of_the_same_words_are_compared_and_that_is_said(lead: Viewer) -> None:
    first, second, third = (own(lead, words) for words in ("Suchen geht schnell", "Drucken", "Ablegen"))
    held(lead, [2, 3] * 6, topics=[], question_ids=[first, second])
    pulse = held(lead, [4, 5] * 6, topics=[], question_ids=[first, third])
    (topic,) = read_results(lead, pulse).topics
    assert topic.moved is not None
    assert (topic.moved.common, topic.moved.asked, topic.moved.change.difference) == (1, 2, 2.0)
    assert "1 von 2 Fragen mit demselben Wortlaut" in tell_change(topic.moved)


def test_a_topic_of_other_words_is_not_compared_and_that_is_said(lead: Viewer) -> None:
    before = held(lead, [2, 3] * 6, title="Frühjahr", topics=[], question_ids=[own(lead, "Suchen")])
    pulse = held(lead, [4, 5] * 6, topics=[], question_ids=[own(lead, "Ablegen")])
    (topic,) = read_results(lead, pulse).topics
    assert topic.moved is None
    assert topic.changed_since is not None
    assert topic.changed_since.id == before.id
    assert "nicht verglichen mit „Frühjahr“" in tell_changed(topic.changed_since)
    (first,) = read_results(lead, before).topics
    assert (tell_changed(first.changed_since), first.changed_since) == ("", None)


def test_the_same_instrument_comes_in_once(lead: Viewer) -> None:
    bring_in_instrument(by=lead, content=table(), name="sus.csv")
    with pytest.raises(InstrumentThere, match="Brauchbarkeit"):
        bring_in_instrument(by=lead, content=table(), name="sus.csv")
    assert Instrument.objects.count() == 1


def test_what_came_in_is_told_with_scale_rule_and_questions(
    lead: Viewer, town: Municipality, browser: Client
) -> None:
    content = table(items=[("a", "Wir helfen uns", ""), ("b", "Fragen gilt als Schwäche", "ja")])
    content = content.replace(b"SUS", b"Mittelwert").replace(b'"Skala bis";"5"', b'"Skala bis";"7"')
    address = reverse("maturity:instrument_new", args=[town.slug])
    told = browser.post(address, {"file": SimpleUploadedFile("p.csv", content)}, follow=True).content.decode()
    assert told.count("2 questions from 1 to 7, scored as mean, 1 turned round") == 2
    assert "Fragen gilt als Schwäche" in told


def test_a_file_that_is_no_table_is_refused_with_the_reason(lead: Viewer) -> None:
    with pytest.raises(InstrumentUnreadable, match="XLSX, ODS"):
        bring_in_instrument(by=lead, content=b"%PDF-1.4 nichts", name="instrument.pdf")


def test_a_survey_is_closed_early_only_on_purpose(lead: Viewer, town: Municipality, browser: Client) -> None:
    made = make_open_pulse(lead)
    for code in made.all_codes[:8]:
        say(made, code, 3)
    address = reverse("maturity:pulse_close", args=[town.slug, made.id])
    asked = browser.post(address, follow=True).content.decode()
    assert "Nothing was closed." in asked
    assert Pulse.objects.get(id=made.id).state == "open"
    browser.post(address, {"is_early": "1"})
    assert Pulse.objects.get(id=made.id).state == "closed"


def test_hidden_answers_are_not_called_too_few_alone(
    lead: Viewer, town: Municipality, browser: Client
) -> None:
    pulse = held(lead, [4] * 12)
    shown = browser.get(reverse("maturity:pulse", args=[town.slug, pulse.id])).content.decode()
    assert "hidden: too few answers, or almost all the same" in shown
