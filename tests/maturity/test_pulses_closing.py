"""Closing a pulse: what may be shown stays, everything it was made of goes; and what opening fixes."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kommune.accounts.models import User
from kommune.audit.public import history_of, registered_kinds, undo_batch
from kommune.cli.backup.rows import kept_models
from kommune.findings.models import Finding
from kommune.findings.public import look_for_findings
from kommune.foundation.dates import today
from kommune.foundation.duties import FORGOTTEN_AFTER, duties
from kommune.maturity.actions.pulse_closing import close_forgotten_pulses, close_pulse, drop_old_texts
from kommune.maturity.actions.pulse_questions import bring_in_instrument
from kommune.maturity.actions.pulse_replies import edit_reply, make_measure_of_topic
from kommune.maturity.actions.pulses import delete_pulse, edit_pulse, make_slips, open_pulse
from kommune.maturity.errors.pulses import (
    FloorTooLow,
    LicenceMissing,
    NobodyAnswered,
    PulseAlreadyClosed,
    PulseUnderWay,
    PulseWithoutEnd,
    PulseWithoutQuestions,
    SurveyClosed,
    TooFewPeople,
    TooManyCodes,
)
from kommune.maturity.models import (
    Instrument,
    Pulse,
    PulseCode,
    PulseCount,
    PulseGroup,
    PulseSheet,
    PulseText,
)
from kommune.maturity.queries.pulses.groups import APART
from kommune.maturity.queries.pulses.pulses import progress_of
from kommune.maturity.queries.pulses.results import read_results
from kommune.maturity.shapes.pulses import PulseState
from kommune.maturity.web.pulses.cards import culture_for_deciders
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import (
    Role,
    Rung,
    Viewer,
    change_unit,
    create_unit,
    release,
    remove_unit,
    system_viewer,
)
from tests.maturity.pulses import OpenPulse, make_open_pulse, make_units, prepare, questions_of, say
from tests.towns import make_member

RAW = (PulseCode, PulseSheet, PulseCount, PulseText)


def answer(made: OpenPulse, values: dict[str, list[int]]) -> None:
    """Sheets group by group, each with one value everywhere."""
    for name, given in values.items():
        for code, value in zip(made.codes[name], given, strict=False):
            say(made, code, value)


@pytest.fixture
def units(lead: Viewer) -> dict[str, UUID]:
    return make_units()


@pytest.fixture
def made(lead: Viewer, units: dict[str, UUID]) -> OpenPulse:
    return make_open_pulse(lead)


def test_the_groups_are_the_units_with_at_least_seven_people(made: OpenPulse) -> None:
    assert {name: len(codes) for name, codes in made.codes.items()} == {
        "Bürgerdienste": 14,
        "Bauen": 10,
        "Soziales": 9,
    }


def test_small_units_are_put_together_before_anybody_is_asked(lead: Viewer) -> None:
    top = create_unit(by=system_viewer(), values={"name": "Dezernat", "head_count": 3})
    for name, people in (("Amt A", 4), ("Amt B", 12)):
        create_unit(by=system_viewer(), values={"name": name, "head_count": people, "parent_id": top})
    made = make_open_pulse(lead)
    sizes = dict(PulseGroup.objects.filter(pulse_id=made.id).values_list("name", "invited"))
    assert sorted(sizes.values()) == [7, 12]
    assert sizes["Amt B"] == 12


def test_fewer_than_seven_people_cannot_be_asked(lead: Viewer) -> None:
    make_units({"Amt": 6})
    with pytest.raises(TooFewPeople):
        open_pulse(by=lead, pulse_id=prepare(lead))


def test_without_numbers_at_the_units_the_whole_house_is_one_group(lead: Viewer) -> None:
    made = make_open_pulse(lead, people=40)
    assert {name: len(codes) for name, codes in made.codes.items()} == {"Ganze Verwaltung": 40}


def test_opening_needs_questions_and_a_day_ahead(lead: Viewer, units: dict[str, UUID]) -> None:
    with pytest.raises(PulseWithoutQuestions):
        open_pulse(by=lead, pulse_id=prepare(lead, topics=[]))
    with pytest.raises(PulseWithoutEnd):
        open_pulse(by=lead, pulse_id=prepare(lead, closes_on=today() - timedelta(days=1)))


def test_the_floor_is_never_lowered(lead: Viewer) -> None:
    with pytest.raises(FloorTooLow):
        prepare(lead, floor=6)


def test_an_open_pulse_keeps_its_questions(lead: Viewer, made: OpenPulse) -> None:
    with pytest.raises(PulseUnderWay):
        edit_pulse(by=lead, pulse_id=made.id, version=None, values={"topics": ["rooms"]})
    edit_pulse(by=lead, pulse_id=made.id, version=None, values={"closes_on": today() + timedelta(days=30)})


def test_a_group_gets_no_more_slips_than_people_and_a_few_to_spare(lead: Viewer, made: OpenPulse) -> None:
    group = PulseGroup.objects.get(pulse_id=made.id, name="Soziales")
    assert len(make_slips(by=lead, group_id=group.id, count=2)) == 2
    with pytest.raises(TooManyCodes):
        make_slips(by=lead, group_id=group.id, count=1)


def test_what_stays_is_what_may_be_shown(lead: Viewer, made: OpenPulse) -> None:
    answer(made, {"Bürgerdienste": [4, 5] * 4, "Bauen": [2, 1] * 4, "Soziales": [3, 4] * 4})
    close_pulse(by=lead, pulse_id=made.id)
    pulse = Pulse.objects.get(id=made.id)
    (topic,) = read_results(lead, pulse).topics
    assert topic.cell is not None
    assert (topic.cell.n, topic.cell.mean) == (24, 3.2)
    assert {group.name: group.cell and (group.cell.n, group.cell.mean) for group in topic.groups} == {
        "Bürgerdienste": (8, 4.5),
        "Bauen": (8, 1.5),
        "Soziales": (8, 3.5),
    }
    shares = {1: 0.2, 2: 0.15, 3: 0.15, 4: 0.35, 5: 0.15}
    assert [one.cell and dict(one.cell.shares) for one in topic.questions] == [shares] * 4
    assert pulse.answered == 24


def test_a_reversed_question_counts_the_other_way_round_in_its_topic(lead: Viewer) -> None:
    make_units()
    made = make_open_pulse(lead, topics=["speaking_up"])
    answer(made, {"Bürgerdienste": [4, 5] * 5})
    close_pulse(by=lead, pulse_id=made.id)
    (topic,) = read_results(lead, Pulse.objects.get(id=made.id)).topics
    assert topic.cell is not None
    assert topic.cell.mean == round((3 * 4.5 + 1.5) / 4, 1)
    assert [one.favourable for one in topic.questions] == [1.0, 1.0, 0.0, 1.0]


def test_a_group_under_the_floor_hides_and_takes_another_with_it(lead: Viewer, made: OpenPulse) -> None:
    answer(made, {"Bürgerdienste": [4, 5] * 6, "Bauen": [2, 1] * 4, "Soziales": [1, 2, 3]})
    close_pulse(by=lead, pulse_id=made.id)
    (topic,) = read_results(lead, Pulse.objects.get(id=made.id)).topics
    told = {group.name: group.cell and group.cell.n for group in topic.groups}
    assert told == {"Bürgerdienste": 12, "Bauen": None, "Soziales": None}


def test_a_group_of_one_mind_is_hidden_since_it_would_tell_what_each_said(
    lead: Viewer, made: OpenPulse
) -> None:
    answer(made, {"Bürgerdienste": [4, 5] * 6, "Bauen": [1] * 8, "Soziales": [2, 3] * 4})
    close_pulse(by=lead, pulse_id=made.id)
    (topic,) = read_results(lead, Pulse.objects.get(id=made.id)).topics
    assert {group.name: group.cell for group in topic.groups}["Bauen"] is None


def test_with_too_few_answers_nothing_is_kept(lead: Viewer, made: OpenPulse) -> None:
    answer(made, {"Bürgerdienste": [5] * 6})
    close_pulse(by=lead, pulse_id=made.id)
    pulse = Pulse.objects.get(id=made.id)
    (topic,) = read_results(lead, pulse).topics
    assert (pulse.answered, topic.cell, {one.cell for one in topic.questions}) == (None, None, {None})


def test_closing_leaves_no_code_sheet_or_count(lead: Viewer, made: OpenPulse) -> None:
    answer(made, {"Bürgerdienste": [4] * 10})
    close_pulse(by=lead, pulse_id=made.id)
    assert [model.objects.count() for model in RAW] == [0, 0, 0, 0]
    with pytest.raises(PulseAlreadyClosed):
        close_pulse(by=lead, pulse_id=made.id)


def test_nobody_answered_leaves_it_open(lead: Viewer, made: OpenPulse) -> None:
    with pytest.raises(NobodyAnswered):
        close_pulse(by=lead, pulse_id=made.id)
    assert PulseCode.objects.count() == 33


def test_a_sheet_after_closing_is_refused(lead: Viewer, made: OpenPulse) -> None:
    answer(made, {"Bürgerdienste": [4] * 7})
    close_pulse(by=lead, pulse_id=made.id)
    with pytest.raises(SurveyClosed):
        say(made, made.codes["Bauen"][0], 3)


def test_words_are_shown_from_seven_on_and_go_after_their_term(lead: Viewer, units: dict[str, UUID]) -> None:
    made = make_open_pulse(lead, asks_texts=True)
    for at, code in enumerate(made.all_codes[:7]):
        say(made, code, 3, f"Satz {at}")
    close_pulse(by=lead, pulse_id=made.id)
    pulse = Pulse.objects.get(id=made.id)
    assert sorted(read_results(lead, pulse).texts) == [f"Satz {at}" for at in range(7)]
    Pulse.objects.filter(id=made.id).update(closed_at=pulse.closed_at - timedelta(days=181))
    assert read_results(lead, Pulse.objects.get(id=made.id)).texts == ()
    assert drop_old_texts() == 7


def test_a_survey_that_nobody_closes_closes_two_weeks_after_its_last_day(
    lead: Viewer, made: OpenPulse
) -> None:
    answer(made, {"Bürgerdienste": [4] * 9})
    silent = make_open_pulse(lead, title="Ohne Antwort")
    Pulse.objects.update(closes_on=today() - FORGOTTEN_AFTER)
    assert close_forgotten_pulses() == 0
    Pulse.objects.update(closes_on=today() - FORGOTTEN_AFTER - timedelta(days=1))
    assert close_forgotten_pulses() == 1
    assert Pulse.objects.get(id=made.id).state == PulseState.CLOSED
    assert Pulse.objects.get(id=silent.id).state == PulseState.OPEN
    assert {code.group.pulse_id for code in PulseCode.objects.all()} == {silent.id}


def test_the_worker_drops_words_and_forgotten_surveys_every_day() -> None:
    assert {"drop_old_texts", "close_forgotten_pulses"} <= {duty.key for duty in duties()}


def rows_of_texts() -> list[str]:
    """The words in the order in which they lie in the table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM maturity_pulsetext")
        return [text for (text,) in cursor.fetchall()]


def test_no_order_of_rows_tells_whose_words_came_early(lead: Viewer, units: dict[str, UUID]) -> None:
    made = make_open_pulse(lead, asks_texts=True)
    for at, code in enumerate(made.all_codes[:28]):
        say(made, code, 3, f"Satz {at}")
    came = [{f"Satz {at}" for at in range(start, start + 7)} for start in range(0, 28, 7)]
    lie = rows_of_texts()
    assert [set(lie[start : start + 7]) for start in range(0, 28, 7)] == came
    close_pulse(by=lead, pulse_id=made.id)
    lie = rows_of_texts()
    assert sorted(lie) == sorted(f"Satz {at}" for at in range(28))
    assert [set(lie[start : start + 7]) for start in range(0, 28, 7)] != came


def test_nobody_sees_by_the_number_of_answers_that_one_more_came(lead: Viewer, made: OpenPulse) -> None:
    pulse = Pulse.objects.get(id=made.id)
    told = []
    for code in made.all_codes[:15]:
        say(made, code, 3)
        told.append(progress_of(pulse).answered)
    assert told == [None] * 6 + [7] * 7 + [14] * 2


def cut_of(pulse_id: UUID) -> list[tuple[str, int]]:
    return list(PulseGroup.objects.filter(pulse_id=pulse_id).values_list("name", "invited"))


def test_the_same_questions_are_not_told_in_two_cuts_one_after_the_other(
    lead: Viewer, units: dict[str, UUID], town: Municipality
) -> None:
    small = create_unit(by=system_viewer(), values={"name": "Kultur", "head_count": 3})
    first = make_open_pulse(lead)
    assert len(cut_of(first.id)) == 3
    for code in first.all_codes:
        say(first, code, 4)
    close_pulse(by=lead, pulse_id=first.id)
    assert len(cut_of(make_open_pulse(lead, title="Gleicher Zuschnitt").id)) == 3
    create_unit(by=system_viewer(), values={"name": "Noch leer"})
    assert len(cut_of(make_open_pulse(lead, title="Neue Einheit ohne Leute").id)) == 3
    change_unit(by=system_viewer(), unit_id=small, version=None, values={"parent_id": units["Bürgerdienste"]})
    assert len(cut_of(make_open_pulse(lead, title="Andere Fragen", topics=["strategy"]).id)) == 3
    again = prepare(lead, title="Noch einmal")
    assert "in anderen Gruppen" in page_of(lead, town, again)
    open_pulse(by=lead, pulse_id=again)
    assert cut_of(again) == [("Ganze Verwaltung", 36)]
    Pulse.objects.exclude(id=again).update(state=PulseState.CLOSED, closed_at=timezone.now() - APART)
    assert len(cut_of(make_open_pulse(lead, title="Später").id)) == 3


def page_of(viewer: Viewer, town: Municipality, pulse_id: UUID) -> str:
    client = Client()
    client.force_login(User.objects.get(id=str(viewer.user_id)))
    return client.get(reverse("maturity:pulse", args=[town.slug, pulse_id])).content.decode()


def test_six_texts_are_not_shown_and_not_kept(lead: Viewer, units: dict[str, UUID]) -> None:
    made = make_open_pulse(lead, asks_texts=True)
    for at, code in enumerate(made.all_codes[:9]):
        say(made, code, 3, f"Satz {at}" if at < 6 else "")
    close_pulse(by=lead, pulse_id=made.id)
    assert not PulseText.objects.exists()


def test_answers_and_codes_are_in_no_journal_and_no_backup(lead: Viewer, made: OpenPulse) -> None:
    answer(made, {"Bürgerdienste": [4] * 9})
    assert not set(RAW) & set(registered_kinds().values())
    assert not set(RAW) & set(kept_models())
    told = str([change.after for change in history_of("pulse", str(made.id))])
    assert "'people'" not in told.replace("'people': None", "")


def test_no_column_of_an_answer_leads_to_a_code_or_a_person() -> None:
    for model in (PulseSheet, PulseCount, PulseText):
        related = {field.related_model.__name__ for field in model._meta.fields if field.related_model}
        assert related <= {"Municipality", "PulseGroup", "Pulse"}
        assert not any(field.get_internal_type().startswith("Date") for field in model._meta.fields)
    assert {field.name for field in PulseCode._meta.fields} == {"id", "town", "group", "code_hash", "is_used"}


def test_a_pulse_comes_back_from_the_trash_without_codes(lead: Viewer, made: OpenPulse) -> None:
    batch = delete_pulse(by=lead, pulse_id=made.id)
    assert [model.objects.count() for model in RAW] == [0, 0, 0, 0]
    undo_batch(batch_id=batch, actor_id=lead.user_id)
    assert Pulse.objects.get(id=made.id).groups.count() == 3
    assert PulseCode.objects.count() == 0


def test_a_unit_dissolved_meanwhile_keeps_its_name_in_the_group(
    lead: Viewer, made: OpenPulse, units: dict[str, UUID]
) -> None:
    remove_unit(by=system_viewer(), unit_id=units["Soziales"])
    answer(made, {"Bürgerdienste": [4, 5] * 4, "Bauen": [2, 3] * 4, "Soziales": [3, 1] * 4})
    close_pulse(by=lead, pulse_id=made.id)
    (topic,) = read_results(lead, Pulse.objects.get(id=made.id)).topics
    assert "Soziales" in {group.name for group in topic.groups}


def test_a_unit_lead_sees_her_own_group_only_and_only_after_the_release(
    town: Municipality, lead: Viewer, made: OpenPulse, units: dict[str, UUID]
) -> None:
    head = make_member(town, Role.UNIT_LEAD, unit=units["Bauen"])
    answer(made, {"Bürgerdienste": [4, 5] * 4, "Bauen": [2, 3] * 4, "Soziales": [3, 1] * 4})
    close_pulse(by=lead, pulse_id=made.id)
    client = Client()
    client.force_login(User.objects.get(id=str(head.user_id)))
    address = reverse("maturity:pulse", args=[town.slug, made.id])
    assert client.get(address).status_code == 404
    release(by=lead, model=Pulse, ids=[made.id], to=Rung.UNIT_HEADS)
    page = client.get(address).content.decode()
    assert "Bauen" in page
    assert "Soziales" not in page


def test_a_change_is_told_with_its_interval_or_not_told_apart(lead: Viewer, units: dict[str, UUID]) -> None:
    first, second, third = (make_open_pulse(lead) for _time in range(3))
    for made, values in ((first, [2, 3] * 6), (second, [3, 2] * 6), (third, [4, 5] * 6)):
        answer(made, {"Bürgerdienste": values})
        close_pulse(by=lead, pulse_id=made.id)
    (same,) = read_results(lead, Pulse.objects.get(id=second.id)).topics
    (better,) = read_results(lead, Pulse.objects.get(id=third.id)).topics
    assert same.moved is not None
    assert (same.moved.change.difference, same.moved.is_told_apart) == (0, False)
    assert better.moved is not None
    assert (better.moved.change.difference, better.moved.is_told_apart) == (2.0, True)
    assert better.moved.since.id == second.id


def test_questions_are_fixed_by_the_opening(lead: Viewer, made: OpenPulse) -> None:
    assert questions_of(made.id) == [f"cooperation.{number}" for number in range(1, 5)]


def test_a_low_topic_is_a_finding_until_the_next_survey_is_better(
    lead: Viewer, units: dict[str, UUID]
) -> None:
    low, high = make_open_pulse(lead), make_open_pulse(lead)
    answer(low, {"Bürgerdienste": [1, 2] * 6})
    close_pulse(by=lead, pulse_id=low.id)
    look_for_findings(by=system_viewer())
    finding = Finding.objects.get(kind="pulse_low_topic")
    assert (finding.state, finding.severity, finding.evidence["mean"]) == ("open", 3, "1,5")
    answer(high, {"Bürgerdienste": [4, 5] * 6})
    close_pulse(by=lead, pulse_id=high.id)
    look_for_findings(by=system_viewer())
    finding.refresh_from_db()
    assert finding.state == "gone"


def test_a_topic_becomes_a_measure_in_one_click_and_the_next_survey_tells_of_it(
    town: Municipality, lead: Viewer, units: dict[str, UUID]
) -> None:
    first = make_open_pulse(lead)
    answer(first, {"Bürgerdienste": [1, 2] * 6})
    close_pulse(by=lead, pulse_id=first.id)
    measure = make_measure_of_topic(by=lead, pulse_id=first.id, topic="cooperation")
    (reply,) = Pulse.objects.get(id=first.id).replies.all()
    assert (reply.measure_id, reply.state, reply.text) == (measure, "planned", "Daraus wird eine Maßnahme.")
    edit_reply(by=lead, reply_id=reply.id, version=1, values={"text": "Brett eingeführt", "state": "done"})
    second = make_open_pulse(lead)
    say(second, second.all_codes[0], 4)
    page = reverse("pulse:sheet", args=[town.slug, second.all_codes[0]])
    assert "Brett eingeführt" not in Client().get(page).content.decode()
    release(by=lead, model=Pulse, ids=[first.id], to=Rung.ADMINISTRATION)
    assert "Brett eingeführt" in Client().get(page).content.decode()


def test_the_card_of_deciders_leads_to_the_survey_that_its_sentence_tells_of(
    lead: Viewer, units: dict[str, UUID]
) -> None:
    low, high = make_open_pulse(lead), make_open_pulse(lead, topics=["rooms"])
    for made, steps in ((low, [1, 2]), (high, [4, 5])):
        answer(made, {"Bürgerdienste": steps * 6})
        close_pulse(by=lead, pulse_id=made.id)
    card = culture_for_deciders(lead, "probe")
    assert card is not None
    assert "1,5 von 5" in card["sentences"][0]
    assert card["pulse"].id == low.id


def test_an_instrument_without_licence_is_refused_with_the_reason(lead: Viewer) -> None:
    with pytest.raises(LicenceMissing):
        bring_in_instrument(by=lead, content=instrument_table(licence=""), name="test.csv")
    assert not Instrument.objects.exists()


def test_an_instrument_shows_its_scale_and_never_its_questions(lead: Viewer, units: dict[str, UUID]) -> None:
    instrument = bring_in_instrument(by=lead, content=instrument_table(), name="test.csv")
    made = make_open_pulse(lead, topics=[], instrument_ids=[str(instrument)])
    for at, code in enumerate(made.all_codes[:12]):
        say(made, code, 2 + at % 3)
    assert set(PulseCount.objects.values_list("question", flat=True)) == {f"score:i.{instrument}"}
    close_pulse(by=lead, pulse_id=made.id)
    (topic,) = read_results(lead, Pulse.objects.get(id=made.id)).topics
    assert topic.cell is not None
    assert (topic.questions, topic.cell.mean, topic.cell.n) == ((), 3.0, 12)


def instrument_table(licence: str = "frei mit Quellenangabe") -> bytes:
    """A table of an invented instrument of two questions."""
    rows = [
        ("Titel", "Erfundene Skala"), ("Quelle", "Test 2026"), ("Lizenz", licence),
        ("Auswertung", "Mittelwert"), ("Skala von", "1"), ("Skala bis", "5"), ("Schlüssel", "Text"),
        ("a", "Erste Aussage"), ("b", "Zweite Aussage"),
    ]  # fmt: skip
    return "\n".join(";".join(row) for row in rows).encode()
