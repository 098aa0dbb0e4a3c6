"""What people said leaves no trace once a survey is gone, and stands in no backup at any time."""

import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from typer.testing import CliRunner, Result

from kommune.accounts.models import User
from kommune.audit.models import Entry
from kommune.audit.public import CannotBeTakenBack, restore_state, undo_batch
from kommune.cli.main import app
from kommune.foundation.scope import town_scope
from kommune.maturity.actions.pulse_answers import send_answers
from kommune.maturity.actions.pulse_closing import close_pulse
from kommune.maturity.actions.pulses import delete_pulse
from kommune.maturity.models import Pulse, PulseCode, PulseCount, PulseSheet, PulseText
from kommune.maturity.queries.pulses.codes import hash_of
from kommune.maturity.shapes.pulses import Said
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Role, Rung, Viewer, release
from tests.maturity.pulses import OpenPulse, make_open_pulse, make_units, questions_of
from tests.towns import make_member, make_town

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = "Zwischen den Fluren hallt Quarzgeflüster"
MARK = "Quarzgefl"
RAW = (PulseCode, PulseSheet, PulseCount, PulseText)
Kommune = Callable[..., Result]


@pytest.fixture
def town(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Municipality]:
    monkeypatch.setattr(settings, "FILES_DIR", tmp_path / "files")
    made = make_town()
    with town_scope(made.id):
        yield made


@pytest.fixture
def lead(town: Municipality) -> Viewer:
    return make_member(town)


@pytest.fixture
def made(lead: Viewer) -> OpenPulse:
    make_units()
    return make_open_pulse(lead, asks_texts=True)


def answer(made: OpenPulse, people: range) -> None:
    """So many sheets with words of one's own."""
    for at in people:
        values = {key: 1 + (at + turn) % 5 for turn, key in enumerate(questions_of(made.id))}
        send_answers(code=made.all_codes[at], said=Said(values, {"text": f"{WORDS} {at}"}))


def backup_holds(target: Path, *needles: str) -> bool:
    """Whether a backup written now holds one of these texts in any of its members."""
    done = CliRunner().invoke(app, ["backup", str(target)])
    assert done.exit_code == 0, done.output
    with zipfile.ZipFile(target) as archive:
        content = b"".join(archive.read(name) for name in archive.namelist())
    return any(needle.encode() in content for needle in needles)


def rows_holding(*needles: str) -> list[str]:
    """Every table of the product, journal included, with a row in which one of these texts stands."""
    return [
        model._meta.label
        for model in apps.get_models()
        if model._meta.managed and not model._meta.proxy
        for row in model._base_manager.values()
        if any(needle in repr(row) for needle in needles)
    ]


def traces(made: OpenPulse, town: Municipality) -> tuple[str, ...]:
    """What must be nowhere: the words, the codes, and the hashes of codes."""
    return (MARK, *made.all_codes[:9], *(hash_of(town.id, code) for code in made.all_codes[:9]))


def test_no_backup_holds_answers_codes_or_words_at_any_time(
    town: Municipality, lead: Viewer, made: OpenPulse, tmp_path: Path
) -> None:
    needles = traces(made, town)
    answer(made, range(3))
    assert PulseSheet.objects.count() == 3
    assert not backup_holds(tmp_path / "waiting.zip", *needles)
    answer(made, range(3, 9))
    assert PulseCount.objects.exists()
    assert not backup_holds(tmp_path / "counted.zip", *needles, "pulsecount", "pulsesheet")
    close_pulse(by=lead, pulse_id=made.id)
    assert PulseText.objects.count() == 9
    assert not backup_holds(tmp_path / "closed.zip", *needles)
    delete_pulse(by=lead, pulse_id=made.id)
    assert not backup_holds(tmp_path / "deleted.zip", *needles)


@pytest.mark.parametrize("sheets", [3, 9])
@pytest.mark.parametrize("is_closed", [False, True])
def test_a_deleted_survey_leaves_nothing_of_what_was_said(
    town: Municipality, lead: Viewer, made: OpenPulse, tmp_path: Path, sheets: int, is_closed: bool
) -> None:
    answer(made, range(sheets))
    if is_closed:
        close_pulse(by=lead, pulse_id=made.id)
    batch = delete_pulse(by=lead, pulse_id=made.id)
    assert rows_holding(*traces(made, town)) == []
    assert [model.objects.count() for model in RAW] == [0, 0, 0, 0]
    assert not list((tmp_path / "files").rglob("*"))
    undo_batch(batch_id=batch, actor_id=lead.user_id)
    assert Pulse.objects.filter(id=made.id).exists()
    assert rows_holding(*traces(made, town)) == []
    assert [model.objects.count() for model in RAW] == [0, 0, 0, 0]


def test_a_restore_takes_codes_and_answers_along_and_is_not_stopped_by_them(
    town: Municipality, lead: Viewer, made: OpenPulse, tmp_path: Path
) -> None:
    backup_holds(tmp_path / "before.zip")
    answer(made, range(3))
    later = make_open_pulse(lead, title="Nach der Sicherung", asks_texts=True)
    answer(later, range(9))
    done = CliRunner().invoke(app, ["restore", "--replace", str(tmp_path / "before.zip")])
    assert done.exit_code == 0, done.output
    assert [pulse.id for pulse in Pulse.objects.all()] == [made.id]
    assert [model.objects.count() for model in RAW] == [0, 0, 0, 0]


def test_an_open_survey_is_not_prepared_anew_around_answers_that_are_there(
    lead: Viewer, made: OpenPulse
) -> None:
    answer(made, range(3))
    entries = Entry.objects.filter(kind="pulse", object_id=str(made.id)).order_by("id")
    prepared, opened = entries.get(action="prepare_pulse"), entries.get(action="open_pulse")
    with pytest.raises(CannotBeTakenBack):
        restore_state(kind="pulse", object_id=str(made.id), entry_id=prepared.id, actor_id=lead.user_id)
    with pytest.raises(CannotBeTakenBack):
        undo_batch(batch_id=opened.batch_id, actor_id=lead.user_id)
    assert Pulse.objects.get(id=made.id).state == "open"


def test_neither_search_nor_trash_nor_journal_nor_history_finds_what_was_said(
    town: Municipality, lead: Viewer, made: OpenPulse
) -> None:
    answer(made, range(9))
    close_pulse(by=lead, pulse_id=made.id)
    client = Client()
    client.force_login(User.objects.get(id=str(lead.user_id)))
    history = reverse("workbench:history", args=[town.slug, "pulse", made.id])
    assert MARK not in client.get(history).content.decode()
    delete_pulse(by=lead, pulse_id=made.id)
    pages = [reverse(f"workbench:{name}", args=[town.slug]) for name in ("trash", "journal", "home")]
    for page in [*pages, reverse("workbench:search", args=[town.slug]) + "?q=Fluren"]:
        answered = client.get(page)
        assert answered.status_code == 200
        assert MARK not in answered.content.decode()


def test_the_history_of_a_survey_tells_nobody_of_groups_beside_her_own(
    town: Municipality, lead: Viewer, made: OpenPulse
) -> None:
    answer(made, range(33))
    close_pulse(by=lead, pulse_id=made.id)
    release(by=lead, model=Pulse, ids=[made.id], to=Rung.PUBLIC)
    assert "mean" in str(Pulse.objects.get(id=made.id).results)
    reader = make_member(town, Role.STAFF)
    client = Client()
    client.force_login(User.objects.get(id=str(reader.user_id)))
    shown = client.get(reverse("workbench:history", args=[town.slug, "pulse", made.id])).content.decode()
    assert "Umfrage geschlossen" in shown
    assert not {"mean", "shares", "unit_ids"} & set(re.findall(r"[a-z_]+", shown))


def test_the_database_file_itself_holds_nothing_of_a_deleted_survey(
    town: Municipality, lead: Viewer, made: OpenPulse
) -> None:
    """SQLite overwrites what is deleted; on PostgreSQL that is the work of its own vacuum."""
    if connection.vendor != "sqlite":
        pytest.skip("the pages of a server's files are not ours to read")
    answer(made, range(9))
    assert MARK.encode() in database_bytes()
    close_pulse(by=lead, pulse_id=made.id)
    delete_pulse(by=lead, pulse_id=made.id)
    assert MARK.encode() not in database_bytes()


def database_bytes() -> bytes:
    """The pages of the database as they would stand in its file."""
    connection.ensure_connection()
    content: bytes = connection.connection.serialize()
    return content


def test_a_closed_survey_is_not_opened_again_by_undo_or_by_an_older_state(
    lead: Viewer, made: OpenPulse
) -> None:
    answer(made, range(9))
    close_pulse(by=lead, pulse_id=made.id)
    entries = Entry.objects.filter(kind="pulse", object_id=str(made.id)).order_by("id")
    opened, closed = entries.get(action="open_pulse"), entries.get(action="close_pulse")
    with pytest.raises(CannotBeTakenBack):
        undo_batch(batch_id=closed.batch_id, actor_id=lead.user_id)
    with pytest.raises(CannotBeTakenBack):
        restore_state(kind="pulse", object_id=str(made.id), entry_id=opened.id, actor_id=lead.user_id)
    assert Pulse.objects.get(id=made.id).state == "closed"
