"""What is read from each kind of file, and in which order."""

import pytest

from kommune.standards.documents import Document, read_document
from tests.standards.documents.samples import MARKDOWN, pdf, word_file, writer_file


def read(data: bytes | str, filename: str = "strategie") -> Document:
    return read_document(data.encode() if isinstance(data, str) else data, filename=filename)


def lines(document: Document) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, block.text) for block in document.blocks]


def test_markdown_gives_headings_items_and_rows_without_contents_and_footnotes() -> None:
    document = read(MARKDOWN)
    assert document.kind == "markdown"
    assert lines(document) == [
        ("heading", 1, "Digitalstrategie Wesselfurt"),
        ("heading", 2, "Handlungsfeld 1: Bildung"),
        ("paragraph", 0, "Schulen und Vereine lernen miteinander."),
        ("heading", 3, "Ziele"),
        ("item", 1, "Jede Schule hat schnelles Netz"),
        ("item", 1, "Lehrkräfte finden Fortbildung vor Ort"),
        ("heading", 3, "Maßnahmen"),
        ("row", 0, "Nr | Titel | Beschreibung"),
        ("row", 0, "01 | Glasfaser für Schulen | Alle zwölf Schulen bis 2028"),
        ("row", 0, "02 | Leihgeräte | -"),
    ]
    assert [block.label for block in document.blocks if block.kind == "item"] == ["1.", "2."]


@pytest.mark.parametrize("data", [MARKDOWN.encode(), word_file(), writer_file()], ids=["md", "docx", "odt"])
def test_every_block_is_found_at_its_place_in_the_text(data: bytes) -> None:
    document = read(data)
    assert [document.text[block.start : block.end] for block in document.blocks] == [
        block.text for block in document.blocks
    ]


def test_a_word_file_gives_headings_lists_bold_beginnings_and_tables_but_no_page_header() -> None:
    document = read(word_file())
    assert (document.kind, "Stadt Wesselfurt" in document.text) == ("docx", False)
    assert lines(document) == [
        ("heading", 1, "Handlungsfeld Verkehr"),
        ("paragraph", 0, "Wege werden kürzer."),
        ("heading", 2, "Ziele"),
        ("item", 1, "Busse fahren nach Bedarf"),
        ("item", 1, "Radwege sind sicher"),
        ("heading", 2, "Maßnahmen"),
        ("paragraph", 0, "Rufbus – ein Bus, der kommt, wenn man ihn ruft"),
        ("row", 0, "Nr. | Maßnahme | Beschreibung"),
        ("row", 0, "3 | Radzählung | An vier Stellen"),
    ]
    assert document.blocks[6].lead == "Rufbus"
    assert document.blocks[8].cells == ("3", "Radzählung", "An vier Stellen")


def test_an_opendocument_text_gives_the_same_kinds_of_blocks() -> None:
    document = read(writer_file())
    assert document.kind == "odt"
    assert lines(document) == [
        ("heading", 1, "Handlungsfeld Kultur"),
        ("paragraph", 0, "Leitgedanke: Kultur für alle"),
        ("heading", 2, "Ziele"),
        ("item", 1, "Das Archiv ist online"),
        ("item", 2, "auch für Schulen"),
        ("row", 0, "Nr | Maßnahme"),
        ("row", 0, "1 | Archiv einlesen"),
    ]
    assert document.blocks[1].lead == "Leitgedanke:"


def test_a_page_gives_its_text_without_scripts_and_menus() -> None:
    page = """<!doctype html><html><head><title>Titel</title></head><body><nav><ul><li>Start</li></ul>
    </nav><script>alert("x")</script><h2>Ziele</h2>
    <ul><li><b>Offene</b> Daten<ul><li>für alle</li></ul></li></ul>
    <table><tr><th>Nr</th><th>Titel</th></tr><tr><td>1</td><td>Datenportal &amp; Karte</td></tr></table>
    </body>"""
    document = read(page)
    assert document.kind == "html"
    assert lines(document) == [
        ("heading", 2, "Ziele"),
        ("item", 1, "Offene Daten"),
        ("item", 2, "für alle"),
        ("row", 0, "Nr | Titel"),
        ("row", 0, "1 | Datenportal & Karte"),
    ]
    assert [block.is_header for block in document.blocks if block.kind == "row"] == [True, False]


def test_a_plain_text_tells_headings_by_number_underline_or_standing_alone() -> None:
    text = "1 Verkehr\n\nWir bauen Rad-\nwege und Park-\nund Ride-Plätze.\n\n"
    text += "1.1 Ziele\n\n- Mehr Busse\n- Mehr Räder\n"
    document = read(text, "strategie.txt")
    assert lines(document) == [
        ("heading", 1, "1 Verkehr"),
        ("paragraph", 0, "Wir bauen Radwege und Park- und Ride-Plätze."),
        ("heading", 2, "1.1 Ziele"),
        ("item", 1, "Mehr Busse"),
        ("item", 1, "Mehr Räder"),
    ]


def test_a_text_in_the_old_encoding_of_windows_is_read_too() -> None:
    assert "Maßnahmen für Bürger" in read("Maßnahmen für Bürger".encode("cp1252"), "alt.txt").text


TWO_COLUMNS = """#set page(columns: 2, margin: 2cm, header: [Digitalstrategie Wesselfurt], numbering: "1 / 1")
#set text(size: 10pt, lang: "de", hyphenate: true)
#set par(justify: true)
#place(top, scope: "parent", float: true)[= Handlungsfeld Umwelt in ganz Wesselfurt]
Anfang links. #lorem(460) Ende links.
== Ziele
+ Weniger Verkehr in der Innenstadtentwicklungsgesellschaftsversammlung von heute
+ Mehr Bäume
#lorem(160)
== Rechts
Anfang rechts. #lorem(530) Ganz am Ende.
"""


def test_columns_of_a_pdf_are_read_one_after_the_other() -> None:
    document = read(pdf(TWO_COLUMNS))
    assert document.pages == 2
    marks = [
        "Umwelt",
        "Anfang links",
        "Ende links",
        "Ziele",
        "Weniger",
        "Mehr Bäume",
        "Anfang rechts",
        "Ganz am",
    ]
    places = [document.text.index(mark) for mark in marks]
    assert places == sorted(places)
    headings = [(block.level, block.text) for block in document.blocks if block.kind == "heading"]
    assert headings == [(1, "Handlungsfeld Umwelt in ganz Wesselfurt"), (2, "Ziele"), (2, "Rechts")]


def test_running_heads_page_numbers_and_divisions_of_words_are_taken_out_of_a_pdf() -> None:
    document = read(pdf(TWO_COLUMNS))
    assert "Digitalstrategie Wesselfurt" not in document.text
    assert "1 / 2" not in document.text
    assert "Innenstadtentwicklungsgesellschaftsversammlung" in document.text
    assert "\x02" not in document.text


def test_paragraphs_of_a_pdf_go_on_over_the_end_of_a_page() -> None:
    source = "#set page(height: 8cm)\n#set par(justify: true)\n" + "Ein Satz ohne Ende und " * 120
    document = read(pdf(source))
    assert document.pages == 2
    assert [block.kind for block in document.blocks] == ["paragraph"]


def test_a_table_in_a_pdf_gives_rows_with_their_wrapped_cells() -> None:
    source = """#set text(size: 9pt)
    == Maßnahmen
    #table(columns: (1.2cm, 4cm, 8cm), [*Nr*], [*Titel*], [*Beschreibung*],
    [01], [Nahverkehr gemeinsam planen], [Die Stadt stimmt ihren Plan mit dem Kreis ab, damit Anschlüsse an
    beiden Bahnhöfen am Morgen wie am Abend gehalten werden können.],
    [02], [Digitale Schilder], [Schilder sagen, was gilt.],
    [03], [Parken], [Freie Plätze werden angezeigt.])
    """
    rows = [block.cells for block in read(pdf(source)).blocks if block.kind == "row"]
    assert [row[:2] for row in rows] == [
        ("Nr", "Titel"),
        ("01", "Nahverkehr gemeinsam planen"),
        ("02", "Digitale Schilder"),
        ("03", "Parken"),
    ]
    assert rows[1][2].endswith("am Morgen wie am Abend gehalten werden können.")


def test_measures_numbered_at_the_top_of_every_page_are_no_running_heads() -> None:
    pages = "\n#pagebreak()\n".join(f"= Maßnahme {n}: Vorhaben\n#lorem(40)" for n in range(1, 7))
    headings = [block.text for block in read(pdf(pages)).blocks if block.kind == "heading"]
    assert headings == [f"Maßnahme {n}: Vorhaben" for n in range(1, 7)]


def test_a_table_of_contents_of_a_pdf_is_left_out() -> None:
    source = (
        '#outline(title: "Inhalt")\n#pagebreak()\n= Handlungsfeld Wohnen\n#lorem(30)\n== Ziele\n#lorem(30)'
    )
    texts = [block.text for block in read(pdf(source)).blocks if block.kind == "heading"]
    assert texts == ["Handlungsfeld Wohnen", "Ziele"]
    assert read(pdf(source)).text.count("Handlungsfeld Wohnen") == 1


def test_progress_counts_pages() -> None:
    seen: list[tuple[int, int | None]] = []
    read_document(
        pdf("#lorem(20) #pagebreak() #lorem(20)"), filename="x.pdf", progress=lambda *at: seen.append(at)
    )
    assert seen == [(1, 2), (2, 2)]


def test_sentences_of_a_plain_text_that_stand_on_a_line_each_are_a_list() -> None:
    document = read("Unsere Ziele\n\nFamilien sind entlastet.\nDie Stadt ist klimaneutral!\n", "leitbild.txt")
    assert lines(document) == [
        ("heading", 2, "Unsere Ziele"),
        ("item", 1, "Familien sind entlastet."),
        ("item", 1, "Die Stadt ist klimaneutral!"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Familien sind entlastet, weil\nes genug Plätze gibt.",
        "Familien sind entlastet.\nund niemand wartet.",
        "Ein Satz.\nEin zweiter ohne Ende",
    ],
)
def test_lines_that_are_no_whole_sentences_stay_one_paragraph(text: str) -> None:
    assert [kind for kind, _level, _text in lines(read(text, "brief.txt"))] == ["paragraph"]
