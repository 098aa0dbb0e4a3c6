"""Rows of measures become drafts: fact sheet, units, owner, costs, split; links are read afterwards."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from kommune.imports.public import LEAVE_OUT, REPLACE, Desk, FieldChange, RowIn, TableIn, shown_value
from kommune.standards.spreadsheets import ValueProblem, read_date, split_list
from kommune.strategy.actions.measures import SPLIT_FIELDS
from kommune.strategy.imports.objects import set_field
from kommune.strategy.imports.pairs import change_pair, drop_pair
from kommune.strategy.imports.references import find_unit
from kommune.strategy.imports.rows import Rows, resolve_place
from kommune.strategy.imports.shelves import Draft, plain
from kommune.strategy.imports.stock import Stock
from kommune.strategy.models import Measure, Strategy

_SPECIAL = frozenset({"lead_unit", "units", "owner", "cost_total", "links", "city_links"})


def plan_measures(table: TableIn, stock: Stock, desk: Desk) -> list[tuple[TableIn, RowIn, Measure]]:
    """Draft measures; returns those whose links to goals are still to be read."""
    rows = Rows(table, stock.measures, desk)
    linked = []
    for row in table.rows:
        strategy, is_clear = resolve_place(table, row, stock, desk)
        if not is_clear:
            continue
        draft = _draft(rows, row, strategy, stock)
        if draft is None:
            continue
        if strategy is not None or ("place" in row.values and not row.values["place"]):
            _set_strategy(draft, strategy, stock)
        rows.fill(draft, row, skip=_SPECIAL)
        set_field(rows, row, draft, _strategy_of(draft, stock), stock)
        _set_units(rows, row, draft, stock)
        _set_owner(rows, row, draft, stock)
        _set_costs(rows, row, draft, stock)
        _check(rows, row, draft)
        if "links" in row.values or "city_links" in row.values:
            linked.append((table, row, draft.instance))
    return linked


def _draft(rows: Rows, row: RowIn, strategy: Strategy | None, stock: Stock) -> Draft[Any] | None:
    """A measure is looked for in its strategy, then among all with both its number and its title."""
    groups: list[UUID | None] | None = None if strategy is None else [strategy.pk]
    number, title = str(row.values.get("number") or ""), plain(str(row.values.get("title") or ""))
    if strategy is not None and number:
        found = [one for one in stock.measures.by_number.get(plain(number), ()) if plain(one.title) == title]
        in_place = [
            one for one in stock.measures.by_number.get(plain(number), ()) if one.strategy_id == strategy.pk
        ]
        if found and not in_place and found[0].pk in stock.measures.stored:
            groups = [found[0].strategy_id]
    position = stock.next_position(stock.measures)
    return rows.draft(
        row, partial(Measure, position=position, strategy_id=strategy.pk if strategy else None), groups
    )


def _strategy_of(draft: Draft[Any], stock: Stock) -> Strategy | None:
    key = draft.instance.strategy_id
    return stock.strategies.by_id.get(key) if key else None


def _set_strategy(draft: Draft[Any], strategy: Strategy | None, stock: Stock) -> None:
    before = stock.strategies.by_id.get(draft.instance.strategy_id) if draft.instance.strategy_id else None
    label = str(Measure._meta.get_field("strategy").verbose_name)
    draft.set(
        "strategy_id",
        strategy.pk if strategy else None,
        label,
        before.title if before else "",
        strategy.title if strategy else "",
    )


def _set_units(rows: Rows, row: RowIn, draft: Draft[Any], stock: Stock) -> None:
    if "lead_unit" in row.values:
        unit, why = find_unit(row.values["lead_unit"], stock, rows.desk, rows.where(row, "lead_unit"))
        if not why:
            before = (
                stock.units.by_id.get(draft.instance.lead_unit_id) if draft.instance.lead_unit_id else None
            )
            label = _label(rows, "lead_unit")
            draft.set(
                "lead_unit_id",
                unit.pk if unit else None,
                label,
                stock.units.name(before),
                stock.units.name(unit),
            )
    if "units" not in row.values:
        return
    wanted = {}
    for text in split_list(row.values["units"], lambda part: bool(stock.units.look_up(part))):
        unit, why = find_unit(text, stock, rows.desk, rows.where(row, "units"))
        if why == "open":
            return
        if unit is not None:
            wanted[unit.pk] = unit
    measure = draft.instance
    before_ids = stock.units_of.get(measure.pk, set())
    if set(wanted) == before_ids:
        return
    for unit_id in before_ids - set(wanted):
        drop_pair(stock.participations, (measure.pk, unit_id))
    for unit_id in wanted:
        if unit_id not in before_ids:
            pair = (measure.pk, unit_id)
            stock.participations.make(pair, {"measure_id": measure.pk, "unit_id": unit_id})
    names = [
        ", ".join(sorted(stock.units.name(stock.units.by_id[one]) for one in ids))
        for ids in (before_ids, wanted)
    ]
    draft.changes.append(FieldChange(_label(rows, "units"), names[0], names[1]))


def _set_owner(rows: Rows, row: RowIn, draft: Draft[Any], stock: Stock) -> None:
    if "owner" not in row.values:
        return
    text, measure = row.values["owner"], draft.instance
    member = stock.member(text) if text else None
    if member is not None and member.pk == measure.owner_id:
        return
    before = measure.owner_name
    if measure.owner_id is not None:
        before = next((str(one.user) for one in stock.members if one.pk == measure.owner_id), before)
    draft.set(
        "owner_id",
        member.pk if member else None,
        _label(rows, "owner"),
        before,
        str(member.user) if member else text[:200],
    )
    if not same_owner(measure.owner_name, "" if member else text):
        known = any(change.label == _label(rows, "owner") for change in draft.changes)
        draft.set("owner_name", "" if member else text[:200], _label(rows, "owner"), before, text)
        if known:
            draft.changes.pop()


def same_owner(stored: str, wanted: str) -> bool:
    """Whether two owner names are the same text."""
    return stored.strip() == wanted.strip()[:200]


def _set_costs(rows: Rows, row: RowIn, draft: Draft[Any], stock: Stock) -> None:
    for key, value in row.values.items():
        if key.partition(":")[0] != "cost" and key != "cost_total":
            continue
        year = int(key.partition(":")[2]) if ":" in key else None
        spec = rows.table.target.field(key)
        pair = (draft.instance.pk, year)
        stored = stock.costs.get(pair)
        before = stored.amount_cents if stored is not None else None
        if before == value or spec is None:
            continue
        if value is None:
            drop_pair(stock.costs, pair)
        elif stored is None:
            stock.costs.make(pair, {"measure_id": pair[0], "year": year, "amount_cents": value})
        else:
            change_pair(stock.costs, pair, amount_cents=value)
        label = f"{spec.label} {year}" if year else str(spec.label)
        draft.changes.append(FieldChange(label, shown_value(spec, before), shown_value(spec, value)))


def _check(rows: Rows, row: RowIn, draft: Draft[Any]) -> None:
    """Rules over several fields: the end comes after the start, a split adds up to 100."""
    measure = draft.instance
    for _attempt in range(4):
        if not (measure.starts_on and measure.ends_on and measure.ends_on < measure.starts_on):
            break
        text = measure.ends_on.strftime("%d.%m.%Y")
        params = {"start": measure.starts_on.strftime("%d.%m.%Y")}
        answer = rows.desk.ask(
            "end_before_start", rows.where(row, "ends_on"), text, params=params, per_row=True
        )
        if answer is None:
            break
        measure.ends_on = _replaced_date(answer.value) if answer.what == REPLACE else None
    shares = [getattr(measure, name) for name in SPLIT_FIELDS]
    total = sum(share or 0 for share in shares)
    if any(share is not None for share in shares) and total != 100:
        key = next((name for name in SPLIT_FIELDS if rows.has(name)), "")
        if rows.desk.ask(
            "split_not_hundred", rows.where(row, key), str(total), answers=(LEAVE_OUT,), per_row=True
        ):
            _reset: Callable[[str], None] = partial(_empty_share, draft)
            for name in SPLIT_FIELDS:
                _reset(name)


def _empty_share(draft: Draft[Any], name: str) -> None:
    setattr(draft.instance, name, (draft.before or {}).get(name))


def _replaced_date(text: str) -> Any:
    try:
        return read_date(text, edge="end").value
    except ValueProblem:
        return None


def _label(rows: Rows, key: str) -> str:
    spec = rows.table.target.field(key)
    return str(spec.label) if spec else key
