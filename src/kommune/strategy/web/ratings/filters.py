"""The filters of the matrix: from the address to what is wanted, and back into its form."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kommune.foundation.markup import options_markup
from kommune.municipalities.public import TownRequest
from kommune.strategy.queries.matrix import Matrix, Show, Wanted
from kommune.strategy.queries.rateable import Pairing
from kommune.strategy.queries.strategies import visible_fields, visible_strategies

SHOWN = {
    Show.ALL: _("all pairs"),
    Show.LIKELY: _("only likely pairs"),
    Show.UNRATED: _("only unrated pairs"),
    Show.NEGATIVE: _("only negative ratings"),
}
LONGEST = 200


def wanted_from(request: TownRequest) -> Wanted:
    """What an address asks for; what makes no sense is left out."""
    sent = request.GET

    def number(name: str) -> int:
        text = sent.get(name, "")
        return max(1, int(text)) if text.isdigit() and len(text) < 5 else 1

    show = sent.get("show", "")
    return Wanted(
        show=Show(show) if show in set(Show) else Show.ALL,
        text=sent.get("q", "")[:LONGEST].strip(),
        columns_text=sent.get("goal", "")[:LONGEST].strip(),
        strategy=sent.get("strategy", ""),
        field=sent.get("field", ""),
        page=number("page"),
        column_page=number("columns"),
    )


def filter_context(request: TownRequest, matrix: Matrix, wanted: Wanted) -> dict[str, Any]:
    """What the form of the filters shows; two queries for the names of strategies and fields."""
    used_strategies = {row.strategy_id for row in matrix.all_rows if row.strategy_id}
    used_fields = {row.field_id for row in matrix.all_rows if row.field_id}
    strategies = visible_strategies(request.viewer).filter(id__in=used_strategies)
    fields = visible_fields(request.viewer).filter(id__in=used_fields)
    shown = [
        (show, label) for show, label in SHOWN.items()
        if show != Show.NEGATIVE or matrix.pairing == Pairing.GOALS
    ]  # fmt: skip
    return {
        "wanted": wanted,
        "is_filtered": Wanted(page=wanted.page, column_page=wanted.column_page) != wanted,
        "show_options": options_markup(shown, {wanted.show}),
        "strategy_options": options_markup(
            [("", _("all")), *((one.id, one) for one in strategies)], {wanted.strategy}
        ),
        "field_options": options_markup([("", _("all")), *((one.id, one) for one in fields)], {wanted.field}),
    }
