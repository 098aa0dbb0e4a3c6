"""The matrix: digital goals against city goals, or measures against digital goals, cell by cell."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kommune.municipalities.public import TownRequest
from kommune.strategy.queries.matrix import Cell, Matrix, Wanted, load_matrix
from kommune.strategy.queries.rateable import LEAST, Pairing
from kommune.strategy.web.alignment.tabs import alignment_tabs
from kommune.strategy.web.ratings.cells import cell_answer, cells_markup
from kommune.strategy.web.ratings.filters import filter_context, wanted_from
from kommune.strategy.web.ratings.frame import pairing_of, ratings_crumbs
from kommune.strategy.web.rounds.words import signed

NIL = UUID(int=0)
MOST_ON_PAPER = 300
PAPER_ROWS, PAPER_COLUMNS = 26, 36


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """One sheet of A3: a part of the columns and rows, with the rows' cells as markup."""

    columns: Any
    rows: list[tuple[Any, Any]]


@require_GET
def show_matrix(request: TownRequest, town: str, pairing: str) -> HttpResponse:
    """One page of the matrix."""
    kind = pairing_of(pairing)
    wanted = wanted_from(request)
    matrix = load_matrix(request.viewer, kind, wanted)
    context = {
        "matrix": matrix,
        "is_measures": kind == Pairing.MEASURES,
        "rows": [(row, cells_markup(row.cells, kind)) for row in matrix.rows],
        "least": LEAST[kind],
        "guard": _guard_sentence(matrix),
        "fill": f"{round(matrix.guard.fill * 100)} %",
        "pairs": matrix.cell_total,
        "paging": _paging(request, matrix),
        "paper_query": _query(request),
        "pair_pattern": reverse("strategy:rate_pair", args=[town, pairing, NIL, NIL]),
        "tabs": alignment_tabs(town, "ratings"),
        "crumbs": ratings_crumbs(town, _("Matrix")),
        **filter_context(request, matrix, wanted),
    }
    return render(request, "strategy/ratings/matrix.html", context)


@require_GET
def show_paper(request: TownRequest, town: str, pairing: str) -> HttpResponse:
    """The matrix on sheets of A3, filled or blank, for a meeting."""
    kind = pairing_of(pairing)
    is_blank = "blank" in request.GET
    matrix = load_matrix(request.viewer, kind, wanted_from(request), for_paper=True)
    rows = matrix.rows[:MOST_ON_PAPER]
    sheets = []
    for top in range(0, len(rows), PAPER_ROWS):
        for left in range(0, len(matrix.columns), PAPER_COLUMNS):
            part = slice(left, left + PAPER_COLUMNS)
            lines = [
                (row, cells_markup((Cell(),) * len(row.cells[part]) if is_blank else row.cells[part], kind))
                for row in rows[top : top + PAPER_ROWS]
            ]
            sheets.append(PaperSheet(matrix.columns[part], lines))
    context = {
        "sheets": sheets,
        "is_blank": is_blank,
        "is_measures": kind == Pairing.MEASURES,
        "left_out": len(matrix.rows) - len(rows),
        "matrix_url": reverse("strategy:matrix", args=[town, pairing]) + "?" + _query(request),
        "crumbs": ratings_crumbs(town, _("Matrix on paper")),
    }
    return render(request, "strategy/ratings/matrix_paper.html", context)


@require_GET
def show_row(request: TownRequest, town: str, pairing: str, source_id: UUID) -> HttpResponse:
    """One row as a list of pairs, for phones and without script."""
    kind = pairing_of(pairing)
    matrix = load_matrix(request.viewer, kind, Wanted(), only_row=source_id)
    row = next(iter(matrix.rows), None)
    if row is None:
        raise Http404
    entries = sorted(
        zip(matrix.columns, row.cells, strict=True),
        key=lambda entry: (not entry[1].is_likely, entry[1].value is None),
    )
    context = {
        "thing": row.thing,
        "is_measures": kind == Pairing.MEASURES,
        "pairing": pairing,
        "entries": [(column, cell, cell_answer(cell, kind)) for column, cell in entries],
        "crumbs": ratings_crumbs(town, row.thing.label),
        "tabs": alignment_tabs(town, "ratings"),
    }
    return render(request, "strategy/ratings/row.html", context)


def _guard_sentence(matrix: Matrix) -> str:
    """What the values tell apart, in one sentence; empty while too little is rated to say so."""
    guard = matrix.guard
    values = {"value": signed(guard.commonest_value), "share": round(guard.commonest_share * 100)}
    if "same_value" in guard.reasons:
        return (
            _("%(share)d %% of the values are %(value)s: ratings that are all alike tell nothing apart.")
            % values
        )
    if "nearly_everything_valued" in guard.reasons:
        return _(
            "%(share)d %% of all pairs have a value: where everything acts on everything, nothing stands out."
        ) % {"share": round(guard.valued_share * 100)}
    return ""


def _query(request: TownRequest, **changed: Any) -> str:
    kept = {name: value for name, value in request.GET.items() if value and name not in changed}
    return urlencode({**kept, **{name: value for name, value in changed.items() if value}})


def _paging(request: TownRequest, matrix: Matrix) -> dict[str, Any]:
    """Addresses of the neighbouring pages of rows and of columns; empty where there is none."""

    def step(name: str, at: int, last: int) -> str:
        return "?" + _query(request, **{name: at}) if 1 <= at <= last else ""

    return {
        "before": step("page", matrix.page - 1, matrix.pages),
        "after": step("page", matrix.page + 1, matrix.pages),
        "left": step("columns", matrix.column_page - 1, matrix.column_pages),
        "right": step("columns", matrix.column_page + 1, matrix.column_pages),
        "last_column": matrix.first_column + len(matrix.columns) - 1,
    }
