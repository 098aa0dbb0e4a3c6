"""Reading values of other towns from a spreadsheet: key of the town, figure, value, row by row."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _

from kommune.maturity.errors.peers import FiguresUnreadable
from kommune.maturity.peer_words import figure_names
from kommune.standards.ags import RegisterError, repair_ags
from kommune.standards.spreadsheets import (
    Row,
    SpreadsheetError,
    ValueProblem,
    cell_text,
    find_table,
    plain,
    read_decimal,
    read_workbook,
)

HEADS = {
    "ags": ("ags", "schlussel", "schluessel", "key"),
    "figure": ("kennzahl", "figure"),
    "value": ("wert", "value"),
}
MOST_SENTENCES = 20


@dataclass(frozen=True, slots=True)
class ReadValue:
    """One value of one town; figures in the unit of the comparison."""

    ags: str
    figure: str
    value: float


def read_figures(stream: BinaryIO, filename: str) -> list[ReadValue]:
    """Values from an XLSX, ODS or CSV file with the columns AGS, Kennzahl and Wert.

    Raises ``FiguresUnreadable`` with a sentence for every row that cannot be taken.
    """
    try:
        table = find_table(read_workbook(stream, filename=filename).sheets[0])
    except SpreadsheetError as error:
        raise FiguresUnreadable([_("The file cannot be read as a table.")]) from error
    columns = _columns([plain(head) for head in table.headers])
    if len(columns) < len(HEADS):
        raise FiguresUnreadable([_("The file needs the columns AGS, Kennzahl and Wert.")])
    names = {plain(name): key for key, name in figure_names().items()} | {key: key for key in figure_names()}
    found: dict[tuple[str, str], ReadValue] = {}
    sentences: list[str] = []
    for row in table.data_rows():
        try:
            one = _read_row(row, columns, names)
        except FiguresUnreadable as fault:
            sentences += fault.sentences
            continue
        if (one.ags, one.figure) in found:
            sentences.append(_("Row %(row)d: this town and figure stand twice.") % {"row": row.number})
        found[one.ags, one.figure] = one
    if not found and not sentences:
        sentences = [_("The file holds no values.")]
    if sentences:
        raise FiguresUnreadable(sentences[:MOST_SENTENCES])
    return list(found.values())


def _columns(heads: list[str]) -> dict[str, int]:
    found = {}
    for field, names in HEADS.items():
        place = next((place for place, head in enumerate(heads) if head in names), None)
        if place is not None:
            found[field] = place
    return found


def _read_row(row: Row, columns: Mapping[str, int], names: Mapping[str, str]) -> ReadValue:
    ags, figure, value = (cell_text(row.cell(columns[field]).value) for field in HEADS)
    place = {"row": row.number}
    try:
        key = repair_ags(ags.removesuffix(".0"))
    except RegisterError as error:
        text = _("Row %(row)d: “%(text)s” is no official key of a town.") % {**place, "text": ags}
        raise FiguresUnreadable([text]) from error
    known = names.get(plain(figure)) or names.get(figure.strip())
    if known is None:
        raise FiguresUnreadable(
            [_("Row %(row)d: the figure “%(text)s” is not known.") % {**place, "text": figure}]
        )
    try:
        number = float(read_decimal(value.removesuffix("%").strip()))
    except ValueProblem as error:
        text = _("Row %(row)d: “%(text)s” is no number.") % {**place, "text": value}
        raise FiguresUnreadable([text]) from error
    return ReadValue(key, known, number)
