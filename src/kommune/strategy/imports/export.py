"""The way out: one workbook with everything of the town, which comes back in as it is."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, partial
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from kommune.imports.public import FieldSpec, Target
from kommune.municipalities.public import Rung, Viewer, released_for
from kommune.standards.spreadsheets import SheetOut, split_list, write_xlsx
from kommune.standards.spreadsheets.model import CellValue
from kommune.strategy.imports import fields, measure_fields
from kommune.strategy.imports.references import GoalFinder
from kommune.strategy.imports.shelves import Shelf
from kommune.strategy.imports.stock import Stock
from kommune.strategy.models import Measure, RatingRound, Strategy, Weighting
from kommune.strategy.rules import measures_seen_by

WIDE, NARROW, LINKED = 60, 16, 28
EXTRA = "Zusatz: "
Special = Callable[[Any], CellValue]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a viewer may see of the town's strategies, measures, rating rounds (by title) and people."""

    strategies: frozenset[UUID]
    measures: frozenset[UUID]
    rounds: Mapping[UUID, str]
    has_people: bool


def export_workbook(viewer: Viewer) -> bytes:
    """An XLSX with strategies, fields, goals, measures, links, goal relations, weights, reports and units.

    Holds what the viewer may see. Brought in again it changes nothing in the same town and makes the same in
    an empty one, but for who rated a link and when: that stands there to read, and no file can set it.
    Raises SpreadsheetError ``cell_too_long``.
    """
    stock = Stock()
    seen = Seen(
        frozenset(Strategy.objects.filter(released_for(viewer)).values_list("pk", flat=True)),
        frozenset(Measure.objects.filter(measures_seen_by(viewer)).values_list("pk", flat=True)),
        dict(RatingRound.objects.filter(released_for(viewer)).values_list("pk", "title")),
        viewer.clearance <= Rung.ADMINISTRATION,
    )
    return write_xlsx(
        [
            _strategies(stock, seen),
            _fields(stock, seen),
            _goals(stock, seen),
            _measures(stock, seen),
            _links(stock, seen),
            _relations(stock, seen),
            _weights(stock, seen),
            _reports(stock, seen),
            _units(stock),
        ]
    )


def _strategies(stock: Stock, seen: Seen) -> SheetOut:
    newer = {
        one.supersedes_id: one
        for one in stock.strategies.order
        if one.supersedes_id and one.pk in seen.strategies
    }
    shelf = stock.strategies
    special: dict[str, Special] = {
        "superseded_by": lambda one: shelf.reference(newer[one.pk]) if one.pk in newer else None,
    }
    things = [one for one in shelf.order if one.pk in seen.strategies]
    return _sheet(fields.STRATEGY, things, special, leave_out={"key"})


def _fields(stock: Stock, seen: Seen) -> SheetOut:
    things = [one for one in stock.fields.order if one.strategy_id in seen.strategies]
    return _sheet(fields.FIELD_OF_ACTION, things, {"place": _place(stock, seen)})


def _goals(stock: Stock, seen: Seen) -> SheetOut:
    def parent(goal: Any) -> CellValue:
        above = stock.goals.by_id.get(goal.parent_id)
        return _within(stock.goals, above, goal.strategy_id) if above is not None else None

    special: dict[str, Special] = {
        "place": _place(stock, seen),
        "field": _field_of(stock, seen),
        "parent": parent,
    }
    things = [one for one in stock.goals.order if one.strategy_id in seen.strategies]
    return _sheet(fields.GOAL, things, special, leave_out={"relations"})


def _measures(stock: Stock, seen: Seen) -> SheetOut:
    units = stock.units
    special: dict[str, Special] = {
        "place": _place(stock, seen),
        "field": _field_of(stock, seen),
        "lead_unit": lambda one: units.reference(units.by_id[one.lead_unit_id]) if one.lead_unit_id else None,
        "units": lambda one: _several(units, stock.units_of.get(one.pk, ())),
        "owner": lambda one: _person(stock, one.owner_id) or one.owner_name,
        "cost_total": lambda one: _euros(stock, one, None),
    }
    things = [one for one in stock.measures.order if one.pk in seen.measures]
    years = sorted(
        {year for measure, year in stock.costs.stored if year is not None and measure in seen.measures}
    )
    costs: list[tuple[str, Special]] = [
        (_("Costs %(year)s") % {"year": year}, partial(_euros_in, stock, year)) for year in years
    ]
    return _sheet(
        measure_fields.MEASURE, things, special, leave_out={"links", "city_links", "cost"}, more=costs
    )


def _links(stock: Stock, seen: Seen) -> SheetOut:
    def goal(link: Any) -> CellValue:
        own = stock.measures.by_id[link.measure_id].strategy_id
        finder = GoalFinder(stock, own_strategy=own)
        return stock.goals.reference(stock.goals.by_id[link.goal_id], finder.look_up)

    special: dict[str, Special] = {
        "measure": lambda link: stock.measures.reference(stock.measures.by_id[link.measure_id]),
        "goal": goal,
        "given": lambda link: link.strength_given,
    }
    things = [
        link
        for (measure, goal_id), link in stock.contributions.stored.items()
        if measure in seen.measures and stock.goals.by_id[goal_id].strategy_id in seen.strategies
    ]
    return _sheet(measure_fields.CONTRIBUTION, things, special, beside=_rated(stock, seen))


def _relations(stock: Stock, seen: Seen) -> SheetOut:
    any_goal, city_goal = GoalFinder(stock), GoalFinder(stock, only_city=True)
    special: dict[str, Special] = {
        "goal": lambda one: stock.goals.reference(stock.goals.by_id[one.digital_goal_id], any_goal.look_up),
        "city_goal": lambda one: stock.goals.reference(
            stock.goals.by_id[one.city_goal_id], city_goal.look_up
        ),
        "strength": lambda one: one.score,
        "given": lambda one: one.strength_given,
    }
    things = [
        one
        for pair, one in stock.relations.stored.items()
        if all(stock.goals.by_id[goal].strategy_id in seen.strategies for goal in pair)
    ]
    return _sheet(measure_fields.GOAL_RELATION, things, special, beside=_rated(stock, seen))


def _rated(stock: Stock, seen: Seen) -> list[tuple[str, Special]]:
    """When, by whom and in which round a link was rated: columns to read, passed over when they come back."""

    def moment(link: Any) -> CellValue:
        return timezone.localtime(link.rated_at).replace(tzinfo=None) if link.rated_at else None

    @cache
    def name(member_id: UUID | None) -> CellValue:
        return _person(stock, member_id) if seen.has_people else None

    return [
        (_("rated at (to read only)"), moment),
        (_("rated by (to read only)"), lambda link: name(link.rated_by_id)),
        (_("rating round (to read only)"), lambda link: seen.rounds.get(link.round_id)),
    ]


def _weights(stock: Stock, seen: Seen) -> SheetOut:
    special: dict[str, Special] = {
        "strategy": lambda row: stock.strategies.reference(stock.strategies.by_id[row[0].strategy_id]),
        "goal": lambda row: (
            _within(stock.goals, stock.goals.by_id[row[1]], row[0].strategy_id) if row[1] else None
        ),
        "share": lambda row: row[2],
        "source": lambda row: row[0].get_source_display(),
        "source_note": lambda row: row[0].source_note,
        "decided_on": lambda row: row[0].decided_on,
    }
    known = [one for one in stock.weightings.values() if one.strategy_id in seen.strategies]
    return _sheet(measure_fields.WEIGHT, [row for one in known for row in _shares(stock, one)], special)


def _shares(stock: Stock, weighting: Weighting) -> list[tuple[Weighting, UUID | None, float | None]]:
    """A row for each goal with a share; one without a goal where none has any."""
    named = {UUID(key): share for key, share in weighting.shares.items()}
    rows = [(weighting, goal.pk, named[goal.pk]) for goal in stock.goals.order if goal.pk in named]
    return [*rows] or [(weighting, None, None)]


def _reports(stock: Stock, seen: Seen) -> SheetOut:
    special: dict[str, Special] = {
        "measure": lambda one: stock.measures.reference(stock.measures.by_id[one.measure_id]),
        "author": lambda one: _person(stock, one.author_id),
    }
    things = [one for one in stock.reports.order if one.measure_id in seen.measures]
    return _sheet(measure_fields.STATUS_REPORT, things, special)


def _units(stock: Stock) -> SheetOut:
    special: dict[str, Special] = {
        "parent": lambda unit: (
            stock.units.reference(stock.units.by_id[unit.parent_id]) if unit.parent_id else None
        ),
    }
    return _sheet(fields.UNIT, stock.units.order, special)


def _sheet(
    target: Target,
    things: Sequence[Any],
    special: dict[str, Special],
    *,
    leave_out: Iterable[str] = (),
    more: Sequence[tuple[str, Special]] = (),
    beside: Sequence[tuple[str, Special]] = (),
) -> SheetOut:
    """A sheet as its target has it; ``more`` are amounts by year, ``beside`` columns that are only read."""
    specs = [spec for spec in target.fields if spec.key not in set(leave_out)]
    extra = sorted({name for one in things for name in one.extra}) if target.keeps_extra else []
    headers = (
        [str(spec.label) for spec in specs]
        + [label for label, _value in [*more, *beside]]
        + [EXTRA + name for name in extra]
    )
    width = len(specs)

    def row(one: Any) -> list[CellValue]:
        cells = [special[spec.key](one) if spec.key in special else cell_value(spec, one) for spec in specs]
        cells += [value(one) for _label, value in [*more, *beside]]
        return cells + [_extra_text(one.extra.get(name)) for name in extra]

    return SheetOut(
        name=str(target.label)[:31],
        headers=headers,
        rows=[row(one) for one in things],
        widths=[width_of(spec) for spec in specs]
        + [NARROW] * (len(more) + len(beside))
        + [LINKED] * len(extra),
        choices=choice_lists(specs),
        euro_columns=frozenset(
            {place for place, spec in enumerate(specs) if spec.kind == "money"}
            | set(range(width, width + len(more)))
        ),
    )


def width_of(spec: FieldSpec) -> int:
    """How wide a column is written, in characters."""
    return (
        WIDE if spec.kind == "long" or spec.key == "title" else LINKED if "reference" in spec.kind else NARROW
    )


def choice_lists(specs: Sequence[FieldSpec]) -> dict[int, list[str]]:
    """The allowed words by column."""
    return {
        place: [str(choice.label) for choice in spec.choices if choice.value]
        for place, spec in enumerate(specs)
        if spec.choices
    }


def cell_value(spec: FieldSpec, one: Any) -> CellValue:
    """A stored value as its cell: choices by their label, ids as text."""
    value = getattr(one, spec.column)
    if spec.choices:
        return next(
            (str(choice.label) for choice in spec.choices if choice.value == str(value) and choice.value),
            None,
        )
    return str(value) if isinstance(value, UUID) else value


def _extra_text(value: Any) -> CellValue:
    return value if value is None or isinstance(value, str) else str(value)


def _euros(stock: Stock, measure: Any, year: int | None) -> CellValue:
    cost = stock.costs.stored.get((measure.pk, year))
    return None if cost is None else Decimal(cost.amount_cents) / 100


def _euros_in(stock: Stock, year: int, measure: Any) -> CellValue:
    return _euros(stock, measure, year)


def _place(stock: Stock, seen: Seen) -> Special:
    return lambda one: (
        stock.strategies.reference(stock.strategies.by_id[one.strategy_id])
        if one.strategy_id in seen.strategies
        else None
    )


def _field_of(stock: Stock, seen: Seen) -> Special:
    def text(one: Any) -> CellValue:
        field = stock.fields.by_id.get(one.field_id)
        if field is None or field.strategy_id not in seen.strategies:
            return None
        return (
            _within(stock.fields, field, field.strategy_id)
            if field.strategy_id == one.strategy_id
            else str(field.pk)
        )

    return text


def _within(shelf: Shelf[Any], thing: Any, strategy_id: UUID) -> str:
    return shelf.reference(
        thing, lambda text: [one for one in shelf.look_up(text) if one.strategy_id == strategy_id]
    )


def _several(shelf: Shelf[Any], ids: Iterable[UUID]) -> CellValue:
    things = sorted((shelf.by_id[one] for one in ids), key=lambda one: (one.position, one.name, str(one.pk)))
    texts = tuple(shelf.reference(one) for one in things)
    joined = "; ".join(texts)
    if split_list(joined, lambda part: bool(shelf.look_up(part))) != texts:
        joined = "; ".join(str(one.pk) for one in things)
    return joined or None


def _person(stock: Stock, member_id: UUID | None) -> str:
    member = next((one for one in stock.members if one.pk == member_id), None) if member_id else None
    if member is None:
        return ""
    return str(member.user) if stock.member(str(member.user)) is member else str(member.user.email)
