"""Everything of a town that lists may name, loaded with a fixed number of queries."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import models

from kommune.strategy.actions.strategies import FIXED
from kommune.strategy.imports.shelves import Shelf, plain
from kommune.strategy.models import (
    Contribution,
    FieldOfAction,
    Goal,
    GoalRelation,
    Measure,
    MeasureCost,
    MeasureUnit,
    StatusReport,
    Strategy,
    Weighting,
)

TITLES = ("dr. ", "prof. ", "frau ", "herr ", "dipl.-ing. ", "dr ", "prof ")


@dataclass(slots=True)
class Pairs:
    """Link rows by the two things they tie; what is new, changed (with image before) or gone."""

    model: Any
    stored: dict[tuple[Any, Any], Any]
    made: dict[tuple[Any, Any], Any] = field(default_factory=dict)
    changed: dict[tuple[Any, Any], tuple[Any, dict[str, Any]]] = field(default_factory=dict)
    gone: dict[tuple[Any, Any], Any] = field(default_factory=dict)
    met: set[tuple[Any, Any]] = field(default_factory=set)
    _blank: dict[str, Any] = field(default_factory=dict)

    def make(self, pair: tuple[Any, Any], values: Mapping[str, Any]) -> None:
        """A new link of a pair; given by position, since a list makes tens of thousands of them."""
        if not self._blank:
            empty = self.model()
            self._blank = {
                one.attname: getattr(empty, one.attname) for one in self.model._meta.concrete_fields
            }
        key = self.model._meta.pk
        fresh = {key.attname: key.get_default()} if key.has_default() else {}
        self.made[pair] = self.model(*{**self._blank, **fresh, **values}.values())

    def get(self, pair: tuple[Any, Any]) -> Any:
        """The link of a pair as it would be, or None."""
        return self.made.get(pair) or self.stored.get(pair)


class Stock:
    """The town's strategies, fields, goals, measures, reports, units and people, and the links among them.

    ``fixed`` are the strategies whose text a decision has fixed, whatever the list says about them.
    """

    def __init__(self, *, with_details: bool = True) -> None:
        unit_model: Any = Measure._meta.get_field("lead_unit").related_model
        member_model: Any = Measure._meta.get_field("owner").related_model
        self.unit_model = unit_model
        self.units: Shelf[Any] = Shelf(
            unit_model.objects.all(),
            number=lambda unit: unit.key,
            title=lambda unit: unit.name,
            group=lambda unit: None,
        )
        self.strategies: Shelf[Strategy] = Shelf(
            Strategy.objects.all(), number=lambda one: "", title=lambda one: one.title, group=lambda one: None
        )
        self.fixed = frozenset(one.pk for one in self.strategies.order if one.state in FIXED)
        self.fields: Shelf[FieldOfAction] = _numbered(FieldOfAction.objects.all())
        self.goals: Shelf[Goal] = _numbered(Goal.objects.all())
        self.measures: Shelf[Measure] = _numbered(Measure.objects.all())
        self.reports: Shelf[StatusReport] = Shelf(
            StatusReport.objects.all() if with_details else (),
            number=lambda one: one.number,
            title=lambda one: f"{one.reported_on or ''}|{one.label}",
            group=lambda one: one.measure_id,
        )
        self.contributions = Pairs(
            Contribution, {(c.measure_id, c.goal_id): c for c in Contribution.objects.order_by("id")}
        )
        self.relations = Pairs(
            GoalRelation,
            {(r.digital_goal_id, r.city_goal_id): r for r in GoalRelation.objects.order_by("id")},
        )
        self.costs = Pairs(MeasureCost, {(c.measure_id, c.year): c for c in MeasureCost.objects.all()})
        self.participations = Pairs(
            MeasureUnit, {(p.measure_id, p.unit_id): p for p in MeasureUnit.objects.order_by("id")}
        )
        self.weightings = {one.strategy_id: one for one in Weighting.objects.order_by("id")}
        self.links_of: dict[UUID, set[UUID]] = _second_by_first(self.contributions)
        self.relations_of: dict[UUID, set[UUID]] = _second_by_first(self.relations)
        self.units_of: dict[UUID, set[UUID]] = _second_by_first(self.participations)
        self.members = list(member_model.objects.select_related("user"))
        self._members = _people(self.members)
        self.strategy_keys: dict[str, Strategy] = {}
        self.new_places: dict[tuple[str, str], Strategy] = {}
        for unit in self.units.order:
            self.index_unit(unit)

    def index_unit(self, unit: Any) -> None:
        """Make a unit found under its short name too."""
        if unit.short_name and unit not in self.units.by_number[plain(unit.short_name)]:
            self.units.by_number[plain(unit.short_name)].append(unit)

    def member(self, text: str) -> Any:
        """The person of this name or address, or None where there is none or more than one."""
        found = self._members.get(_bare_name(text), [])
        return found[0] if len(found) == 1 else None

    def role(self, goal: Goal) -> str:
        """'city', 'digital' or 'sector': the kind of the goal's strategy."""
        return str(self.strategies.by_id[goal.strategy_id].kind)

    def next_position(self, shelf: Shelf[Any]) -> int:
        """One more than the highest position on a shelf."""
        return 1 + max((thing.position for thing in shelf.order[-1:]), default=0) if shelf.order else 1


def _numbered(rows: models.QuerySet[Any]) -> Shelf[Any]:
    return Shelf(
        rows.order_by("position", "id"),
        number=lambda one: one.number,
        title=lambda one: one.title,
        group=lambda one: one.strategy_id,
    )


def _second_by_first(pairs: Pairs) -> dict[UUID, set[UUID]]:
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for first, second in pairs.stored:
        found[first].add(second)
    return found


def _people(members: list[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for member in members:
        for text in {_bare_name(member.user.name), plain(member.user.email)} - {""}:
            found[text].append(member)
    return found


def _bare_name(text: str) -> str:
    bare = plain(text)
    while bare.startswith(TITLES):
        bare = bare.partition(" ")[2]
    return bare
