"""A clerk brings her list in: upload, sheets, columns, preview, one confirmation, undo."""

from pathlib import Path
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import Client

from kommune.audit.models import Entry
from kommune.audit.public import NothingToUndo, undo_batch
from kommune.foundation.scope import town_scope
from kommune.imports.actions import answer_problem
from kommune.imports.models import ImportSession
from kommune.imports.queries import imports_of
from kommune.imports.web import preview, steps
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Role, TownShape, Viewer, system_viewer
from kommune.strategy.models import Goal, Measure, Strategy
from tests.imports.lists import bring_in
from tests.imports.people import member

pytestmark = pytest.mark.django_db
START = "/musterstadt/work/imports/"


@pytest.fixture
def browser(client: Client, steering: Viewer) -> Client:
    client.force_login(_user(steering))
    return client


def _user(viewer: Viewer):
    return get_user_model().objects.get(id=str(viewer.user_id))


def upload(browser: Client, path: Path) -> ImportSession:
    with path.open("rb") as source:
        answer = browser.post(START, {"file": source})
    assert answer.status_code == 302, answer.content.decode()
    return ImportSession.objects.get()


def choose(browser: Client, session: ImportSession, **more: str):
    data = {"preview": "1"}
    for place, entry in enumerate(session.mapping):
        data |= {
            f"target-{place}": entry["target"],
            f"place-{place}": "new:digital",
            f"title-{place}": "Digital",
        }
    return browser.post(f"{START}{session.id}/sheets/", data | more)


def test_a_list_comes_in_step_by_step_and_can_be_undone(browser, xlsx):
    path = xlsx(
        Ziele=[["Nr.", "Ziel"], ["1", "Online"]],
        Maßnahmen=[["Nr.", "Titel", "zahlt ein auf Ziel"], ["M1", "Portal", "1 (3)"]],
    )
    session = upload(browser, path)
    page = browser.get(f"{START}{session.id}/sheets/")
    assert page.status_code == 200
    assert [entry["target"] for entry in session.mapping] == ["goal", "measure"]
    assert choose(browser, session).url == f"{START}{session.id}/preview/"
    assert browser.get(f"{START}{session.id}/columns/1/").status_code == 200
    assert browser.get(f"{START}{session.id}/preview/").status_code == 200
    assert Measure.objects.count() == 0
    browser.post(f"{START}{session.id}/commit/")
    assert [(one.number, one.contributions.get().strength) for one in Measure.objects.all()] == [("M1", 3)]
    assert browser.get(f"{START}{session.id}/").status_code == 200
    browser.post(f"{START}{session.id}/undo/")
    assert (Measure.objects.count(), Goal.objects.count(), Strategy.objects.count()) == (0, 0, 0)
    assert browser.get(START).status_code == 200


def test_the_same_form_sent_twice_takes_nothing_over_twice(browser, csv_file):
    session = upload(browser, csv_file([["Nr.", "Maßnahme", "Beginn"], ["M1", "Portal", "2026"]]))
    choose(browser, session)
    browser.post(f"{START}{session.id}/commit/")
    second = browser.post(f"{START}{session.id}/commit/", follow=True)
    assert second.status_code == 200
    assert Measure.objects.count() == 1


def test_a_question_is_answered_with_one_click(browser, xlsx):
    path = xlsx(
        Ziele=[["Nr.", "Ziel"], ["4.1", "Rad"], ["4.2", "Bus"]],
        Maßnahmen=[["Nr.", "Titel", "zahlt ein auf"], ["M1", "Portal", "4.7"]],
    )
    session = upload(browser, path)
    choose(browser, session)
    page = browser.get(f"{START}{session.id}/preview/").content.decode()
    assert 'value="replace:4.2"' in page
    line = session.lines.get(section="problem")
    assert (line.data["sheet"], line.data["row"], line.data["column"]) == ("Maßnahmen", 2, "zahlt ein auf")
    assert browser.post(f"{START}{session.id}/commit/").url.endswith("/preview/")
    assert Measure.objects.count() == 0
    browser.post(f"{START}{session.id}/answer/", {"key": line.data["key"], "answer": "replace:4.2"})
    browser.post(f"{START}{session.id}/commit/")
    assert Measure.objects.get().contributions.get().goal.number == "4.2"


@pytest.mark.parametrize("step", ["", "sheets/", "columns/0/", "preview/"])
def test_a_foreign_towns_import_does_not_exist(browser, step, steering):
    other = Municipality.objects.create(slug="anderswo", name="Anderswo")
    with town_scope(other.id):
        foreign = ImportSession.objects.create(file_name="geheim.xlsx")
    assert browser.get(f"{START}{foreign.id}/{step}").status_code == 404


@pytest.mark.parametrize("role", [Role.STAFF, Role.UNIT_LEAD, Role.COUNCIL_MEMBER, Role.GUEST])
def test_only_who_steers_the_strategy_imports(client, town: TownShape, role, csv_file):
    client.force_login(_user(member(town, f"{role}@musterstadt.example", role)))
    assert client.get(START).status_code == 404
    with csv_file([["Nr.", "Titel"], ["1", "x"]]).open("rb") as source:
        assert client.post(START, {"file": source}).status_code == 404
    assert ImportSession.objects.count() == 0


def test_a_file_that_is_no_list_is_refused_with_a_sentence(browser, tmp_path):
    path = tmp_path / "leer.xlsx"
    path.write_bytes(b"%PDF-1.4 kein Blatt")
    with path.open("rb") as source:
        answer = browser.post(START, {"file": source})
    assert answer.status_code == 422
    assert Measure.objects.count() == 0


def test_templates_and_the_export_are_downloads(browser):
    for key in ("goals", "measures", "links", "everything"):
        answer = browser.get(f"{START}downloads/strategy/{key}/")
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer.content[:2] == b"PK"
    assert browser.get(f"{START}downloads/strategy/nothing/").status_code == 404


def test_saying_that_a_sheet_holds_something_else_guesses_its_columns_anew(browser, csv_file):
    session = upload(
        browser, csv_file([["Nr.", "Bezeichnung", "Erläuterung"], ["M1", "Portal", "Text"]], "tabelle.csv")
    )
    choose(browser, session, **{"target-0": "measure"})
    browser.post(f"{START}{session.id}/commit/")
    assert list(Measure.objects.values_list("number", "title", "aim")) == [("M1", "Portal", "Text")]


def test_words_of_a_column_can_be_explained(browser, csv_file):
    rows = [["Nr.", "Maßnahme", "Phase", "Beginn"], ["M1", "Portal", "Stufe 7", "2026"]]
    session = upload(browser, csv_file(rows))
    choose(browser, session)
    page = f"{START}{session.id}/columns/0/"
    assert "Stufe 7" in browser.get(page).content.decode()
    browser.post(page, {"words-2": "phase", "word-2-0": "funded", "preview": "1"})
    browser.post(f"{START}{session.id}/commit/")
    assert Measure.objects.get().phase == "funded"


def test_the_next_file_with_the_same_headings_needs_no_thought(browser, csv_file):
    head = ["Nr.", "Bezeichnung", "Erläuterung", "Beginn"]
    first = upload(browser, csv_file([head, ["M1", "Portal", "Text", "2026"]], "tabelle.csv"))
    choose(browser, first, **{"target-0": "goal"})
    with csv_file([head, ["M2", "App", "Text", "2027"]], "andere.csv").open("rb") as source:
        browser.post(START, {"file": source})
    second = ImportSession.objects.exclude(id=first.id).get()
    assert (second.mapping[0]["target"], second.mapping[0]["remembered"]) == ("goal", True)


def test_an_import_taken_back_in_the_journal_stands_as_undone_in_the_list(browser, steering, csv_file):
    session = upload(browser, csv_file([["Nr.", "Maßnahme", "Beginn"], ["M1", "Portal", "2026"]]))
    choose(browser, session)
    browser.post(f"{START}{session.id}/commit/")
    assert f"{START}{session.id}/undo/" in browser.get(START).content.decode()
    session.refresh_from_db()
    assert session.batch_id is not None
    undo_batch(batch_id=session.batch_id, actor_id=steering.user_id)
    page = browser.get(START).content.decode()
    assert f"{START}{session.id}/undo/" not in page
    assert "<td>rückgängig gemacht</td>" in page
    assert f"{START}{session.id}/undo/" not in browser.get(f"{START}{session.id}/").content.decode()
    entries = Entry.objects.count()
    answer = browser.post(f"{START}{session.id}/undo/", follow=True)
    assert answer.status_code == 200
    assert str(NothingToUndo.sentence) in answer.content.decode()
    assert Entry.objects.count() == entries


def test_what_became_of_many_imports_is_asked_for_once(town, django_assert_num_queries):
    for _number in range(3):
        ImportSession.objects.create(file_name="liste.csv", state="committed", batch_id=uuid4())
    viewer = system_viewer()
    with django_assert_num_queries(2):
        assert [one.state for one in imports_of(viewer, 50)] == ["committed"] * 3


def test_in_a_long_list_answers_are_kept_at_once_and_planned_together(browser, csv_file, monkeypatch):
    rows = [["Nr.", "Maßnahme", "Beginn"], ["M1", "a", "bald"], ["M2", "b", "nie"], ["M3", "c", "irgendwann"]]
    session = upload(browser, csv_file(rows))
    choose(browser, session)
    monkeypatch.setattr(steps, "LARGE_ROWS", 1)
    planned: list[str] = []

    def plan_again(*_given: object) -> HttpResponse:
        planned.append("again")
        return HttpResponse()

    monkeypatch.setattr(preview, "start_preview", plan_again)
    first, *others = session.lines.filter(section="problem")
    answer = f"{START}{session.id}/answer/"
    shown = browser.post(answer, {"key": first.data["key"], "answer": "leave_out"}, follow=True)
    page = shown.content.decode()
    assert "Ihre Antworten sind notiert." in page
    assert page.count('name="key" value="' + first.data["key"]) == 1
    assert "imports/" + str(session.id) + "/commit/" not in page
    assert planned == []
    assert browser.get(f"{START}{session.id}/").url == f"{START}{session.id}/preview/"
    for line in others:
        browser.post(answer, {"key": line.data["key"], "answer": "leave_out"})
    assert planned == ["again"]
    session.refresh_from_db()
    assert (session.summary["problems"], session.summary["answered"]) == (0, 3)


def test_one_answer_for_a_whole_kind_settles_all_of_it(steering, csv_file):
    rows = [["Nr.", "Maßnahme", "Beginn"], ["M1", "a", "bald"], ["M2", "b", "nie"]]
    session = ImportSession.objects.get(id=bring_in(csv_file(rows), steering).session_id)
    code = session.lines.filter(section="problem").first().code
    session = answer_problem(by=steering, session_id=session.id, key=f"all:{code}", what="leave_out")
    assert session.summary["problems"] == 0
    assert {line.data["what"] for line in session.lines.filter(section="answered")} == {"leave_out"}
