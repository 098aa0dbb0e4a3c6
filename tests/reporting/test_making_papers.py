"""A paper made of the town's figures: what stands in it, and that nothing changes it afterwards."""

import io
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from docx import Document
from pypdf import PdfReader
from pytest_django import Settings

from kommune.audit.public import undo_batch
from kommune.audit.queries import latest_changes
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import NotAllowedHere, Role, TownShape, Viewer, WrongValues, town_by_slug
from kommune.reporting.actions import delete_paper, make_committee_paper, remove_template, use_template
from kommune.reporting.models import Paper, PaperFile
from kommune.reporting.queries import file_of, paper_from, shortened
from kommune.strategy.actions.measures import create_measure, edit_measure, set_goals
from kommune.strategy.public import brief, overview_for
from tests.reporting.templates import template_with
from tests.towns import SmallStrategy, make_member

VALUES: dict[str, Any] = {
    "title": "Sachstand Digitalstrategie",
    "committee": "Digitalausschuss",
    "paper_number": "2026/17",
    "dated_on": date(2026, 3, 3),
}
HOSTILE = "<b>Amt</b> & {{ town }} #let x = 1 $a$ \u202e{% if %}"


@pytest.fixture(autouse=True)
def _jobs_at_once(settings: Settings) -> None:
    settings.JOBS_INLINE = True


@pytest.fixture
def shape(town: Municipality) -> TownShape:
    found = town_by_slug(town.slug)
    assert found is not None
    return replace(found, letterhead="Die Bürgermeisterin\n\nRathausplatz 1")


def make(lead: Viewer, shape: TownShape, key: str = "eins", **values: Any) -> UUID:
    return make_committee_paper(by=lead, town=shape, values={**VALUES, **values}, form_key=key)


def pdf_words(viewer: Viewer, paper_id: UUID) -> str:
    content = file_of(viewer, paper_id, "pdf")
    assert content is not None
    reader = PdfReader(io.BytesIO(content))
    assert len(reader.pages) == 1
    return " ".join(reader.pages[0].extract_text().replace("\u00ad", "").split())


def bare(text: str) -> str:
    """Letters and digits only: a page breaks words and lines where it must."""
    return "".join(char for char in text if char.isalnum() or char in "%€,.")


def docx_words(viewer: Viewer, paper_id: UUID) -> str:
    content = file_of(viewer, paper_id, "docx")
    assert content is not None
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join([p.text for p in document.paragraphs] + cells).split())


def test_pdf_and_docx_say_the_numbers_of_the_overview(
    lead: Viewer, shape: TownShape, small: SmallStrategy
) -> None:
    overview = overview_for(lead)
    assert overview is not None
    words = brief(lead, overview)
    paper_id = make(lead, shape)
    for text in (pdf_words(lead, paper_id), docx_words(lead, paper_id)):
        for sentence in words.sentences:
            assert bare("".join(piece for piece, _number in sentence)) in bare(text)
        for figure in words.figures:
            assert bare(figure.label) in bare(text)
            assert bare(figure.value) in bare(text)
            assert bare(figure.known) in bare(text)
        assert "Rathausplatz 1" in text


def test_the_first_sentence_counts_the_goal_that_nothing_works_for(
    lead: Viewer, shape: TownShape, small: SmallStrategy
) -> None:
    page = paper_from(Paper.objects.get(id=make(lead, shape)))
    assert "".join(run.text for run in page.sentences[0]) == (
        "Für 1 von 2 Stadtzielen arbeitet nichts Digitales."
    )
    assert [run.text for run in page.sentences[0] if run.is_number] == ["1", "2"]
    assert [(bar.carried, bar.open) for bar in page.goal_bars] == [(1, 1)]


def test_the_pdf_is_marked_as_accessible(lead: Viewer, shape: TownShape, small: SmallStrategy) -> None:
    content = file_of(lead, make(lead, shape), "pdf")
    assert content is not None
    root: Any = PdfReader(io.BytesIO(content)).root_object
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data().decode()
    assert (bool(root["/MarkInfo"]["/Marked"]), root["/Lang"]) == (True, "de")


def test_later_changes_leave_the_paper_as_it_was(
    lead: Viewer, shape: TownShape, small: SmallStrategy
) -> None:
    paper_id = make(lead, shape)
    before = (Paper.objects.get(id=paper_id).content, *(file_of(lead, paper_id, k) for k in ("pdf", "docx")))
    set_goals(by=lead, measure_id=small.aimless, goals={small.centre: 2})
    edit_measure(by=lead, measure_id=small.aimless, version=1, values={"title": "Ganz anders"})
    use_template(by=lead, name="neu.docx", content=template_with("Neuer Kopf"))
    overview_for(lead)
    after = (Paper.objects.get(id=paper_id).content, *(file_of(lead, paper_id, k) for k in ("pdf", "docx")))
    assert after == before


def test_a_restored_paper_has_the_same_files(lead: Viewer, shape: TownShape, small: SmallStrategy) -> None:
    paper_id = make(lead, shape)
    before = [file_of(lead, paper_id, kind) for kind in ("pdf", "docx")]
    delete_paper(by=lead, paper_id=paper_id)
    assert (Paper.objects.count(), PaperFile.objects.count()) == (0, 0)
    undo_batch(batch_id=latest_changes(limit=1)[0].batch_id, actor_id=lead.user_id)
    assert [file_of(lead, paper_id, kind) for kind in ("pdf", "docx")] == before


def test_the_same_form_sent_twice_makes_one_paper(
    lead: Viewer, shape: TownShape, small: SmallStrategy
) -> None:
    first = make(lead, shape, "gleich")
    assert make(lead, shape, "gleich", title="Noch einmal") == first
    assert Paper.objects.get().title == "Sachstand Digitalstrategie"


def test_two_clicks_at_once_make_one_paper(
    lead: Viewer, shape: TownShape, small: SmallStrategy, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = make(lead, shape, "gleich")
    answers = iter([None, first])
    monkeypatch.setattr("kommune.reporting.actions.paper_of_form", lambda key: next(answers))
    assert make(lead, shape, "gleich") == first
    assert (Paper.objects.count(), PaperFile.objects.count()) == (1, 2)


def test_markup_in_a_measures_title_stays_text(lead: Viewer, shape: TownShape, small: SmallStrategy) -> None:
    create_measure(
        by=lead, values={"title": HOSTILE, "phase": "running", "ends_on": date(2020, 1, 1)}, goals={}
    )
    paper_id = make(lead, shape, title=HOSTILE)
    for text in (pdf_words(lead, paper_id), docx_words(lead, paper_id)):
        assert text.count("<b>Amt</b> & {{ town }} #let x = 1 $a$ {% if %}") >= 2


def test_only_the_nearest_decisions_stand_in_it_and_the_others_are_counted(
    lead: Viewer, shape: TownShape, small: SmallStrategy
) -> None:
    for number in range(9):
        values = {"title": f"Überfällig {number}", "phase": "running", "ends_on": date(2020, 1, 1)}
        create_measure(by=lead, values=values)
    overview = overview_for(lead)
    assert overview is not None
    due = len(brief(lead, overview).decisions)
    paper_id = make(lead, shape)
    page = shortened(paper_from(Paper.objects.get(id=paper_id)))
    rest = f"Bei {due - 6} weiteren Maßnahmen ist eine Entscheidung nötig."
    assert (len(page.decisions), page.decisions[-1].text) == (7, rest)
    assert rest in docx_words(lead, paper_id)
    text = pdf_words(lead, paper_id)
    shown = sum(f"Überfällig {number}" in text for number in range(9)) + text.count("Neue Telefone")
    assert f"und {due - shown} weitere" in text


@pytest.mark.parametrize("field", ["title", "committee"])
def test_a_title_of_ten_thousand_characters_is_refused_and_nothing_is_written(
    lead: Viewer, shape: TownShape, small: SmallStrategy, field: str
) -> None:
    with pytest.raises(WrongValues):
        make(lead, shape, **{field: "x" * 10_000})
    assert (Paper.objects.count(), PaperFile.objects.count()) == (0, 0)


def test_the_towns_template_is_used_until_it_is_removed(
    lead: Viewer, shape: TownShape, small: SmallStrategy
) -> None:
    use_template(by=lead, name="amt.docx", content=template_with("Stempel der Stadt"))
    assert "Stempel der Stadt" in docx_words(lead, make(lead, shape, "eins"))
    remove_template(by=lead)
    assert "Stempel der Stadt" not in docx_words(lead, make(lead, shape, "zwei"))


@pytest.mark.parametrize("role", [Role.UNIT_LEAD, Role.STAFF, Role.COUNCIL_MEMBER, Role.GUEST])
def test_who_does_not_steer_makes_and_deletes_nothing(
    lead: Viewer, shape: TownShape, small: SmallStrategy, town: Municipality, role: Role
) -> None:
    paper_id = make(lead, shape)
    other = make_member(town, role)
    with pytest.raises(NotAllowedHere):
        make(other, shape, "zwei")
    with pytest.raises(NotAllowedHere):
        delete_paper(by=other, paper_id=paper_id)
    with pytest.raises(NotAllowedHere):
        use_template(by=other, name="x.docx", content=template_with())
    assert Paper.objects.count() == 1
