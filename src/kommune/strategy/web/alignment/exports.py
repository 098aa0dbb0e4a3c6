"""The alignment as a file: the figures and the city goals on two sheets, or each alone as CSV."""

from typing import cast

from django.http import HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from kommune.foundation.dates import today
from kommune.foundation.exports import XLSX_TYPE, attachment, table_file
from kommune.foundation.tables import Table
from kommune.standards.spreadsheets import CellValue, SheetOut, write_csv, write_xlsx
from kommune.strategy.alignment_texts import ALIGNMENT_FIGURES
from kommune.strategy.queries.alignment_kept import KeptAlignment
from kommune.strategy.web.alignment.figures import doubt_about, figure_value

FIGURES_CSV = "figures"


def alignment_file(kept: KeptAlignment, table: Table, kind: str) -> HttpResponse:
    """``xlsx``: both sheets; ``csv``: the goals as filtered; ``figures``: the figures as CSV."""
    title = _("Alignment")
    if kind == "csv":
        return table_file(table, kind, title)
    headers, rows = figure_sheet(kept)
    name = f"{slugify(title)}-{today()}"
    if kind == FIGURES_CSV:
        return attachment(
            write_csv(headers, rows), f"{name}-{slugify(_('Figures'))}.csv", "text/csv; charset=utf-8"
        )
    header, *goals = table.export_rows()
    sheets = [
        SheetOut(name=_("Figures"), headers=headers, rows=rows),
        SheetOut(
            name=_("City goals"),
            headers=[str(text) for text in header],
            rows=cast(list[list[CellValue]], goals),
        ),
    ]
    return attachment(write_xlsx(sheets), f"{name}.xlsx", XLSX_TYPE)


def figure_sheet(kept: KeptAlignment) -> tuple[list[str], list[list[CellValue]]]:
    """Heads and rows of the figures; shares from 0 to 1, an empty cell for what cannot be known."""
    headers = [_("Figure"), _("Value"), _("With equal weights"), _("Doubt"), _("How it is calculated")]
    rows: list[list[CellValue]] = [
        [
            str(text.label),
            figure_value(kept, code),
            kept.data["equal"].get(code),
            doubt_about(kept, code),
            str(text.formula),
        ]
        for code, text in ALIGNMENT_FIGURES.items()
    ]
    return headers, rows
