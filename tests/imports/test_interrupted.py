"""A process that dies leaves nothing half-written; somebody faster is told, not overwritten."""

import pytest
from django.db import IntegrityError

from kommune.audit import actions as journal_actions
from kommune.audit.models import Entry
from kommune.imports import actions
from kommune.imports.errors import AlreadyCommitted, PreviewOutdated
from kommune.imports.models import ImportSession
from kommune.strategy.actions.measures import edit_measure
from kommune.strategy.models import Contribution, Goal, Measure, Strategy

pytestmark = pytest.mark.django_db
PLACE = {"place": "new:digital", "place_title": "Digital"}


def previewed(by, path) -> ImportSession:
    with path.open("rb") as source:
        session = actions.upload_list(by=by, upload=source, name=path.name)
    session = actions.read_outline(by=by, session_id=session.id)
    actions.choose_mapping(
        by=by, session_id=session.id, mapping=[{**entry, **PLACE} for entry in session.mapping]
    )
    return actions.preview_import(by=by, session_id=session.id)


@pytest.fixture
def path(xlsx):
    return xlsx(
        Ziele=[["Nr.", "Ziel"], ["1", "a"]],
        Maßnahmen=[["Nr.", "Titel", "zahlt ein auf", "Kosten 2026"], ["M1", "b", "1", 5]],
    )


@pytest.mark.parametrize("call", range(1, 6))
def test_dying_while_writing_leaves_nothing(steering, path, monkeypatch, call):
    session = previewed(steering, path)
    made, original = [], vars(journal_actions)["insert_values"]

    def die(*arguments, **more):
        made.append(1)
        if len(made) == call:
            raise KeyboardInterrupt
        original(*arguments, **more)

    monkeypatch.setattr(journal_actions, "insert_values", die)
    entries = Entry.objects.count()
    with pytest.raises(KeyboardInterrupt):
        actions.commit_import(by=steering, session_id=session.id)
    counts = [model.objects.count() for model in (Strategy, Goal, Measure, Contribution)]
    assert counts == [0, 0, 0, 0]
    assert Entry.objects.count() == entries
    monkeypatch.setattr(journal_actions, "insert_values", original)
    actions.commit_import(by=steering, session_id=session.id)
    assert [model.objects.count() for model in (Strategy, Goal, Measure, Contribution)] == [1, 1, 1, 1]


def test_a_second_confirmation_is_refused(steering, path):
    session = previewed(steering, path)
    actions.commit_import(by=steering, session_id=session.id)
    with pytest.raises(AlreadyCommitted):
        actions.commit_import(by=steering, session_id=session.id)
    assert Measure.objects.count() == 1


def test_data_changed_since_the_preview_is_shown_first(steering, path):
    actions.commit_import(by=steering, session_id=previewed(steering, path).id)
    session = previewed(steering, path)
    stored = Measure.objects.get()
    edit_measure(by=steering, measure_id=stored.id, version=stored.version, values={"title": "anders"})
    with pytest.raises(PreviewOutdated):
        actions.commit_import(by=steering, session_id=session.id)
    assert Measure.objects.get().title == "anders"
    actions.commit_import(by=steering, session_id=session.id)
    assert Measure.objects.get().title == "b"


def test_an_import_that_changed_things_is_undone_exactly(steering, path, xlsx):
    actions.commit_import(by=steering, session_id=previewed(steering, path).id)
    before = list(Measure.objects.values("number", "title", "aim"))
    second = previewed(
        steering,
        xlsx(
            "neu.xlsx",
            Maßnahmen=[["Nr.", "Titel", "zahlt ein auf"], ["M1", "ganz neu", ""], ["M2", "mehr", "1"]],
        ),
    )
    actions.commit_import(by=steering, session_id=second.id)
    assert (Measure.objects.count(), Contribution.objects.count()) == (2, 1)
    actions.undo_import(by=steering, session_id=second.id)
    assert list(Measure.objects.values("number", "title", "aim")) == before
    assert Contribution.objects.get().measure.number == "M1"


def test_the_number_of_queries_does_not_grow_with_the_rows(steering, csv_file, django_assert_max_num_queries):
    rows = [["Nr.", "Maßnahme", "Beginn"], *[[f"M{n}", f"t{n}", "2026"] for n in range(900)]]
    session = previewed(steering, csv_file(rows))
    with django_assert_max_num_queries(60):
        actions.commit_import(by=steering, session_id=session.id)
    assert Measure.objects.count() == 900


def test_a_confirmation_writes_what_the_preview_kept_without_planning_again(steering, path, monkeypatch):
    session = previewed(steering, path)
    assert session.parts.count() > 0
    monkeypatch.delattr(actions, "make_preview")
    said: list[tuple[int, int | None, str]] = []
    done = actions.commit_import(by=steering, session_id=session.id, report=lambda *told: said.append(told))
    assert said == [(0, None, "5 Zeilen werden in einem Zug geschrieben, alles oder nichts.")]
    assert done.batch_id is not None
    assert Entry.objects.filter(batch_id=done.batch_id).count() == 5
    written = Entry.objects.filter(batch_id=done.batch_id)
    assert sorted(written.values_list("position", flat=True)) == [*range(5)]
    assert session.parts.count() == 0


def test_what_was_kept_for_other_tables_is_planned_again(steering, path):
    session = previewed(steering, path)
    session.summary["tables"] = "of an earlier version"
    session.save()
    session.parts.update(data="unreadable")
    actions.commit_import(by=steering, session_id=session.id)
    assert Contribution.objects.get().measure.number == "M1"


def test_a_reference_that_is_gone_leads_to_a_new_preview(steering, path, monkeypatch):
    session = previewed(steering, path)
    original = vars(journal_actions)["insert_values"]

    def refuse(*_arguments, **_more):
        raise IntegrityError

    monkeypatch.setattr(journal_actions, "insert_values", refuse)
    with pytest.raises(PreviewOutdated):
        actions.commit_import(by=steering, session_id=session.id)
    assert Measure.objects.count() == 0
    monkeypatch.setattr(journal_actions, "insert_values", original)
    actions.commit_import(by=steering, session_id=session.id)
    assert Measure.objects.count() == 1
