"""Rows of a sheet of weights become the shares of strategies' goals, with where they come from."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import isclose
from typing import Any
from uuid import UUID

from kommune.audit.public import image_of
from kommune.imports.public import LEAVE_OUT, SKIP_ROW, Count, Desk, RowIn, TableIn, Where, Write
from kommune.standards.spreadsheets import ValueProblem, read_number
from kommune.strategy.imports.measure_fields import WEIGHT
from kommune.strategy.imports.references import GoalFinder, find_strategy
from kommune.strategy.imports.stock import Stock
from kommune.strategy.models import Goal, Strategy, Weighting
from kommune.strategy.queries.alignment import sibling_shares

MOST = 1_000_000
_SOURCE = ("source", "source_note", "decided_on")


@dataclass(slots=True)
class _Told:
    """What a file says about the weights of one strategy; the row where it begins."""

    where: Where
    shares: dict[str, float] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class WeightPlan:
    """Weights that a file makes, changes (each with its stored image) and leaves as they are."""

    made: list[Weighting] = field(default_factory=list)
    changed: list[tuple[Weighting, Mapping[str, Any]]] = field(default_factory=list)
    unchanged: int = 0

    def counts(self) -> list[Count]:
        """How many strategies have new, other and the same weights; nothing where no file speaks of any."""
        if not (self.made or self.changed or self.unchanged):
            return []
        label = str(WEIGHT.label)
        return [Count(label, len(self.made), len(self.changed), self.unchanged, 0, WEIGHT.order)]

    def write(self) -> Write:
        """What is to be written."""
        return Write(made=self.made, changed=self.changed)


def plan_weights(tables: Sequence[TableIn], stock: Stock, desk: Desk) -> WeightPlan:
    """Shares of goals by strategy; a goal without a row keeps its share."""
    told: dict[UUID, _Told] = {}
    for table in tables:
        for row in table.rows:
            _read_row(table, row, stock, desk, told)
    plan = WeightPlan()
    for strategy_id, one in told.items():
        _compare(strategy_id, one, stock, desk, plan)
    return plan


def _read_row(table: TableIn, row: RowIn, stock: Stock, desk: Desk, told: dict[UUID, _Told]) -> None:
    strategy = _strategy(table, row, stock, desk)
    if strategy is None:
        return
    one = told.setdefault(strategy.pk, _Told(Where(table.sheet, row.number, table.columns.get("source", ""))))
    one.values.update({key: row.values[key] for key in _SOURCE if row.values.get(key)})
    text = str(row.values.get("share") or "")
    if not row.values.get("goal") or not text:
        return
    goal = _goal(table, row, strategy, stock, desk)
    share = _share(text, desk, Where(table.sheet, row.number, table.columns.get("share", "")))
    if goal is not None and share is not None:
        one.shares[str(goal.pk)] = share


def _strategy(table: TableIn, row: RowIn, stock: Stock, desk: Desk) -> Strategy | None:
    where = Where(table.sheet, row.number, table.columns.get("strategy", ""))
    text = row.values.get("strategy") or ""
    return find_strategy(text, stock, desk, where)[0] if text else None


def _goal(table: TableIn, row: RowIn, strategy: Strategy, stock: Stock, desk: Desk) -> Goal | None:
    text = row.values["goal"]
    own = [goal for goal in stock.goals.look_up(text) if goal.strategy_id == strategy.pk]
    found = own or GoalFinder(stock, own_strategy=strategy.pk).look_up(text)
    if len(found) == 1 and found[0].strategy_id == strategy.pk:
        return found[0]
    where = Where(table.sheet, row.number, table.columns.get("goal", ""))
    desk.ask("unknown_goal", where, text, answers=(SKIP_ROW,), params={"name": text})
    return None


def _share(text: str, desk: Desk, where: Where) -> float | None:
    try:
        number = read_number(text.removesuffix("%").strip()).value
    except ValueProblem:
        number = None
    if number is None or not 0 <= number <= MOST:
        desk.ask("share_unclear", where, text, answers=(SKIP_ROW,))
        return None
    return float(number)


def _compare(strategy_id: UUID, told: _Told, stock: Stock, desk: Desk, plan: WeightPlan) -> None:
    stored = stock.weightings.get(strategy_id)
    before: dict[str, float] = stored.shares if stored else {}
    said = {
        key: before[key] if key in before and isclose(before[key], share, rel_tol=1e-12) else share
        for key, share in told.shares.items()
    }
    values = {**told.values, "shares": {**before, **said}}
    name = stock.strategies.name(stock.strategies.by_id[strategy_id])
    source, note = (values.get(key) or getattr(stored, key, "") for key in ("source", "source_note"))
    if not source or not note:
        desk.ask("weights_need_source", told.where, name, answers=(SKIP_ROW,))
        return
    if zero := _all_zero(strategy_id, values["shares"], stock):
        desk.ask("shares_all_zero", told.where, zero, answers=(LEAVE_OUT,))
        return
    if stored is None:
        plan.made.append(Weighting(strategy_id=strategy_id, **values))
    elif any(getattr(stored, key) != value for key, value in values.items()):
        image = image_of(stored)
        for key, value in values.items():
            setattr(stored, key, value)
        plan.changed.append((stored, image))
    else:
        plan.unchanged += 1


def _all_zero(strategy_id: UUID, shares: Mapping[str, float], stock: Stock) -> str:
    """A goal that would weigh nothing, as would all of its siblings; an empty text where there is none."""
    groups: dict[UUID | None, list[Goal]] = defaultdict(list)
    for goal in stock.goals.order:
        if goal.strategy_id == strategy_id:
            groups[goal.parent_id].append(goal)
    for group in groups.values():
        if not sum(sibling_shares([str(goal.pk) for goal in group], shares)):
            return stock.goals.name(group[0])
    return ""
