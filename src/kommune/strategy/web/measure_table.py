"""The table of measures: columns, filters, search, bulk edits."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kommune.foundation.addresses import address_maker
from kommune.foundation.money import euro_text, euros
from kommune.foundation.tables import BulkAction, Column, Filter, Table
from kommune.foundation.templatetags.components import state
from kommune.municipalities.public import Rung, TownRequest, choose_members, choose_units
from kommune.strategy.models import Measure, MeasureCost
from kommune.strategy.queries.measures import measures_for_table
from kommune.strategy.queries.strategies import choose_fields, choose_strategies
from kommune.strategy.rules import may_edit_strategies
from kommune.strategy.shapes import Light, Phase

Choices = list[tuple[str, str]]

LIGHT_TONES = {Light.GREEN: "good", Light.ORANGE: "warn", Light.RED: "bad"}


def light_badge(light: str) -> SafeString:
    """How a measure goes, by word, shape and colour."""
    if not light:
        return state("none", _("no information"))
    return state(LIGHT_TONES[Light(light)], Light(light).label)


def measure_table(request: TownRequest, slug: str) -> Table:
    """The list of all measures that this person may see."""
    costs = MeasureCost.objects.filter(measure=OuterRef("pk")).order_by().values("measure")
    total = Subquery(costs.annotate(total=Sum("amount_cents")).values("total"))
    units, address = cache(_units), address_maker("strategy:measure", slug)
    return Table(
        request,
        measures_for_table(request.viewer).annotate(total_cents=total),
        _columns(),
        caption=_("Measures"),
        filters=_filters(request, units),
        search=search_measures,
        row_url=lambda row: address(row.pk),
        bulk_actions=_bulk_actions(request, slug, units),
        empty_template="strategy/_no_measures.html",
        empty_context={"may_edit": may_edit_strategies(request.viewer), "town": request.town},
    )


def search_measures(rows: QuerySet[Measure], text: str) -> QuerySet[Measure]:
    """Measures whose number, title, aim or owner holds every word."""
    for word in text.split():
        rows = rows.filter(
            Q(number__icontains=word)
            | Q(title__icontains=word)
            | Q(aim__icontains=word)
            | Q(owner_name__icontains=word)
            | Q(owner__user__name__icontains=word)
        )
    return rows


def owner_of(row: Measure) -> str:
    """The owner's name: the person's, or the one in the list."""
    return str(row.owner.user) if row.owner else row.owner_name


def _columns() -> list[Column]:
    phases, badge = {value: str(label) for value, label in Phase.choices}, cache(light_badge)
    return [
        Column("title", _("Measure"), lambda row: row.title, sort=("title",)),
        Column("number", _("No."), "number", sort=("position", "number"), priority=2),
        Column("phase", _("Phase"), lambda row: phases[row.phase], sort=("phase",)),
        Column("light", _("How it goes"), lambda row: badge(row.light), sort=("light",),
               export=lambda row: row.get_light_display()),
        Column("unit", _("Lead unit"), _unit_name, sort=("lead_unit__name",), priority=2),
        Column("owner", _("Owner"), owner_of, sort=("owner__user__name", "owner_name"), priority=3),
        Column("cost", _("Cost in €"), lambda row: _amount(row.total_cents), sort=("total_cents",),
               align="end", export=lambda row: euros(row.total_cents)),
        Column("ends", _("End"), lambda row: row.ends_on, sort=("ends_on",), align="end", priority=3),
    ]  # fmt: skip


def _unit_name(row: Measure) -> str:
    return (row.lead_unit.short_name or row.lead_unit.name) if row.lead_unit else ""


def _amount(cents: int | None) -> str:
    return euro_text(cents).removesuffix(" €")


def _filters(request: TownRequest, units: Callable[[], Choices]) -> list[Filter]:
    return [
        Filter("phase", _("Phase"), "multi", Phase.choices),
        Filter("light", _("How it goes"), "multi", Light.choices),
        Filter("unit", _("Lead unit"), "choice", units, lookup="lead_unit_id"),
        Filter(
            "strategy",
            _("Strategy"),
            "choice",
            lambda: choose_strategies(request.viewer),
            lookup="strategy_id",
        ),
        Filter(
            "field", _("Field of action"), "choice", lambda: choose_fields(request.viewer), lookup="field_id"
        ),
        Filter("missing", _("What is missing"), "multi", missing_choices(), narrow=_narrow_missing),
        Filter("duty", _("Legal duty"), "boolean", lookup="is_legal_duty"),
    ]


def _units() -> Choices:
    return [(str(key), name) for key, name in choose_units()]


MISSING: dict[str, Q] = {
    "goal": Q(contributions__isnull=True),
    "owner": Q(owner=None, owner_name=""),
    "unit": Q(lead_unit=None),
    "money": Q(costs__isnull=True),
    "start": Q(starts_on=None),
    "end": Q(ends_on=None),
    "split": Q(split_technology=None),
}


def missing_choices() -> list[tuple[str, str]]:
    """What may be missing in a measure."""
    return [
        ("goal", _("Goal")),
        ("owner", _("Owner")),
        ("unit", _("Lead unit")),
        ("money", _("Cost")),
        ("start", _("Start")),
        ("end", _("End")),
        ("split", _("Split")),
    ]


def _narrow_missing(rows: Any, values: list[str]) -> Any:
    for value in values:
        rows = rows.filter(MISSING[value])
    return rows


def _bulk_actions(request: TownRequest, slug: str, units: Callable[[], Choices]) -> list[BulkAction]:
    if not may_edit_strategies(request.viewer):
        return []
    url = reverse("strategy:measures_bulk", args=[slug])
    return [
        BulkAction("phase", _("Set phase"), url, Phase.choices[:7]),
        BulkAction("lead_unit_id", _("Set lead unit"), url, units()),
        BulkAction("owner_id", _("Set owner"), url, [(str(k), name) for k, name in choose_members()]),
        BulkAction("released_to", _("Visible to"), url, [(str(k), label) for k, label in Rung.choices]),
        BulkAction("delete", _("Into the trash"), url),
    ]
