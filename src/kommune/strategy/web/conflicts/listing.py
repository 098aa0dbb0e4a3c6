"""The register of conflicts as a list: its columns and filters, shown as cards or as a table."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kommune.foundation.addresses import address_maker
from kommune.foundation.dates import local_day, today
from kommune.foundation.tables import Column, Filter, Table
from kommune.foundation.tables.controls import TableControls
from kommune.municipalities.public import TownRequest, Viewer, choose_units
from kommune.strategy.models import GoalConflict
from kommune.strategy.queries.conflict_cards import cards_of
from kommune.strategy.queries.conflicts import (
    LIVE,
    Backing,
    RegisterLine,
    by_severity,
    conflicts_for_list,
    known_reasons,
    register_lines,
    visible_conflicts,
    with_names,
)
from kommune.strategy.queries.strategies import choose_fields
from kommune.strategy.rules import may_see_raters, may_settle_conflicts
from kommune.strategy.shapes import ConflictState
from kommune.strategy.web.conflicts.drawing import cards_markup
from kommune.strategy.web.conflicts.ways import ways_maker
from kommune.strategy.web.conflicts.words import card_context, state_badge
from kommune.strategy.web.rounds.words import signed

CARDS_A_PAGE = 12
SOON = timedelta(days=30)


class CardList(Table):
    """The same list as a table has, drawn as cards, the severest first."""

    viewer: Viewer
    lines: Sequence[RegisterLine]
    weights: Mapping[UUID, float]
    backing: Backing

    def rows(self) -> QuerySet[Any]:
        """What a search begins with; without one the kept lines do."""
        return visible_conflicts(self.viewer)

    @cached_property
    def page(self) -> Page[Any]:
        """The page of conflicts that the address asks for, in order of severity."""
        lines = register_lines(self.filtered()) if self.is_narrowed else self.lines
        ids = by_severity(lines, self.weights)
        page = Paginator(ids, self.page_size).get_page(self.state.page)
        # These are ids of conflicts that this person may see.
        rows = {row.id: row for row in with_names(GoalConflict.objects.filter(id__in=list(page.object_list)))}
        page.object_list = [rows[key] for key in page.object_list if key in rows]
        return page

    def drawn(self, town: str) -> SafeString:
        """Search, filters, cards and pages."""
        sees = may_see_raters(self.viewer)
        found = cards_of(list(self.page.object_list), self.weights, self.backing)
        cards = [card_context(one, town, sees_raters=sees) for one in found]
        may_settle = may_settle_conflicts(self.viewer)
        ways = ways_maker(town) if may_settle else None
        told = {"slug": town, "may_settle": may_settle}
        empty = render_to_string("strategy/conflicts/_none.html", told) if self.is_empty else ""
        return render_to_string(
            "foundation/table.html",
            {
                "table": self,
                "controls": TableControls(self),
                "is_empty": self.is_empty,
                "markup": "" if self.is_empty else cards_markup(cards, ways),
                "empty_text": empty,
            },
            request=self.request,
        )


def card_list(
    request: TownRequest, lines: Sequence[RegisterLine], weights: Mapping[UUID, float], backing: Backing
) -> CardList:
    """The register as cards."""
    made = CardList(
        request,
        GoalConflict.objects.none(),
        columns_of(),
        caption=_("Goal conflicts"),
        filters=filters_of(request.viewer),
        search=search_conflicts,
        page_size=CARDS_A_PAGE,
    )
    made.viewer, made.lines, made.weights, made.backing = request.viewer, lines, weights, backing
    return made


def conflict_table(request: TownRequest, town: str) -> Table:
    """The register as a table, also for the file."""
    address = address_maker("strategy:conflict", town)
    return Table(
        request,
        conflicts_for_list(request.viewer),
        columns_of(known_reasons()),
        caption=_("Goal conflicts"),
        filters=filters_of(request.viewer),
        search=search_conflicts,
        default_sort="score",
        row_url=lambda row: address(row.pk),
        empty_template="strategy/conflicts/_none.html",
        empty_context={"slug": town, "may_settle": may_settle_conflicts(request.viewer)},
    )


def columns_of(reasons: Mapping[tuple[UUID, UUID], str] | None = None) -> list[Column]:
    """What stands in the table and in the file; ``reasons`` by digital and city goal."""
    said = reasons or {}
    return [
        Column("digital", _("Digital goal"), "digital_goal", sort=("digital_goal__title",)),
        Column(
            "score",
            _("Relation"),
            lambda row: signed(row.score) or None,
            sort=("score",),
            align="end",
            export=lambda row: row.score,
        ),
        Column("city", _("City goal"), "city_goal", sort=("city_goal__title",)),
        Column(
            "state",
            _("State"),
            lambda row: state_badge(row),
            sort=("state",),
            export=lambda row: row.get_state_display(),
        ),
        Column("due", _("Until"), "due_on", sort=("due_on",), align="end", priority=2),
        Column("done", _("What is done"), lambda row: row.get_resolution_display() or None, priority=2),
        Column("digital_unit", _("In charge of the digital goal"), "digital_unit.name", priority=3),
        Column("city_unit", _("In charge of the city goal"), "city_unit.name", priority=3),
        Column("decision", _("Decision"), lambda row: row.decision or None, priority=3),
        Column(
            "reason",
            _("Why"),
            lambda row: said.get((row.digital_goal_id, row.city_goal_id)),
            priority=3,
            clamp=True,
        ),
        Column(
            "opened", _("Open since"), lambda row: local_day(row.opened_at), sort=("opened_at",), priority=3
        ),
    ]


def filters_of(viewer: Viewer) -> list[Filter]:
    """By state, due date, unit and field of action."""
    return [
        Filter("state", _("State"), "multi", ConflictState.choices),
        Filter(
            "due",
            _("Due"),
            choices=[
                ("over", _("overdue")),
                ("soon", _("within 30 days")),
                ("none", _("without a date")),
            ],
            narrow=lambda rows, values: _narrow_by_due(rows, values[0]),
        ),
        Filter(
            "unit",
            _("In charge"),
            choices=lambda: [(str(key), name) for key, name in choose_units()],
            narrow=lambda rows, values: rows.filter(Q(digital_unit=values[0]) | Q(city_unit=values[0])),
        ),
        Filter(
            "field",
            _("Field of action"),
            choices=lambda: choose_fields(viewer, with_strategy=True),
            narrow=lambda rows, values: rows.filter(
                Q(digital_goal__field=values[0]) | Q(city_goal__field=values[0])
            ),
        ),
    ]


def search_conflicts(rows: QuerySet[GoalConflict], text: str) -> QuerySet[GoalConflict]:
    """Conflicts one of whose goals, or what is done about them, holds every word."""
    for word in text.split():
        rows = rows.filter(
            Q(digital_goal__title__icontains=word)
            | Q(city_goal__title__icontains=word)
            | Q(resolution_text__icontains=word)
            | Q(decision__icontains=word)
        )
    return rows


def _narrow_by_due(rows: QuerySet[GoalConflict], what: str) -> QuerySet[GoalConflict]:
    live = rows.filter(state__in=LIVE)
    if what == "none":
        return live.filter(due_on=None)
    if what == "over":
        return live.filter(due_on__lt=today())
    return live.filter(due_on__gte=today(), due_on__lte=today() + SOON)
