"""What lists say about goals: columns that name goals, and sheets of links and of goal relations."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from kommune.imports.public import LEAVE_OUT, REPLACE, SKIP_ROW, Desk, FieldChange, RowIn, TableIn, Where
from kommune.strategy.imports.pairs import change_pair, drop_pair
from kommune.strategy.imports.ratings import Bringer, is_kept, lacks_reason, signed, told_beside
from kommune.strategy.imports.references import GoalFinder, find_measure, read_goal_links
from kommune.strategy.imports.shelves import Shelf
from kommune.strategy.imports.stock import Pairs, Stock
from kommune.strategy.models import Goal, Measure
from kommune.strategy.shapes import Origin

Links = dict[UUID, tuple[int, bool]]
_LIST, _RATED = Origin.LIST.value, Origin.RATED.value


@dataclass(slots=True)
class LinkCounts:
    """Links of one kind that a list makes, changes, leaves and lets go."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0


@dataclass(frozen=True, slots=True)
class LinkKind:
    """How contributions and goal relations are told apart while both are read the same way."""

    pairs: Pairs
    seconds: dict[UUID, set[UUID]]
    first: str
    second: str
    value: str
    counts: LinkCounts

    def make(self, pair: tuple[UUID, UUID], strength: int, given: bool, **more: Any) -> None:
        """A new link from a list."""
        values = {f"{self.first}_id": pair[0], f"{self.second}_id": pair[1], self.value: strength}
        self.pairs.make(pair, {"origin": _LIST, "strength_given": given, **values, **more})
        self.counts.new += 1


def contribution_kind(stock: Stock, counts: LinkCounts) -> LinkKind:
    """Measures' contributions to goals."""
    return LinkKind(stock.contributions, stock.links_of, "measure", "goal", "strength", counts)


def relation_kind(stock: Stock, counts: LinkCounts) -> LinkKind:
    """Goals' relations to city goals."""
    return LinkKind(stock.relations, stock.relations_of, "digital_goal", "city_goal", "score", counts)


def link_measures(
    linked: list[tuple[TableIn, RowIn, Measure]], stock: Stock, desk: Desk, kind: LinkKind
) -> None:
    """Set the contributions that the measures' columns name; others go, unless they were rated."""
    finders: dict[tuple[UUID | None, bool], GoalFinder] = {}
    for table, row, measure in linked:
        wanted: Links | None = {}
        for key, only_city in (("links", False), ("city_links", True)):
            if key not in row.values or wanted is None:
                continue
            finder_key = (measure.strategy_id, only_city)
            if finder_key not in finders:
                finders[finder_key] = GoalFinder(stock, only_city=only_city, own_strategy=measure.strategy_id)
            where = Where(table.sheet, row.number, table.columns[key])
            read = read_goal_links(row.values[key], finders[finder_key], desk, where, signed=False)
            wanted = None if read is None else {**wanted, **read}
        if wanted is not None:
            may_drop = ("links" in row.values) or None
            scope = None if may_drop else "city"
            changes = _set_links(kind, measure.pk, wanted, stock, scope)
            _note_changes(changes, table, row, measure, stock.measures)


def link_goals(linked: list[tuple[TableIn, RowIn, Goal]], stock: Stock, desk: Desk, kind: LinkKind) -> None:
    """Set the relations to city goals that the goals' own column names."""
    finder = GoalFinder(stock, only_city=True)
    for table, row, goal in linked:
        where = Where(table.sheet, row.number, table.columns["relations"])
        wanted = read_goal_links(row.values["relations"], finder, desk, where, signed=True)
        if wanted is None:
            continue
        if goal.pk in wanted or (wanted and stock.role(goal) == "city"):
            desk.ask("relation_of_city_goal", where, row.values["relations"], answers=(LEAVE_OUT,))
            continue
        changes = _set_links(kind, goal.pk, wanted, stock, None)
        _note_changes(changes, table, row, goal, stock.goals)


def _set_links(
    kind: LinkKind, first: UUID, wanted: Links, stock: Stock, scope: str | None
) -> list[FieldChange]:
    changes: list[FieldChange] = []
    for second, (strength, given) in wanted.items():
        pair = (first, second)
        kind.pairs.met.add(pair)
        stored = kind.pairs.get(pair)
        name = stock.goals.name(stock.goals.by_id[second])
        if stored is None:
            kind.make(pair, strength, given)
            changes.append(FieldChange(_LINK, "", f"{name} ({strength})"))
        elif stored.origin == _RATED or not change_pair(
            kind.pairs, pair, **{kind.value: strength, "strength_given": given}
        ):
            kind.counts.unchanged += 1
        else:
            kind.counts.changed += 1
            changes.append(FieldChange(_LINK, name, f"{name} ({strength})"))
    for second in kind.seconds.get(first, set()) - set(wanted):
        stored = kind.pairs.stored[(first, second)]
        goal = stock.goals.by_id[second]
        if stored.origin == _RATED or (scope == "city" and stock.role(goal) != "city"):
            continue
        drop_pair(kind.pairs, (first, second))
        kind.counts.gone += 1
        changes.append(FieldChange(_LINK, f"{stock.goals.name(goal)} ({getattr(stored, kind.value)})", ""))
    return changes


_LINK = "→"


def _note_changes(
    changes: list[FieldChange], table: TableIn, row: RowIn, thing: Any, shelf: Shelf[Any]
) -> None:
    if changes:
        shelf.draft(thing, Where(table.sheet, row.number)).changes.extend(changes)


def plan_links(table: TableIn, stock: Stock, desk: Desk, kind: LinkKind, bringer: Bringer) -> None:
    """Rows of a sheet of links: each adds or changes one; links that have no row stay."""
    for row in table.rows:
        pair = _pair(table, row, stock, desk, kind)
        if pair is None:
            continue
        where = Where(table.sheet, row.number, table.columns.get("strength", ""))
        strength = row.values.get("strength")
        given = row.values.get("given")
        given = strength is not None if given is None else given
        strength = 2 if strength is None else strength
        if strength < 0 and kind.value == "strength":
            desk.ask("negative_contribution", where, str(strength), answers=(LEAVE_OUT,))
            continue
        told = {kind.value: strength, "strength_given": given, **told_beside(row)}
        _set_one(
            kind, pair, told, bringer, desk, Where(table.sheet, row.number, table.columns.get("reason", ""))
        )


def _set_one(
    kind: LinkKind,
    pair: tuple[UUID, UUID],
    told: dict[str, Any],
    bringer: Bringer,
    desk: Desk,
    where: Where,
) -> None:
    """Let a row make or change its link; who stands for it then is not the file's to say."""
    kind.pairs.met.add(pair)
    stored = kind.pairs.get(pair)
    values = {} if is_kept(stored, told) else signed(stored, told, bringer)
    if kind.value == "score" and lacks_reason(stored, values):
        answer = desk.ask(
            "reason_missing", where, f"{told['score']:+d}", answers=(REPLACE, SKIP_ROW), per_row=True
        )
        if answer is None or answer.what == SKIP_ROW:
            return
        values["reason"] = answer.value
    if stored is None:
        more = {name: value for name, value in values.items() if name not in {kind.value, "strength_given"}}
        kind.make(pair, told[kind.value], told["strength_given"], **more)
    elif change_pair(kind.pairs, pair, **values):
        kind.counts.changed += 1
    else:
        kind.counts.unchanged += 1


def _pair(table: TableIn, row: RowIn, stock: Stock, desk: Desk, kind: LinkKind) -> tuple[UUID, UUID] | None:
    """The two ends of a row's link, or None where one is missing, left out or in doubt."""
    first_key, second_key = ("measure", "goal") if kind.first == "measure" else ("goal", "city_goal")
    first: Any
    if kind.first == "measure":
        first, _ = find_measure(
            row.values.get("measure", ""),
            stock,
            desk,
            Where(table.sheet, row.number, table.columns.get("measure", "")),
        )
    else:
        first = _goal(row.values.get(first_key, ""), table, row, first_key, GoalFinder(stock), desk, stock)
    own = first.strategy_id if kind.first == "measure" and first is not None else None
    finder = GoalFinder(stock, only_city=kind.first != "measure", own_strategy=own)
    second = _goal(row.values.get(second_key, ""), table, row, second_key, finder, desk, stock)
    return None if first is None or second is None else (first.pk, second.pk)


def _goal(
    text: str, table: TableIn, row: RowIn, key: str, finder: GoalFinder, desk: Desk, stock: Stock
) -> Goal | None:
    where = Where(table.sheet, row.number, table.columns.get(key, ""))
    if not text:
        return None
    found = finder.look_up(text)
    if len(found) == 1:
        return found[0]
    read = read_goal_links(text, finder, desk, where, signed=True)
    chosen = [stock.goals.by_id[goal_id] for goal_id in read or ()]
    return chosen[0] if len(chosen) == 1 else None
