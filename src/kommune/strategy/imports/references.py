"""What a text in a list points to; doubts go to the desk with suggestions."""

import difflib
import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from kommune.imports.public import CREATE, LEAVE_OUT, REPLACE, Desk, Suggestion, Where
from kommune.standards.spreadsheets import read_link, says_unknown, split_list
from kommune.strategy.imports.shelves import Shelf, plain
from kommune.strategy.imports.stock import Stock
from kommune.strategy.models import Goal, Measure, Strategy
from kommune.strategy.shapes import StrategyKind, StrategyState

_PREFIX = re.compile(r"^(?:(?P<role>stadt|digital|fach)?-?ziele?|leitziel|nr\.?|goal)\s*:?\s+", re.IGNORECASE)
_ROLES = {"stadt": StrategyKind.CITY, "digital": StrategyKind.DIGITAL, "fach": StrategyKind.SECTOR}
_BAD_STRENGTH = re.compile(r"^(?P<goal>.+?)\s*[(\[:=]\s*[+\-−]?\d+\s*[)\]]?$", re.DOTALL)
_TRIES = 4
_NEAR = 3


class GoalFinder:
    """Finds the goal that a text means, as seen from a measure or goal of one strategy."""

    def __init__(self, stock: Stock, *, only_city: bool = False, own_strategy: UUID | None = None) -> None:
        self._stock = stock
        self._only_city = only_city
        self._own = own_strategy
        self._found: dict[str, list[Goal]] = {}
        self._read: dict[str, tuple[str, int | None]] = {}

    def look_up(self, text: str) -> list[Goal]:
        """The goals that are meant: one where it is clear, several where only the person can tell."""
        if text not in self._found:
            self._found[text] = self._search(text)
        return self._found[text]

    def read(self, part: str) -> tuple[str, int | None]:
        """Name and strength of a link as written; a goal whose name ends like a strength is taken whole."""
        if part not in self._read:
            self._read[part] = (part, None) if self.look_up(part) else read_link(part)
        return self._read[part]

    def _search(self, text: str) -> list[Goal]:
        found = self._stock.goals.look_up(text)
        wanted = StrategyKind.CITY if self._only_city else None
        if not found and (prefix := _PREFIX.match(text)):
            found = self._stock.goals.look_up(text[prefix.end() :])
            wanted = wanted or _ROLES.get((prefix["role"] or "").lower())
        if not found:
            found = self._by_strategy_prefix(text)
        if wanted is not None:
            found = [goal for goal in found if self._stock.role(goal) == wanted]
        return self._preferred(found)

    def _by_strategy_prefix(self, text: str) -> list[Goal]:
        folded = plain(text)
        for strategy in self._stock.strategies.order:
            title = plain(strategy.title)
            if folded.startswith((title + " ", title + ":")):
                rest = folded[len(title) :].strip(" :-")
                return [goal for goal in self._stock.goals.look_up(rest) if goal.strategy_id == strategy.id]
        return []

    def _preferred(self, goals: Sequence[Goal]) -> list[Goal]:
        """Of goals with the same number: living strategies, then the own one, then the digital one."""
        strategies = self._stock.strategies.by_id
        for test in (
            lambda goal: strategies[goal.strategy_id].state != StrategyState.SUPERSEDED,
            lambda goal: goal.strategy_id == self._own,
            lambda goal: self._stock.role(goal) == StrategyKind.DIGITAL,
        ):
            if len(goals) > 1:
                goals = [goal for goal in goals if test(goal)] or goals
        return list(goals)

    def suggestions(self, text: str) -> list[Suggestion]:
        """Goals with a similar number or title, and those among which a doubtful text may mean one."""
        doubtful = self.look_up(text)
        if len(doubtful) > 1:
            strategies = self._stock.strategies.by_id
            return [
                Suggestion(
                    f"{self._stock.goals.name(goal)} ({strategies[goal.strategy_id].title})", str(goal.pk)
                )
                for goal in doubtful[:5]
            ]
        goals = [
            goal
            for goal in self._stock.goals.order
            if not self._only_city or self._stock.role(goal) == "city"
        ]
        near = nearest(text, goals, lambda goal: (goal.number, goal.title))
        return [
            Suggestion(self._stock.goals.name(goal), self._stock.goals.reference(goal, self.look_up))
            for goal in near
        ]


def nearest(text: str, things: Iterable[Any], names: Callable[[Any], tuple[str, ...]]) -> list[Any]:
    """The three things whose number or title reads most like ``text``."""
    folded = plain(text)
    ranked = []
    matcher = difflib.SequenceMatcher(None, "", folded)
    for place, thing in enumerate(things):
        best = 0.0
        for name in names(thing):
            matcher.set_seq1(plain(name)[:80])
            if name and matcher.real_quick_ratio() > 0.5 and matcher.quick_ratio() > 0.5:
                best = max(best, matcher.ratio())
        if best > 0.5:
            ranked.append((-best, place, thing))
    return [thing for _, _, thing in sorted(ranked, key=lambda entry: entry[:2])[:_NEAR]]


def read_goal_links(
    text: str, finder: GoalFinder, desk: Desk, where: Where, *, signed: bool
) -> dict[UUID, tuple[int, bool]] | None:
    """Goal ids with (strength, whether it was stated) of a cell that names goals; None while one is open.

    A link without strength counts as 2. Negative strengths are a problem unless ``signed``.
    """
    found: dict[UUID, tuple[int, bool]] = {}
    is_open = False
    for part in split_list(text, lambda piece: bool(finder.look_up(piece))):
        link = _read_one_link(part, finder, desk, where, signed)
        if link is None:
            is_open = True
        elif link[0] is not None:
            found[link[0].pk] = (link[1], link[2])
    return None if is_open else found


def _read_one_link(
    part: str, finder: GoalFinder, desk: Desk, where: Where, signed: bool
) -> tuple[Goal | None, int, bool] | None:
    """Goal, strength, stated; a goal of None was left out, None is an open question."""
    for _attempt in range(_TRIES):
        name, strength = finder.read(part)
        goals = finder.look_up(name)
        if len(goals) == 1 and (strength is None or signed or strength >= 0):
            return goals[0], 2 if strength is None else strength, strength is not None
        code, suggestions = _link_problem(part, name, goals, finder)
        answer = desk.ask(code, where, part, suggestions=suggestions, params={"name": name})
        if answer is None:
            return None
        if answer.what == LEAVE_OUT:
            return None, 0, False
        part = (
            answer.value
            if strength is None or (strength < 0 and not signed)
            else f"{answer.value} ({strength})"
        )
    return None, 0, False


def _link_problem(
    part: str, name: str, goals: Sequence[Goal], finder: GoalFinder
) -> tuple[str, Callable[[], list[Suggestion]]]:
    if len(goals) == 1:
        return "negative_contribution", list
    if len(goals) > 1:
        return "ambiguous_goal", partial(finder.suggestions, name)
    outside = _BAD_STRENGTH.match(part)
    if outside and len(finder.look_up(outside["goal"].strip())) == 1:
        goal = outside["goal"].strip()
        return "strength_out_of_range", lambda: [
            Suggestion(f"{goal} (3)", f"{goal} (3)"),
            Suggestion(goal, goal),
        ]
    return "unknown_goal", partial(finder.suggestions, name)


def find_one(
    text: str,
    shelf: Shelf[Any],
    desk: Desk,
    where: Where,
    code: str,
    *,
    answers: tuple[str, ...] = (REPLACE, LEAVE_OUT),
    prefer: Callable[[list[Any]], list[Any]] | None = None,
) -> tuple[Any, str]:
    """The object that a text names, or None with 'open', 'leave_out', 'skip_row' or 'create'."""
    for _attempt in range(_TRIES):
        if not text or says_unknown(text):
            return None, ""
        found = shelf.look_up(text)
        found = prefer(found) if prefer and len(found) > 1 else found
        if len(found) == 1:
            return found[0], ""
        answer = desk.ask(
            code, where, text, answers=answers, suggestions=partial(_likely, text, shelf, found)
        )
        if answer is None:
            return None, "open"
        if answer.what != REPLACE:
            return None, answer.what
        text = answer.value
    return None, "open"


def _likely(text: str, shelf: Shelf[Any], found: Sequence[Any]) -> list[Suggestion]:
    if len(found) > 1:
        return [Suggestion(shelf.name(one), str(one.pk)) for one in found[:5]]
    near = nearest(text, shelf.order, shelf.names)
    return [Suggestion(shelf.name(one), shelf.reference(one)) for one in near]


def find_strategy(text: str, stock: Stock, desk: Desk, where: Where) -> tuple[Strategy | None, str]:
    """The strategy that a text names by title, id or the short name it has in the file."""
    by_key = stock.strategy_keys.get(plain(text))
    if by_key is not None:
        return by_key, ""
    return find_one(text, stock.strategies, desk, where, "unknown_strategy")


def find_unit(text: str, stock: Stock, desk: Desk, where: Where) -> tuple[Any, str]:
    """The unit that a text names by key, short name or name; the person may have it made."""
    unit, why = find_one(text, stock.units, desk, where, "unknown_unit", answers=(REPLACE, LEAVE_OUT, CREATE))
    if why == CREATE:
        made = [unit for unit in stock.units.made() if plain(unit.name) == plain(text)]
        if made:
            return made[0], ""
        unit = stock.unit_model(name=text[:200], position=stock.next_position(stock.units))
        stock.units.draft_new(unit, where)
        return unit, ""
    return unit, why


def find_measure(text: str, stock: Stock, desk: Desk, where: Where) -> tuple[Measure | None, str]:
    """The measure that a text names by number, title or id."""
    return find_one(text, stock.measures, desk, where, "unknown_measure")
