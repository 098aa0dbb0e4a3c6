"""The strategy wing's import targets: lists are compared with what the town has, and written in one batch."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kommune.imports.public import (
    Count,
    Desk,
    Download,
    ObjectChange,
    Place,
    Report,
    TableIn,
    WingPlan,
    Write,
)
from kommune.municipalities.public import Viewer
from kommune.strategy.imports.export import export_workbook
from kommune.strategy.imports.links import (
    LinkCounts,
    contribution_kind,
    link_goals,
    link_measures,
    plan_links,
    relation_kind,
)
from kommune.strategy.imports.measures import plan_measures
from kommune.strategy.imports.objects import plan_fields, plan_goals, plan_strategies, plan_units
from kommune.strategy.imports.ratings import Bringer
from kommune.strategy.imports.reports import plan_reports
from kommune.strategy.imports.sentences import SENTENCES
from kommune.strategy.imports.shelves import Shelf
from kommune.strategy.imports.stock import Stock
from kommune.strategy.imports.targets import TARGETS
from kommune.strategy.imports.templates import template_workbook
from kommune.strategy.imports.weights import plan_weights
from kommune.strategy.models import Strategy
from kommune.strategy.shapes import StrategyKind

_LABELS = {target.key: target.label for target in TARGETS}
_ORDER = {target.key: target.order for target in TARGETS}


class StrategyWing:
    """Strategies, fields of action, goals, measures, links, weights, reports and the units that they name."""

    key = "strategy"
    targets = TARGETS
    sentences = SENTENCES

    def places(self, viewer: Viewer) -> list[Place]:
        """The town's strategies, then a new one of each kind."""
        existing = [
            Place(str(one.pk), f"{one.title} ({one.get_kind_display()})") for one in Strategy.objects.all()
        ]
        new = [
            Place(f"new:{value}", _("New: %(kind)s") % {"kind": label})
            for value, label in StrategyKind.choices
        ]
        return existing + new

    def plan(self, tables: Sequence[TableIn], desk: Desk, viewer: Viewer, report: Report) -> WingPlan:
        """Compare all rows with what the town has; rows may name what other sheets bring."""
        stock = Stock()
        by_key: dict[str, list[TableIn]] = {target.key: [] for target in TARGETS}
        for table in tables:
            by_key[table.target.key].append(table)
        rows = sum(len(table.rows) for table in tables)
        relations, contributions = LinkCounts(), LinkCounts()
        linked_goals, linked_measures = [], []
        for table in by_key["unit"]:
            plan_units(table, stock, desk)
        for table in by_key["strategy"]:
            plan_strategies(table, stock, desk)
        for table in by_key["field"]:
            plan_fields(table, stock, desk)
        for table in by_key["goal"]:
            linked_goals += plan_goals(table, stock, desk)
        for table in by_key["measure"]:
            linked_measures += plan_measures(table, stock, desk)
        report(rows, rows, _("Links are looked up"))
        bringer = Bringer(viewer.membership_id, timezone.now())
        relation, contribution = relation_kind(stock, relations), contribution_kind(stock, contributions)
        link_goals(linked_goals, stock, desk, relation)
        link_measures(linked_measures, stock, desk, contribution)
        for table in by_key["goal_relation"]:
            plan_links(table, stock, desk, relation, bringer)
        for table in by_key["contribution"]:
            plan_links(table, stock, desk, contribution, bringer)
        weights = plan_weights(by_key["weight"], stock, desk)
        for table in by_key["status_report"]:
            plan_reports(table, stock, desk)
        counts = [*_counts(tables, stock, contributions, relations), *weights.counts()]
        writes = [*_writes(stock), weights.write()]
        return WingPlan(counts, _changes(stock), _link_sentences(stock), writes)

    def downloads(self) -> Sequence[Download]:
        """Templates for goals, measures and links, and everything that the town has."""
        return [
            Download("goals", _("Template: goals"), _("template-goals") + ".xlsx", is_template=True),
            Download("measures", _("Template: measures"), _("template-measures") + ".xlsx", is_template=True),
            Download("links", _("Template: links"), _("template-links") + ".xlsx", is_template=True),
            Download(
                "everything",
                _("All strategies, goals and measures"),
                _("strategies") + ".xlsx",
                is_template=False,
            ),
        ]

    def download(self, key: str, viewer: Viewer) -> bytes:
        """The workbook of this key."""
        return export_workbook(viewer) if key == "everything" else template_workbook(key)


def _writes(stock: Stock) -> list[Write]:
    """Everything made before anything is changed, since what is changed may refer to it; then the links."""
    shelves = _shelves(stock).values()
    made = [Write(made=shelf.made()) for shelf in shelves]
    changed = [Write(changed=shelf.changed()) for shelf in shelves]
    links = [
        Write(
            gone=[link for pair, link in pairs.gone.items() if pair not in pairs.made],
            made=[link for pair, link in pairs.made.items() if pair not in pairs.stored],
            changed=list(pairs.changed.values()),
        )
        for pairs in (stock.relations, stock.contributions, stock.costs, stock.participations)
    ]
    return [*made, *changed, *links]


def _shelves(stock: Stock) -> dict[str, Shelf[Any]]:
    return {
        "unit": stock.units,
        "strategy": stock.strategies,
        "field": stock.fields,
        "goal": stock.goals,
        "measure": stock.measures,
        "status_report": stock.reports,
    }


def _counts(
    tables: Sequence[TableIn], stock: Stock, contributions: LinkCounts, relations: LinkCounts
) -> list[Count]:
    counts = []
    listed = {table.target.key for table in tables}
    for key, shelf in _shelves(stock).items():
        drafts = shelf.drafts.values()
        new = sum(draft.is_new for draft in drafts)
        changed = sum(not draft.is_new and bool(draft.changes) for draft in drafts)
        if not drafts and key not in listed:
            continue
        missing = 0
        if key in listed:
            groups = {shelf.group(draft.instance) for draft in drafts}
            missing = sum(one.pk not in shelf.drafts and shelf.group(one) in groups for one in shelf.order)
        counts.append(
            Count(str(_LABELS[key]), new, changed, len(drafts) - new - changed, missing, _ORDER[key])
        )
    for key, found in (("contribution", contributions), ("goal_relation", relations)):
        if found.new or found.changed or found.unchanged or found.gone:
            changed = found.changed + found.gone
            counts.append(Count(str(_LABELS[key]), found.new, changed, found.unchanged, 0, _ORDER[key]))
    return counts


def _changes(stock: Stock) -> list[ObjectChange]:
    changes = []
    for key, shelf in _shelves(stock).items():
        for draft in shelf.drafts.values():
            if draft.is_new:
                changes.append(ObjectChange(key, shelf.name(draft.instance), draft.where, is_new=True))
            elif draft.changes:
                changes.append(
                    ObjectChange(
                        key,
                        shelf.name(draft.instance),
                        draft.where,
                        is_new=False,
                        changes=tuple(draft.changes),
                    )
                )
    return changes


def _link_sentences(stock: Stock) -> list[str]:
    """How many links carry no strength: they count as 2 and are marked as coming from the list."""
    bare = sum(
        not link.strength_given
        for pairs in (stock.contributions, stock.relations)
        for link in pairs.made.values()
    )
    if not bare:
        return []
    text = ngettext(
        "%(count)s link without a stated strength counts as 2 and is marked “from list”.",
        "%(count)s links without a stated strength count as 2 and are marked “from list”.",
        bare,
    )
    return [text % {"count": bare}]
