"""Rows of units, strategies, fields of action and goals become drafts."""

from typing import Any

from kommune.imports.public import LEAVE_OUT, Desk, RowIn, TableIn, Where
from kommune.strategy.imports.references import find_strategy
from kommune.strategy.imports.rows import Rows, resolve_field, resolve_place
from kommune.strategy.imports.shelves import Draft, plain
from kommune.strategy.imports.stock import Stock
from kommune.strategy.imports.trees import Placed, set_parents
from kommune.strategy.models import FieldOfAction, Goal, Strategy
from kommune.strategy.shapes import StrategyState

NO_SKIP: frozenset[str] = frozenset()
_ADOPTED = frozenset({"title", "text", "number"})


def plan_units(table: TableIn, stock: Stock, desk: Desk) -> None:
    """Draft units and place them in their tree."""
    rows = Rows(table, stock.units, desk)
    placed: list[Placed] = []
    for row in table.rows:
        draft = rows.draft(row, lambda: stock.unit_model(position=stock.next_position(stock.units)), None)
        if draft is not None:
            rows.fill(draft, row, skip=NO_SKIP)
            stock.index_unit(draft.instance)
            placed.append((row, draft))
    set_parents(table, placed, stock.units, desk, lambda unit: None)


def plan_strategies(table: TableIn, stock: Stock, desk: Desk) -> None:
    """Draft strategies; the short names that the file uses are known to its other sheets."""
    rows = Rows(table, stock.strategies, desk)
    placed: list[tuple[RowIn, Draft[Strategy]]] = []
    for row in table.rows:
        draft = rows.draft(row, Strategy, None)
        if draft is None:
            continue
        rows.fill(draft, row, skip=NO_SKIP)
        if row.values.get("key"):
            stock.strategy_keys[plain(row.values["key"])] = draft.instance
        placed.append((row, draft))
    for row, draft in placed:
        if "superseded_by" in row.values:
            _supersede(rows, row, draft.instance, stock, desk)


def _supersede(rows: Rows, row: RowIn, older: Strategy, stock: Stock, desk: Desk) -> None:
    where = rows.where(row, "superseded_by")
    newer, why = find_strategy(row.values["superseded_by"], stock, desk, where)
    if why:
        return
    label = str(Strategy._meta.get_field("supersedes").verbose_name)
    for one in stock.strategies.order:
        if one.supersedes_id == older.pk and one is not newer:
            stock.strategies.draft(one, where).set("supersedes_id", None, label, older.title, "")
    if newer is not None and newer is not older:
        stock.strategies.draft(newer, where).set("supersedes_id", older.pk, label, "", older.title)


def plan_fields(table: TableIn, stock: Stock, desk: Desk) -> None:
    """Draft fields of action within their strategies."""
    rows = Rows(table, stock.fields, desk)
    for row in table.rows:
        strategy, is_clear = resolve_place(table, row, stock, desk)
        if strategy is None or not is_clear:
            continue
        draft = rows.draft(
            row, _maker(FieldOfAction, strategy, stock.next_position(stock.fields)), [strategy.pk]
        )
        if draft is not None:
            rows.fill(draft, row, skip=_kept_by_decision(strategy, draft, row, rows, stock))


def plan_goals(table: TableIn, stock: Stock, desk: Desk) -> list[tuple[TableIn, RowIn, Goal]]:
    """Draft goals with field and parent; returns those whose links to city goals are still to be read."""
    rows = Rows(table, stock.goals, desk)
    placed: list[Placed] = []
    for row in table.rows:
        strategy, is_clear = resolve_place(table, row, stock, desk)
        if strategy is None or not is_clear:
            continue
        draft = rows.draft(row, _maker(Goal, strategy, stock.next_position(stock.goals)), [strategy.pk])
        if draft is None:
            continue
        rows.fill(draft, row, skip=_kept_by_decision(strategy, draft, row, rows, stock))
        if draft.is_new and row.values.get("lineage"):
            draft.instance.lineage_id = row.values["lineage"]
        set_field(rows, row, draft, strategy, stock)
        placed.append((row, draft))
    set_parents(table, placed, stock.goals, desk, lambda goal: goal.strategy_id)
    return [(table, row, draft.instance) for row, draft in placed if "relations" in row.values]


def set_field(rows: Rows, row: RowIn, draft: Draft[Any], strategy: Strategy | None, stock: Stock) -> None:
    """Give a goal or measure its field of action, by column or by the row above it."""
    instance = draft.instance
    wanted = None
    if row.parent_row is not None:
        wanted = stock.fields.by_row.get((rows.table.sheet, row.parent_row))
        if wanted is None:
            return
    elif "field" not in row.values:
        return
    elif row.values["field"]:
        where = rows.where(row, "field")
        if strategy is None:
            rows.desk.ask("field_without_strategy", where, row.values["field"], answers=(LEAVE_OUT,))
            return
        by_id = stock.fields.by_reference_id(row.values["field"])
        wanted = by_id or resolve_field(row.values["field"], strategy, stock, where)
    before = stock.fields.by_id.get(instance.field_id) if instance.field_id else None
    label = str(type(instance)._meta.get_field("field").verbose_name)
    draft.set(
        "field_id", wanted.pk if wanted else None, label, stock.fields.name(before), stock.fields.name(wanted)
    )


def _maker(model: Any, strategy: Strategy, position: int) -> Any:
    return lambda: model(strategy_id=strategy.pk, position=position)


def _kept_by_decision(
    strategy: Strategy, draft: Draft[Any], row: RowIn, rows: Rows, stock: Stock
) -> frozenset[str]:
    """The fields that an adopted strategy keeps as decided; the person is told when a list differs."""
    if strategy.state != StrategyState.ADOPTED or strategy.pk not in stock.strategies.stored or draft.is_new:
        return NO_SKIP
    names = {"title": "title", "text": "text", "number": "number"}
    differs = [
        key for key in names if key in row.values and row.values[key] != getattr(draft.instance, names[key])
    ]
    for key in differs:
        where = Where(rows.table.sheet, row.number, rows.table.columns.get(key, ""))
        rows.desk.ask("adopted_text", where, str(row.values[key]), answers=(LEAVE_OUT,), per_row=True)
    return _ADOPTED if differs else NO_SKIP
