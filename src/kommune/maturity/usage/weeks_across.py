"""A table with weeks in its headings, as evaluations write them, turned into one row per unit and week."""

from collections.abc import Iterator

from kommune.maturity.usage.columns import Columns
from kommune.maturity.usage.rows import RowProblem, read_week
from kommune.standards.spreadsheets import Cell, Row, Table, cell_text

FEWEST_WEEKS = 2
ACROSS_HEADS = ("Woche", "Aktive Personen")


def down_the_weeks(table: Table, columns: Columns) -> Table | None:
    """The same table with a column for the week and one for its active people; None where its headings name
    fewer than two weeks or days, or persons stand in it.

    A cell that is empty gives no row: nobody counted there.
    """
    weeks = [place for place, head in enumerate(table.headers) if head and _is_week(head)]
    if len(weeks) < FEWEST_WEEKS or columns.persons:
        return None
    kept = [place for place in range(len(table.headers)) if place not in weeks]
    heads = (*(table.headers[place] for place in kept), *ACROSS_HEADS)
    rows = tuple(down for row in table.data_rows() for down in _rows_of(row, table, kept, weeks))
    return Table(table.header_row, heads, table.first_data_row, rows, frozenset())


def _rows_of(row: Row, table: Table, kept: list[int], weeks: list[int]) -> Iterator[Row]:
    for place in weeks:
        if cell_text(row.cell(place).value):
            cells = (*(row.cell(at) for at in kept), Cell(table.headers[place]), row.cell(place))
            yield Row(row.number, cells, row.hidden)


def _is_week(head: str) -> bool:
    try:
        read_week(head)
    except RowProblem:
        return False
    return True
