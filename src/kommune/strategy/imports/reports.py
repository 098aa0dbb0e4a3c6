"""Rows of status reports become drafts, each with its measure."""

from functools import partial
from typing import Any

from kommune.imports.public import Desk, RowIn, TableIn
from kommune.strategy.imports.references import find_measure
from kommune.strategy.imports.rows import Rows
from kommune.strategy.imports.shelves import Draft
from kommune.strategy.imports.stock import Stock
from kommune.strategy.models import Measure, StatusReport

_SKIP = frozenset({"measure", "author"})


def plan_reports(table: TableIn, stock: Stock, desk: Desk) -> None:
    """Draft reports; one is met again by its id, its number, or its measure with day and title."""
    rows = Rows(table, stock.reports, desk)
    for row in table.rows:
        measure = _measure(table, row, stock, desk, rows)
        if measure is None:
            continue
        row.values["_key"] = f"{row.values.get('reported_on') or ''}|{row.values.get('title') or ''}"
        position = stock.next_position(stock.reports)
        make = partial(
            StatusReport,
            measure_id=measure.pk,
            position=position,
            reported_on=row.values.get("reported_on"),
            label=row.values.get("title") or "",
        )
        draft = rows.draft(row, make, [measure.pk], title_key="_key")
        if draft is None:
            continue
        rows.fill(draft, row, skip=_SKIP)
        _set_author(row, draft, stock)
        if not draft.is_new and draft.instance.measure_id != measure.pk:
            draft.set(
                "measure_id", measure.pk, str(measure._meta.verbose_name), "", stock.measures.name(measure)
            )


def _measure(table: TableIn, row: RowIn, stock: Stock, desk: Desk, rows: Rows) -> Measure | None:
    if row.parent_row is not None:
        return stock.measures.by_row.get((table.sheet, row.parent_row))
    text = row.values.get("measure", "")
    if not text:
        desk.ask("measure_missing", rows.where(row, "measure"), "", answers=("skip_row",), per_row=True)
        return None
    return find_measure(text, stock, desk, rows.where(row, "measure"))[0]


def _set_author(row: RowIn, draft: Draft[Any], stock: Stock) -> None:
    if "author" not in row.values:
        return
    member = stock.member(row.values["author"]) if row.values["author"] else None
    wanted = member.pk if member else None
    if draft.instance.author_id != wanted and (member or not row.values["author"]):
        before = next((str(one.user) for one in stock.members if one.pk == draft.instance.author_id), "")
        draft.set("author_id", wanted, "author", before, str(member.user) if member else "")
