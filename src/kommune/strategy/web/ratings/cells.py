"""A cell of the matrix as markup and as the answer to a keystroke: sign, shape and colour say the same."""

from collections.abc import Iterable
from typing import Any

from django.utils.safestring import SafeString

from kommune.foundation.markup import joined_markup
from kommune.strategy.queries.matrix import Cell
from kommune.strategy.queries.rateable import Pairing
from kommune.strategy.web.rounds.words import signed

LIKELY = "?"


def cell_text(cell: Cell, pairing: Pairing) -> str:
    """What stands in a cell: the value, inherited ones in brackets, a question mark where one is likely."""
    if cell.is_left_out:
        return ""
    if cell.value is None:
        return LIKELY if cell.is_likely else ""
    value = str(cell.value) if pairing == Pairing.MEASURES else signed(cell.value)
    return f"({value})" if cell.is_inherited else value


def cell_classes(cell: Cell) -> str:
    """How a cell looks: p, n, z by sign; i inherited, l from list, q likely, x left out by a filter."""
    if cell.is_left_out:
        return "x"
    marks = ""
    if cell.value is not None:
        marks += "n" if cell.value < 0 else "p" if cell.value > 0 else "z"
    marks += "i" if cell.is_inherited else ""
    marks += "l" if cell.is_from_list else ""
    marks += "q" if cell.is_likely and cell.value is None else ""
    return " ".join(marks)


def cells_markup(cells: Iterable[Cell], pairing: Pairing) -> SafeString:
    """The cells of a row; only figures and fixed letters, so that nothing needs escaping."""
    return joined_markup(_cell(cell, pairing) for cell in cells)


def cell_answer(cell: Cell, pairing: Pairing) -> dict[str, Any]:
    """The same for the script that sent a keystroke."""
    return {"text": cell_text(cell, pairing), "classes": cell_classes(cell), "version": cell.version}


def _cell(cell: Cell, pairing: Pairing) -> str:
    classes, version = cell_classes(cell), f' data-v="{cell.version}"' if cell.version else ""
    looks = f' class="{classes}"' if classes else ""
    return f"<td{looks}{version}>{cell_text(cell, pairing)}</td>"
