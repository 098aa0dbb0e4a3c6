"""Text tables are read whatever their encoding and delimiter."""

import io
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommune.standards.spreadsheets import (
    SpreadsheetError,
    find_table,
    nearest_light,
    order_parents,
    read_number,
    read_workbook,
    write_csv,
)

DATA = Path(__file__).parents[4] / "shared/data"


def rows_of(data: bytes) -> list[list[object]]:
    """Read a text table and return its values."""
    sheet = read_workbook(io.BytesIO(data), filename="liste.csv").sheets[0]
    return [[cell.value for cell in row.cells] for row in sheet.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_encoding_and_delimiter_are_found(encoding, delimiter):
    text = f"Maßnahme{delimiter}Größe\nÖffnung – „neu“{delimiter}5 €\n"
    assert rows_of(text.encode(encoding)) == [["Maßnahme", "Größe"], ["Öffnung – „neu“", "5 €"]]


def test_commas_inside_texts_do_not_mislead():
    text = "Titel;Kosten\nWLAN, Funk, Netz;1,5\nServer, neu;2,25\n"
    assert rows_of(text.encode()) == [
        ["Titel", "Kosten"],
        ["WLAN, Funk, Netz", "1,5"],
        ["Server, neu", "2,25"],
    ]


def test_line_breaks_in_quotes_and_blank_lines_keep_the_row_numbers():
    text = 'Titel,Text\n\n"A","eins\nzwei"\n\n"B","drei"\n'
    rows = read_workbook(io.BytesIO(text.encode()), filename="a.csv").sheets[0].rows
    assert [(row.number, row.cell(1).value) for row in rows] == [
        (1, "Text"),
        (2, None),
        (3, "eins\nzwei"),
        (4, None),
        (5, "drei"),
    ]


def test_a_line_that_names_the_delimiter_is_obeyed():
    rows = read_workbook(io.BytesIO(b"sep=|\r\na;b|c\r\n"), filename="a.csv").sheets[0].rows
    assert [(row.number, row.cell(0).value, row.cell(1).value) for row in rows] == [(2, "a;b", "c")]


def test_a_stray_quote_inside_a_field_is_tolerated():
    assert rows_of(b'a;b\n"x" y;2\n') == [["a", "b"], ["x y", "2"]]


def test_values_stay_text():
    assert rows_of(b"a;b\n007;1,50\n") == [["a", "b"], ["007", "1,50"]]


def test_formula_texts_are_written_harmless_and_read_back_the_same():
    texts = ["=HYPERLINK(1)", "+49 251", "-5", "@SUM", "'=x", "''", "\tTab", "normal"]
    data = write_csv(["Text"], [[text] for text in texts])
    lines = data.decode("utf-8-sig").split("\r\n")[1:5]
    assert lines == ['"\'=HYPERLINK(1)"', '"\'+49 251"', '"\'-5"', '"\'@SUM"']
    assert [row[0] for row in rows_of(data)[1:]] == texts


@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="".join(map(chr, range(32)))))
            | st.sampled_from(["=1", "'=1", "a;b", "a,b", 'a"b', "a\nb", "\tb", "a|b", "-", "'"]),
            min_size=2,
            max_size=4,
        ),
        min_size=1,
        max_size=6,
    )
)
def test_what_is_written_reads_back_identically(rows):
    width = max(len(row) for row in rows)
    padded = [row + [""] * (width - len(row)) for row in rows]
    expected = [[value or None for value in row] for row in padded]
    expected = [[None if value in {"\ufffe", "\uffff"} else value for value in row] for row in expected]
    headers = [f"Spalte {number}" for number in range(width)]
    found = rows_of(write_csv(headers, padded))[1:]
    blank = [None] * width
    while expected and all(value is None or not value.strip() for value in expected[-1]):
        expected.pop()
    clean = [
        [
            None if value is None else value.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
            for value in row
        ]
        for row in expected
    ]
    assert found == [row or blank for row in clean]


def test_the_real_climate_strategy_comes_in_completely():
    path = DATA / "strategy/muenster_sachstand.csv"
    if not path.exists():
        pytest.skip("the climate strategy is not on this machine")
    table = find_table(read_workbook(path, filename=path.name).sheets[0])
    assert table.headers == ("assessment", "id", "title", "text", "priority", "potential", "parent")
    rows = [[cell.value for cell in row.cells] for row in table.data_rows()]
    keys = [str(row[1]) for row in rows]
    parents = [None if row[6] is None else str(row[6]) for row in rows]
    fields = [key for key, parent in zip(keys, parents, strict=True) if parent is None]
    measures = [row for row, parent in zip(rows, parents, strict=True) if parent in fields]
    assert (len(fields), len(measures), len(rows)) == (5, 54, 275)
    assert Counter(nearest_light(str(row[0])) for row in measures) == {"green": 18, "orange": 20, "red": 16}
    assert order_parents(keys, parents) == list(range(275))
    assert [read_number(value).note for value in (rows[1][5], rows[0][5])] == ["in_brackets", None]


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("ozg/ozg_service.csv", 5251),
        ("ozg/ozg_service_system.csv", 557),
        ("ozg/ozg_commune.csv", 390),
        ("ozg/ozg_situation.csv", 58),
        ("ozg/ozg_subject.csv", 14),
        ("municipalities/AuszugGV4QAktuell.csv", 16_068),
    ],
)
def test_real_lists_are_read_to_the_last_row(name, count):
    path = DATA / name
    if not path.exists():
        pytest.skip(f"{name} is not on this machine")
    assert len(find_table(read_workbook(path, filename=path.name).sheets[0]).rows) == count


def test_an_unclosed_quote_is_named():
    with pytest.raises(SpreadsheetError) as caught:
        rows_of(b'a;b\n"x;2\n')
    assert caught.value.code == "unclosed_quote"
