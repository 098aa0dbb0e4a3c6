"""The layout of an ODS file from its bare XML: looks, merged areas, hidden rows, formulas, extent."""

import io
import zipfile
from typing import Any

import pytest

from kommune.standards.spreadsheets import Limits
from kommune.standards.spreadsheets.layout import Area, Look, SheetLayout
from kommune.standards.spreadsheets.ods_layout import read_ods_layouts

PERCENT = '<number:percentage-style style:name="N1"/><number:number-style style:name="N2"/>'
GREEN = '<style:table-cell-properties fo:background-color="#01873b"/>'


def cell_style(name: str, inside: str = "", **attributes: str) -> str:
    more = "".join(f' style:{key.replace("_", "-")}="{value}"' for key, value in attributes.items())
    return f'<style:style style:name="{name}" style:family="table-cell"{more}>{inside}</style:style>'


def indented(length: str) -> str:
    return f'<style:paragraph-properties fo:margin-left="{length}"/>'


def cell(style: str = "", **attributes: Any) -> str:
    """A cell with a value; `value_type=None` leaves it empty."""
    known = {"value_type": "string", **attributes}
    filled = known.pop("value_type")
    more = f' office:value-type="{filled}"' if filled else ""
    more += f' table:style-name="{style}"' if style else ""
    more += "".join(f' table:{key.replace("_", "-")}="{value}"' for key, value in known.items())
    return f"<table:table-cell{more}/>"


def row(*cells: str, **attributes: Any) -> str:
    more = "".join(f' table:{key.replace("_", "-")}="{value}"' for key, value in attributes.items())
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


def table(*rows: str, name: str = "Blatt", **attributes: Any) -> str:
    more = "".join(f' table:{key.replace("_", "-")}="{value}"' for key, value in attributes.items())
    return f'<table:table table:name="{name}"{more}>{"".join(rows)}</table:table>'


def layouts(*tables: str, own: str = "", common: str | None = None, **limits: int) -> list[SheetLayout]:
    """What is read of a file with these tables, `own` styles in its content and `common` ones beside it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        if common is not None:
            archive.writestr("styles.xml", f"<styles>{common}</styles>")
        archive.writestr("content.xml", f"<content><own>{own}</own>{''.join(tables)}</content>")
    with zipfile.ZipFile(packed) as archive:
        return read_ods_layouts(archive, Limits(**limits))


def looks_of(style: str, own: str = "", common: str | None = None) -> Look:
    (found,) = layouts(table(row(cell(style))), own=own, common=common)
    return found.looks.get(0, {}).get(0, Look())


def test_a_style_gives_colour_indent_and_percent() -> None:
    style = cell_style("a", GREEN + indented("20pt"), data_style_name="N1")
    assert looks_of("a", PERCENT + style) == Look("#01873B", 2, percent=True)
    assert looks_of("a", PERCENT + cell_style("a", data_style_name="N2")) == Look()


def test_what_a_style_does_not_say_it_has_from_its_parents() -> None:
    styles = PERCENT + cell_style("grand", GREEN + indented("30pt"), data_style_name="N1")
    middle = cell_style("middle", indented("10pt"), parent_style_name="grand")
    child = cell_style("child", "", parent_style_name="middle")
    assert looks_of("child", middle + child, common=styles) == Look("#01873B", 1, percent=True)
    plain = cell_style("plain", indented("0pt"), parent_style_name="grand", data_style_name="N2")
    assert looks_of("plain", styles + plain) == Look("#01873B", 0, percent=False)


def test_a_child_may_take_the_colour_away() -> None:
    bare = '<style:table-cell-properties fo:background-color="transparent"/>'
    styles = cell_style("green", GREEN) + cell_style("bare", bare, parent_style_name="green")
    assert looks_of("bare", styles) == Look()


def test_styles_that_are_each_others_parents_end_somewhere() -> None:
    styles = cell_style("a", GREEN, parent_style_name="b") + cell_style("b", "", parent_style_name="a")
    assert looks_of("b", styles) == Look("#01873B")


def test_colours_behind_letters_and_margins_of_cells_are_no_look() -> None:
    letters = '<style:text-properties fo:background-color="#01873b" fo:margin-left="20pt"/>'
    assert looks_of("a", cell_style("a", letters)) == Look()
    swapped = '<style:table-cell-properties fo:margin-left="20pt"/>'
    swapped += '<style:paragraph-properties fo:background-color="#01873b"/>'
    assert looks_of("a", cell_style("a", swapped)) == Look()


def test_only_styles_of_cells_give_a_look() -> None:
    paragraph = f'<style:style style:name="a" style:family="paragraph">{GREEN}</style:style>'
    assert looks_of("a", paragraph) == Look()
    assert looks_of("a", cell_style("a", GREEN) + paragraph) == Look("#01873B")
    assert looks_of("unknown", cell_style("a", GREEN)) == Look()


@pytest.mark.parametrize(
    ("length", "steps"),
    [
        ("10pt", 1), ("14pt", 1), ("16pt", 2), ("0.353cm", 1), ("3.53mm", 1), ("0.5in", 4), ("1pc", 1),
        ("1.pt", 0), (".5in", 4), ("-10pt", 0), ("50%", 0), ("1.2.3cm", 0), (".cm", 0),
        (f"{'9' * 400}cm", 0), ("", 0),
    ],
)  # fmt: skip
def test_an_indent_is_told_in_steps_of_ten_points(length: str, steps: int) -> None:
    assert looks_of("a", cell_style("a", indented(length))).indent == steps


def test_a_cell_looks_like_its_own_style_else_its_rows_else_its_columns() -> None:
    styles = "".join(
        cell_style(name, f'<style:table-cell-properties fo:background-color="#{digit * 6}"/>')
        for name, digit in [("own", "1"), ("row", "2"), ("left", "3"), ("right", "4")]
    )
    columns = (
        '<table:table-column table:default-cell-style-name="left" table:number-columns-repeated="2"/>'
        '<table:table-column table:default-cell-style-name="own"/>'
        '<table:table-column table:default-cell-style-name="right"/>'
    )
    found = layouts(
        table(
            columns,
            row(cell("own"), cell(), cell(), cell(), cell()),
            row(cell("own"), cell(), default_cell_style_name="row"),
        ),
        table(row(cell(), cell())),
        own=styles,
    )
    fills = [{at: look.fill for at, look in looks.items()} for looks in found[0].looks.values()]
    assert fills == [{0: "#111111", 1: "#333333", 2: "#111111", 3: "#444444"}, {0: "#111111", 1: "#222222"}]
    assert found[1].looks == {}


def test_repeated_cells_and_rows_stand_at_their_places() -> None:
    (found,) = layouts(
        table(
            row(cell(number_columns_repeated=2), cell("a"), number_rows_repeated=2),
            row(cell("a", number_columns_repeated=2), cell()),
        ),
        own=cell_style("a", GREEN),
    )
    assert {at: set(looks) for at, looks in found.looks.items()} == {0: {2}, 1: {2}, 2: {0, 1}}
    assert (found.rows, found.columns) == (3, 3)


def test_the_extent_ends_with_the_last_value_and_looks_beyond_it_do_not_count() -> None:
    empty = cell("a", value_type=None, number_columns_repeated=16_000)
    (found,) = layouts(
        table(row(cell("a"), empty), row(empty, number_rows_repeated=1_000_000)),
        own=cell_style("a", GREEN),
    )
    assert (found.rows, found.columns, set(found.looks)) == (1, 1, {0})
    assert set(found.looks[0]) == {0}
    (blank,) = layouts(table(row(empty)), own=cell_style("a", GREEN))
    assert (blank.rows, blank.columns, blank.looks) == (0, 0, {})


def test_a_cell_that_only_says_its_type_in_the_other_way_or_holds_text_counts_too() -> None:
    other = '<table:table-cell calcext:value-type="string"/>'
    text = "<table:table-cell><text:p>x</text:p><text:p>y</text:p></table:table-cell>"
    assert layouts(table(row(other)))[0].columns == 1
    assert layouts(table(row(cell(value_type=None), text)))[0].columns == 2
    assert layouts(table(row(text, cell(value_type=None))))[0].columns == 1
    picture = "<table:table-cell><draw:frame/></table:table-cell>"
    assert layouts(table(row(cell(), picture)))[0].columns == 1


def test_formulas_are_known_with_and_without_a_result() -> None:
    (found,) = layouts(
        table(
            row(cell(), cell(formula="of:=1")),
            row(cell(value_type=None, formula="of:=1"), number_rows_repeated=2),
            row('<table:table-cell table:formula="of:=1"><text:p>2</text:p></table:table-cell>'),
        )
    )
    assert found.formulas == {0: {1}, 1: {0}, 2: {0}, 3: {0}}
    assert found.uncomputed == {1: {0}, 2: {0}}
    assert (found.rows, found.columns) == (4, 2)


def test_merged_areas_are_told_with_both_corners() -> None:
    covered = "<table:covered-table-cell/>"
    (found,) = layouts(
        table(
            row(cell()),
            row(
                cell(number_columns_repeated=2),
                cell(number_rows_spanned=2, number_columns_spanned=3),
                covered,
            ),
            row(cell(number_rows_spanned=2), cell(number_rows_spanned=1, number_columns_spanned=1)),
            row(cell(number_columns_spanned=2), covered),
        )
    )
    assert found.merges == [Area(1, 2, 2, 4), Area(2, 0, 3, 0), Area(3, 0, 3, 1)]


def test_covered_cells_take_their_places() -> None:
    covered = '<table:covered-table-cell table:number-columns-repeated="2" table:number-rows-spanned="2"/>'
    (found,) = layouts(table(row(cell(), covered, cell("a"))), own=cell_style("a", GREEN))
    assert (found.columns, list(found.looks[0]), found.merges) == (4, [3], [])


def test_hidden_rows_are_told_by_number_and_never_beyond_the_limit() -> None:
    (found,) = layouts(
        table(
            row(cell()),
            row(cell(), visibility="collapse", number_rows_repeated=2),
            row(cell(), visibility="visible"),
            row(cell(), visibility="filter"),
        )
    )
    assert found.hidden_rows == {1, 2, 4}
    endless = row(cell(value_type=None), visibility="collapse", number_rows_repeated=999)
    (bounded,) = layouts(table(row(cell()), endless, endless, endless), max_rows=1000)
    assert bounded.hidden_rows == set(range(1, 1000))


def test_hidden_sheets_are_those_whose_style_says_so() -> None:
    own = "".join(
        f'<style:style style:name="{name}" style:family="{family}">'
        f'<style:table-properties table:display="{shown}"/></style:style>'
        for name, family, shown in [
            ("gone", "table", "false"),
            ("seen", "table", "true"),
            ("row", "table-row", "false"),
        ]
    )
    tables = [table(row(cell()), name=name, style_name=name) for name in ("gone", "seen", "row")]
    found = layouts(*tables, table(row(cell()), name="plain"), own=own)
    assert [(one.name, one.hidden) for one in found] == [
        ("gone", True), ("seen", False), ("row", False), ("plain", False),
    ]  # fmt: skip


def test_a_table_inside_a_table_is_no_sheet_and_every_sheet_begins_anew() -> None:
    inner = table(row(cell(), cell(), cell()), row(cell()), name="inner")
    inner = f"<table:table-cell>{inner}</table:table-cell>"
    found = layouts(
        table(row(cell(), inner), row(cell("a"))), table(row(cell("a"))), own=cell_style("a", GREEN)
    )
    assert [(one.name, one.rows, list(one.looks)) for one in found] == [("Blatt", 2, [1]), ("Blatt", 1, [0])]


@pytest.mark.parametrize("number", ["0", "-2", "viele", "1.5", "²"])
def test_a_number_of_repeats_that_is_none_counts_once(number: str) -> None:
    (found,) = layouts(
        table(row(cell(number_columns_repeated=number), cell("a"))), own=cell_style("a", GREEN)
    )
    assert (found.columns, list(found.looks[0])) == (2, [1])


@pytest.mark.parametrize("number", ["1048577", "9" * 18, "9" * 5000])
def test_endless_repeats_of_nothing_end_at_the_last_row_a_program_knows(number: str) -> None:
    nothing = cell(value_type=None)
    (found,) = layouts(table(row(nothing, number_rows_repeated=number), row(cell())), max_rows=2_000_000)
    assert found.rows == (1 << 20) + 1
