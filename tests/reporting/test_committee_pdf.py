"""The committee paper as PDF: one page, tagged, readable aloud, and deaf to markup in a town's texts."""

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import outloud
import pytest
from pypdf import PdfReader

from kommune.reporting.render.fitting import STEPS
from kommune.reporting.render.pdf import render_pdf
from kommune.reporting.shapes import CommitteePaper, DecisionNeeded, Figure, GoalBar, Run
from tests.reporting.sample import PAPER

pytestmark = pytest.mark.pure
LONG = "Donaudampfschifffahrtsgesellschaftskapitän " * 40


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def words_on(content: bytes) -> str:
    text = "\n".join(page.extract_text() for page in read(content).pages)
    return " ".join(text.replace("\u00ad", "").split())


def full_paper() -> CommitteePaper:
    return replace(
        PAPER,
        title=LONG,
        town_name=LONG,
        committee=LONG,
        sentences=((Run(LONG), Run("41 %", is_number=True), Run(LONG)),) * 5,
        figures=(Figure(LONG, LONG, LONG, LONG),) * 9,
        decisions=(DecisionNeeded(LONG, LONG, LONG),) * 60,
        goal_bars=(GoalBar(LONG, 10**9, 10**9),) * 60,
        unknowns=(LONG,) * 60,
        letterhead=(LONG,) * 30,
        source_line=LONG,
        author_unit=LONG,
        paper_number=LONG,
    )


def test_paper_says_that_it_is_pdf_ua_1_and_in_which_language_it_is_read() -> None:
    pdf = read(render_pdf(PAPER))
    catalogue: Any = pdf.root_object
    metadata = catalogue["/Metadata"].get_object().get_data().decode()
    assert bool(catalogue["/MarkInfo"]["/Marked"])
    assert catalogue["/StructTreeRoot"].get_object()["/Type"] == "/StructTreeRoot"
    assert catalogue["/Lang"] == "de"
    assert bool(catalogue["/ViewerPreferences"]["/DisplayDocTitle"])
    assert pdf.metadata is not None
    assert pdf.metadata.title == PAPER.title
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_accessibility_checker_finds_nothing(tmp_path: Path) -> None:
    for name, paper in (("usual", PAPER), ("full", full_paper())):
        target = tmp_path / f"{name}.pdf"
        target.write_bytes(render_pdf(paper))
        result = outloud.check(str(target))
        assert (result.errors, result.warnings) == (0, 0), name


def test_headings_and_table_heads_are_tagged() -> None:
    tags = [str(node.get("/S")) for node in walk(read(render_pdf(PAPER)).root_object["/StructTreeRoot"])]
    assert tags.count("/H1") == 1
    assert tags.count("/H2") == 5
    assert tags.count("/Table") == 4
    assert tags.count("/TH") == 4 + 3 + 3 + 4


def walk(node: object) -> list:
    found = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(found, list):
        return [entry for child in found for entry in walk(child)]
    if not isinstance(found, dict):
        return []
    return [found, *walk(found.get("/K", []))]


def test_every_sentence_and_figure_stands_on_the_page() -> None:
    text = words_on(render_pdf(PAPER))
    for expected in (
        "Mitteilungsvorlage",
        "Stadt Musterstadt",
        "Trägt unsere Digitalstrategie die Ziele der Stadt?",
        "Für 5 von 24 Stadtzielen arbeitet nichts Digitales.",
        "41 % des bekannten Geldes dienen keinem Ziel.",
        "1.240.000 €",
        "2026/0417",
        "3. März 2026",
        "Stand der Zahlen: 2. März 2026.",
        "Digitales Rathausfoyer",
        "2 von 5",
    ):
        assert expected in text


def test_full_paper_stays_on_one_page_and_says_how_much_is_left_out() -> None:
    content = render_pdf(full_paper())
    assert len(read(content).pages) == 1
    assert "und 58 weitere" in words_on(content)
    assert "und 59 weitere" in words_on(content)


def test_a_few_more_decisions_are_all_kept_while_there_is_room() -> None:
    decisions = tuple(DecisionNeeded(f"Frage {number}", "Maßnahme", "") for number in range(9))
    text = words_on(render_pdf(replace(PAPER, decisions=decisions)))
    assert "Frage 8" in text
    assert "weitere" not in text


@pytest.mark.parametrize("size", [len(STEPS), 25, 200])
def test_any_number_of_entries_fits_on_one_page(size: int) -> None:
    paper = replace(
        PAPER,
        decisions=PAPER.decisions * size,
        goal_bars=PAPER.goal_bars * size,
        unknowns=PAPER.unknowns * size,
    )
    assert len(read(render_pdf(paper)).pages) == 1


@pytest.mark.parametrize(
    "title", ["W" * 10_000, "Wort " * 2_000, "ä" * 10_000], ids=["one word", "many words", "umlauts"]
)
def test_a_title_of_ten_thousand_characters_is_cut_inside_the_page(title: str) -> None:
    content = render_pdf(replace(PAPER, title=title, town_name=title, committee=title))
    page = read(content).pages[0]
    ends: list[float] = []
    page.extract_text(
        visitor_text=lambda text, cm, tm, font, size: ends.append(tm[4]) if text.strip() else None
    )
    assert len(read(content).pages) == 1
    assert "…" in page.extract_text()
    assert max(ends) < page.mediabox.width


@pytest.mark.parametrize(
    "hostile",
    [
        '#read("/etc/passwd")',
        "$ sum_(k=1)^n $ @ziel <pages> = Titel",
        "*fett* _kursiv_ `code` \\ // Kommentar",
        '"}]} #panic("x")',
        "<script>alert(1)</script> & {{ titel }}",
    ],
)
def test_markup_in_town_texts_is_printed_as_it_was_typed(hostile: str) -> None:
    paper = replace(PAPER, title=hostile, sentences=((Run(hostile),),), unknowns=(hostile,))
    text = words_on(render_pdf(paper))
    assert text.replace(" ", "").count(hostile.replace(" ", "")) == 3


@pytest.mark.parametrize(
    "odd", ["😀 neu", "中文", "\x00\x07 leer", "\u202e abc", "\ud800 halb", "ا ب", "u\u0308ber"]
)
def test_characters_without_a_letter_in_the_font_never_stop_the_paper(odd: str) -> None:
    paper = replace(PAPER, title=odd, town_name=odd, source_line=odd)
    assert len(read(render_pdf(paper)).pages) == 1


def test_same_paper_gives_the_same_bytes() -> None:
    assert render_pdf(PAPER) == render_pdf(PAPER)


def test_almost_empty_paper_says_that_nothing_is_to_be_decided() -> None:
    empty = replace(
        PAPER, sentences=(), figures=(), decisions=(), goal_bars=(), unknowns=(), letterhead=(), title=""
    )
    text = words_on(render_pdf(empty))
    assert "Zurzeit ist nichts zu entscheiden." in text


def test_english_paper_uses_english_words() -> None:
    content = render_pdf(replace(PAPER, language="en"))
    assert "Paper for information" in words_on(content)
    assert "3 March 2026" in words_on(content)
    assert str(read(content).root_object["/Lang"]) == "en"
