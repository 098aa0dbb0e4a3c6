"""Rows of units, strategies, fields of action and goals become drafts."""

from typing import Any

from kommune.imports.public import LEAVE_OUT, Desk, RowIn, TableIn, shown_value
from kommune.strategy.imports.references import find_strategy
from kommune.strategy.imports.rows import Rows, resolve_field, resolve_place, stored_value
from kommune.strategy.imports.shelves import Draft, plain, same
from kommune.strategy.imports.stock import Stock
from kommune.strategy.imports.trees import Placed, set_parents
from kommune.strategy.models import FieldOfAction, Goal, Strategy

NO_SKIP: frozenset[str] = frozenset()
_DECIDED = frozenset({"title", "text", "number"})
_DECIDED_OF_STRATEGY = frozenset(
    {"kind", "title", "summary", "starts_year", "ends_year", "state", "decision", "decided_on", "edition"}
)


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
        kept = _kept_by_decision(draft.instance, draft, row, rows, stock, _DECIDED_OF_STRATEGY)
        rows.fill(draft, row, skip=kept)
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
        make = _maker(FieldOfAction, strategy, stock.next_position(stock.fields))
        draft = rows.draft(row, make, [strategy.pk], adopted=_adopted(strategy, stock))
        if draft is not None:
            rows.fill(draft, row, skip=_kept_by_decision(strategy, draft, row, rows, stock, _DECIDED))


def plan_goals(table: TableIn, stock: Stock, desk: Desk) -> list[tuple[TableIn, RowIn, Goal]]:
    """Draft goals with field and parent; returns those whose links to city goals are still to be read."""
    rows = Rows(table, stock.goals, desk)
    placed: list[Placed] = []
    for row in table.rows:
        strategy, is_clear = resolve_place(table, row, stock, desk)
        if strategy is None or not is_clear:
            continue
        make = _maker(Goal, strategy, stock.next_position(stock.goals))
        draft = rows.draft(row, make, [strategy.pk], adopted=_adopted(strategy, stock))
        if draft is None:
            continue
        rows.fill(draft, row, skip=_kept_by_decision(strategy, draft, row, rows, stock, _DECIDED))
        if draft.is_new and row.values.get("lineage"):
            draft.instance.lineage_id = row.values["lineage"]
        set_field(rows, row, draft, strategy, stock)
        placed.append((row, draft))
    set_parents(table, placed, stock.goals, desk, lambda goal: goal.strategy_id, fixed=stock.fixed)
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
        wanted = by_id or resolve_field(row.values["field"], strategy, stock, rows.desk, where)
        if wanted is None:
            return
    before = stock.fields.by_id.get(instance.field_id) if instance.field_id else None
    if isinstance(instance, Goal) and not draft.is_new and _is_moved(instance, wanted, stock):
        where = rows.where(row, "field")
        name = stock.fields.name(wanted) or "–"
        rows.desk.ask("adopted_text", where, name, answers=(LEAVE_OUT,), per_row=True)
        return
    label = str(type(instance)._meta.get_field("field").verbose_name)
    draft.set(
        "field_id", wanted.pk if wanted else None, label, stock.fields.name(before), stock.fields.name(wanted)
    )


def _maker(model: Any, strategy: Strategy, position: int) -> Any:
    return lambda: model(strategy_id=strategy.pk, position=position)


def _adopted(strategy: Strategy, stock: Stock) -> str:
    """The title of a strategy whose text a decision has fixed, of others an empty text."""
    return strategy.title if strategy.pk in stock.fixed else ""


def _is_moved(goal: Goal, field: FieldOfAction | None, stock: Stock) -> bool:
    """Whether a list would move a goal of an adopted strategy to another field of action."""
    return goal.strategy_id in stock.fixed and goal.field_id != (field.pk if field else None)


def _kept_by_decision(
    strategy: Strategy, draft: Draft[Any], row: RowIn, rows: Rows, stock: Stock, keys: frozenset[str]
) -> frozenset[str]:
    """The fields that an adopted strategy keeps as decided; the person is told when a list differs."""
    if strategy.pk not in stock.fixed or draft.is_new:
        return NO_SKIP
    kept = NO_SKIP
    for key in sorted(keys & row.values.keys()):
        spec = rows.table.target.field(key)
        if spec is None or same(getattr(draft.instance, spec.column), stored_value(spec, row.values[key])):
            continue
        shown = shown_value(spec, row.values[key])
        rows.desk.ask("adopted_text", rows.where(row, key), shown, answers=(LEAVE_OUT,), per_row=True)
        kept = keys
    return kept
