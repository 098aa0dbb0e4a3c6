"""A table as a file to take along: XLSX or CSV of all rows that the filters leave."""

from typing import cast

from django.http import HttpResponse
from django.utils.text import slugify

from kommune.foundation.dates import today
from kommune.foundation.tables import Table
from kommune.standards.spreadsheets import CellValue, SheetOut, write_csv, write_xlsx

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table_file(table: Table, kind: str, title: str) -> HttpResponse:
    """The table's rows as ``xlsx`` or ``csv``, named after its title and the day."""
    header, *rows = table.export_rows()
    headers = [str(text) for text in header]
    plain = cast(list[list[CellValue]], rows)
    name = f"{slugify(title)}-{today()}"
    if kind == "csv":
        return attachment(write_csv(headers, plain), f"{name}.csv", "text/csv; charset=utf-8")
    content = write_xlsx([SheetOut(name=title[:31], headers=headers, rows=plain)])
    return attachment(content, f"{name}.xlsx", XLSX_TYPE)


def attachment(content: bytes, filename: str, content_type: str) -> HttpResponse:
    """A download that no browser opens or sniffs."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
