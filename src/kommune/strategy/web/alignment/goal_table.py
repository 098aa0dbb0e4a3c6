"""The table of city goals: weight, support, who carries, who works against, money."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Case, F, IntegerField, QuerySet, Value, When
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kommune.foundation.addresses import address_maker
from kommune.foundation.numbers import written_number
from kommune.foundation.tables import Column, Filter, Table
from kommune.municipalities.public import TownRequest
from kommune.strategy.alignment_texts import SUPPORT
from kommune.strategy.models import Goal
from kommune.strategy.queries.alignment_kept import KeptAlignment
from kommune.strategy.web.alignment.figures import euro
from kommune.strategy.web.alignment.names import Named

Row = Mapping[str, Any]

SORTS: Mapping[str, Callable[[Row], float]] = {
    "weight": lambda row: row["weight"],
    "support": lambda row: row["best"],
    "against": lambda row: row["worst"],
    "money": lambda row: row["budget"],
}


def goal_table(request: TownRequest, slug: str, kept: KeptAlignment, names: Mapping[str, Named]) -> Table:
    """The city goals of the kept alignment; order and filters follow from its figures."""
    rows: dict[str, Row] = {row["id"]: row for row in kept.data["goals"]}
    address = address_maker("strategy:goal", slug)
    wanted = request.GET.get("sort", "").removeprefix("-")
    return Table(
        request,
        _in_order(Goal.objects.filter(id__in=list(rows)), list(rows.values()), SORTS.get(wanted)),
        _columns(lambda goal: rows[str(goal.pk)], names),
        caption=_("City goals"),
        filters=[
            Filter(
                "open",
                _("Served"),
                choices=[("nothing", _("by nothing digital")), ("conflict", _("something works against it")),
                         ("undelivered", _("no funded measure with an owner"))],
                narrow=lambda found, values: found.filter(id__in=_those(rows, values[0])),
            )
        ],
        search=lambda found, text: found.filter(title__icontains=text),
        row_url=lambda goal: address(goal.pk),
    )  # fmt: skip


def _in_order(goals: QuerySet[Goal], rows: list[Row], key: Callable[[Row], float] | None) -> QuerySet[Goal]:
    """Goals with a ``rank``: that of the list, or of the figure that the address sorts by."""
    if key is None:
        return goals.annotate(rank=F("position")).order_by("strategy__kind", "strategy_id", "position")
    order = sorted(rows, key=key)
    places = [When(pk=row["id"], then=Value(place)) for place, row in enumerate(order)]
    return goals.annotate(rank=Case(*places, default=Value(0), output_field=IntegerField()))


def _those(rows: Mapping[str, Row], which: str) -> list[str]:
    tests: Mapping[str, Callable[[Row], bool]] = {
        "nothing": lambda row: row["best"] == 0,
        "conflict": lambda row: row["worst"] > 0,
        "undelivered": lambda row: not row["delivers"],
    }
    return [key for key, row in rows.items() if tests[which](row)]


def _columns(row_of: Callable[[Goal], Row], names: Mapping[str, Named]) -> list[Column]:
    return [
        Column("title", _("City goal"), str, sort=("title",)),
        Column("weight", _("Weight"), lambda goal: _percent(row_of(goal)["weight"]), sort=("rank",),
               align="end", export=lambda goal: row_of(goal)["weight"], priority=2),
        Column("support", _("Support"), lambda goal: str(SUPPORT[row_of(goal)["best"]]), sort=("rank",),
               export=lambda goal: row_of(goal)["best"]),
        Column("carry", _("Carried by"), lambda goal: _carriers(row_of(goal), names),
               export=lambda goal: _plain(row_of(goal), "carry", names)),
        Column("deeds", _("Funded measure"), lambda goal: _deeds(row_of(goal)), priority=3),
        Column("against", _("Works against it"), lambda goal: _people(row_of(goal), "oppose", names),
               sort=("rank",), export=lambda goal: _plain(row_of(goal), "oppose", names)),
        Column("money", _("Known money in €"), lambda goal: euro(row_of(goal)["budget"]), sort=("rank",),
               align="end", export=lambda goal: round(row_of(goal)["budget"] / 100, 2), priority=2),
    ]  # fmt: skip


def _percent(share: float) -> str:
    return f"{written_number(round(share * 100, 1), 1)} %"


def _carriers(row: Row, names: Mapping[str, Named]) -> SafeString | str:
    found = _people(row, "carry", names) if row["n_carry"] else ""
    if row["is_direct"] and found:
        return format_html('{} <span class="muted">{}</span>', found, _("also directly"))
    return found or (_("measures linked directly") if row["is_direct"] else _("nobody"))


def _people(row: Row, side: str, names: Mapping[str, Named]) -> SafeString | str:
    """The first goal by name, inherited relations marked, and how many there are beside it."""
    shown = [(names[one["id"]], one["inherited"]) for one in row[side] if one["id"] in names]
    if not shown:
        return _("nothing")
    first, inherited = shown[0]
    mark = format_html(' <span class="muted">({})</span>', _("inherited")) if inherited else ""
    more = row[f"n_{side}"] - 1
    rest = ngettext("and %(n)s more", "and %(n)s more", more) % {"n": more} if more else ""
    return format_html('<a href="{}">{}</a>{}{}', first.url, first.name, mark, f" {rest}" if rest else "")


def _plain(row: Row, side: str, names: Mapping[str, Named]) -> str:
    listed = [names[one["id"]].name for one in row[side] if one["id"] in names]
    return "; ".join(listed)


def _deeds(row: Row) -> str:
    if row["delivers"]:
        return _("yes")
    return _("planned") if row["has_measure"] else _("no")
