"""What can be rated: the goals and measures on both sides of a pair, in the order of their lists."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from kommune.analysis.suggestions import ComparedText
from kommune.municipalities.public import Viewer, system_viewer
from kommune.strategy.models import Measure
from kommune.strategy.queries.kept import kept_while_unchanged
from kommune.strategy.queries.measures import visible_measures
from kommune.strategy.queries.strategies import in_force, visible_goals
from kommune.strategy.rules import measures_edited_by
from kommune.strategy.shapes import ENDED_PHASES, StrategyKind


class Pairing(StrEnum):
    """Which two kinds of things are rated against each other."""

    GOALS = "goals"
    MEASURES = "measures"


SIDES_KEPT = 4
LEAST = {Pairing.GOALS: -3, Pairing.MEASURES: 0}


@dataclass(frozen=True, slots=True)
class Rateable:
    """A goal or a measure as the rating pages need it; ``depth`` counts the goals above it."""

    id: UUID
    number: str
    title: str
    body: str
    group: str
    strategy_id: UUID | None
    field_id: UUID | None
    parent_id: UUID | None = None
    path: tuple[str, ...] = ()
    is_leaf: bool = True

    @property
    def depth(self) -> int:
        """How many goals stand above it."""
        return len(self.path)

    @property
    def label(self) -> str:
        """Number and title, as everywhere."""
        return f"{self.number} {self.title}".strip()

    @property
    def text(self) -> ComparedText:
        """What its meaning is read from."""
        return ComparedText(self.title, self.body, self.path)


@dataclass(frozen=True, slots=True)
class RateableGoals:
    """The goals of strategies in force: those that act, those of the city, those that measures serve."""

    acting: tuple[Rateable, ...]
    city: tuple[Rateable, ...]

    @property
    def served(self) -> tuple[Rateable, ...]:
        """What measures are rated against: digital and sector goals, where there are none the city's."""
        return self.acting or self.city


def load_goals(viewer: Viewer) -> RateableGoals:
    """Goals of strategies that count, of two editions one, that this person may see, as trees; one query."""
    rows = (
        visible_goals(viewer)
        .filter(in_force(viewer))
        .order_by("strategy__kind", "strategy__title", "strategy_id", "position", "number", "id")
        .values_list(
            "id", "number", "title", "text", "parent_id", "strategy_id", "strategy__kind",
            "strategy__title", "field_id",
        )
    )  # fmt: skip
    found = list(rows)
    return RateableGoals(
        acting=_in_tree_order([row for row in found if row[6] != StrategyKind.CITY]),
        city=_in_tree_order([row for row in found if row[6] == StrategyKind.CITY]),
    )


def load_measures(viewer: Viewer) -> tuple[Rateable, ...]:
    """Measures that have not ended and whose contributions this person may rate; one query."""
    rows = (
        visible_measures(viewer)
        .filter(measures_edited_by(viewer))
        .exclude(phase__in=ENDED_PHASES)
        .order_by("position", "number", "id")
        .values_list("id", "number", "title", "aim", "field__title", "strategy_id", "field_id")
    )
    return tuple(Rateable(*row[:4], row[4] or "", *row[5:]) for row in rows)


@kept_while_unchanged(SIDES_KEPT)
def load_sides(viewer: Viewer, pairing: Pairing) -> tuple[tuple[Rateable, ...], tuple[Rateable, ...]]:
    """Rows and columns of a matrix, kept until the town's data change."""
    goals = load_goals(viewer)
    if pairing == Pairing.GOALS:
        return goals.acting, goals.city
    return load_measures(viewer), goals.served


def load_texts() -> tuple[tuple[Rateable, ...], tuple[Rateable, ...]]:
    """All goals in force and all measures of the town in scope, whoever may see them; two queries."""
    goals = load_goals(system_viewer())
    rows = Measure.objects.order_by("id").values_list("id", "number", "title", "aim")
    measures = tuple(Rateable(key, number, title, aim, "", None, None) for key, number, title, aim in rows)
    return (*goals.acting, *goals.city), measures


def _in_tree_order(rows: Sequence[tuple[Any, ...]]) -> tuple[Rateable, ...]:
    """Goals with those above them, each followed by its sub-goals."""
    ids = {row[0] for row in rows}
    children: dict[UUID | None, list[tuple[Any, ...]]] = {}
    for row in rows:
        children.setdefault(row[4] if row[4] in ids else None, []).append(row)

    def walk(parent: UUID | None, path: tuple[str, ...]) -> Iterator[Rateable]:
        for row in children.get(parent, ()):
            goal_id, number, title, text, _parent, strategy_id, _kind, strategy, field_id = row
            is_leaf = goal_id not in children
            yield Rateable(
                goal_id, number, title, text, strategy, strategy_id, field_id, parent, path, is_leaf
            )
            yield from walk(goal_id, (*path, title))

    return tuple(walk(None, ()))
