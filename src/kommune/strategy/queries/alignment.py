"""A town's goals, measures, ratings and weights as one case for the analysis of alignment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import cast
from uuid import UUID

from kommune.analysis.alignment import (
    AlignmentCase,
    GoalNode,
    MeasureLine,
    SpreadRating,
    assemble_case,
    grow_tree,
)
from kommune.analysis.portfolio import MeasureFacts
from kommune.audit.public import revision
from kommune.foundation.scope import current_town
from kommune.municipalities.public import Rung
from kommune.strategy.queries.case_rows import SHOWN_TO, CaseRows, Row, load_case_rows, rows_then
from kommune.strategy.queries.strategies import counts
from kommune.strategy.shapes import Origin, Phase, StrategyKind

Pair = tuple[UUID, UUID]

KEPT_CASES = 4
DELIVERING = frozenset({Phase.FUNDED, Phase.RUNNING, Phase.OPERATING})
SECTOR_ROLES = ("digital", "city")
ADDS_UP_WITHIN = 0.05
"""Percentage points by which the shares of siblings may miss 100 without a word: they are rounded."""


@dataclass(frozen=True, slots=True)
class WeightOrigin:
    """Where the weights of one strategy come from; ``is_scaled`` where they did not add up."""

    strategy_id: UUID
    source: str
    note: str
    decided_on: date | None
    is_scaled: bool


@dataclass(frozen=True, slots=True, eq=False)
class TownCase:
    """A town's case and what its positions stand for.

    ``city``, ``digital`` and ``measures`` are ids by position; where ``case.virtual_for`` is not −1, the id
    in ``digital`` is that of the city goal that measures are linked to directly. ``relations`` (digital,
    city) and ``contributions`` (measure, goal) hold each cell of leaves with the cell that was rated.
    ``left_out`` are rated cells whose goal or measure no longer counts. ``weights`` say where weights come
    from; without any, all goals weigh the same. ``ignored_shares`` are parents (None: the top) whose shares
    are all 0, which therefore count as equal. ``n_from_list`` counts relations that no person rated.
    ``city_parents`` has every city goal, parents included.
    """

    case: AlignmentCase
    city: tuple[UUID, ...]
    digital: tuple[UUID, ...]
    measures: tuple[UUID, ...]
    relations: Mapping[Pair, SpreadRating]
    contributions: Mapping[Pair, SpreadRating]
    left_out: tuple[Pair, ...]
    weights: tuple[WeightOrigin, ...]
    ignored_shares: tuple[UUID | None, ...]
    n_from_list: int
    has_sector: bool
    city_parents: Mapping[UUID, UUID | None]
    sector_as: str

    def city_at(self, goal_id: UUID) -> int | None:
        """The position of a city goal; None for a parent, or a goal that does not count."""
        return self.city.index(goal_id) if goal_id in self.city else None

    def digital_at(self, goal_id: UUID) -> int | None:
        """The position of a digital goal of its own; None for a parent, or a goal that does not count."""
        own = self.digital[: self.n_own_digital]
        return own.index(goal_id) if goal_id in own else None

    def measure_at(self, measure_id: UUID) -> int | None:
        """The position of a measure."""
        return self.measures.index(measure_id) if measure_id in self.measures else None

    @property
    def n_own_digital(self) -> int:
        """How many digital goals there are without the virtual ones, which stand behind them."""
        return self.case.n_digital - int(self.case.is_virtual.sum())


def load_town_case(rung: Rung, *, sector_as: str = "digital", as_of: datetime | None = None) -> TownCase:
    """Everything released to ``rung`` as one case; seven queries whatever the size, eight for the past.

    Superseded strategies do not count, and neither does the draft of an edition before it is adopted;
    sector goals stand in the role ``sector_as`` ("digital" or "city").
    A measure delivers where it is funded, running or operating and has an owner; what has ended counts
    nowhere. Costs are in cents. With ``as_of``, values are those of that moment, seen with today's rights.
    """
    rows = load_case_rows()
    return _case_of(rows if as_of is None else rows_then(rows, as_of), rung, sector_as)


def current_case(rung: Rung, *, sector_as: str = "digital") -> TownCase:
    """The case of today, kept by this process until the town's data change; one query while they do not."""
    town = current_town()
    return _kept_case(town, revision(town), rung, sector_as)


@lru_cache(maxsize=KEPT_CASES)
def _kept_case(_town: UUID, _revision: int, rung: Rung, sector_as: str) -> TownCase:
    return load_town_case(rung, sector_as=sector_as)


def load_now_and_then(rung: Rung, *, sector_as: str, as_of: datetime) -> tuple[TownCase, TownCase]:
    """The case of today and that of a moment of the past; eight queries together."""
    rows = load_case_rows()
    return _case_of(rows, rung, sector_as), _case_of(rows_then(rows, as_of), rung, sector_as)


def _case_of(rows: CaseRows, rung: Rung, sector_as: str) -> TownCase:
    strategies = _strategies_in_force(rows, rung)
    city_kinds = {StrategyKind.CITY, StrategyKind.SECTOR} if sector_as == "city" else {StrategyKind.CITY}
    goals = sorted(
        (row for row in rows.of("goal") if row["strategy_id"] in strategies),
        key=lambda row: (strategies[row["strategy_id"]], row["strategy_id"]),
    )
    city_rows = [row for row in goals if strategies[row["strategy_id"]] in city_kinds]
    digital_rows = [row for row in goals if strategies[row["strategy_id"]] not in city_kinds]
    city_nodes, weights, ignored = _weighted(city_rows, rows.of("weighting"))
    found = assemble_case(
        city=grow_tree(city_nodes),
        digital=grow_tree(_nodes(digital_rows)),
        measures=_measures(rows, rung),
        relations=_relations(rows, rung),
        contributions={
            (row["measure_id"], row["goal_id"]): row["strength"] for row in rows.of("contribution")
        },
    )
    return TownCase(
        case=found.case,
        city=cast(tuple[UUID, ...], found.city_ids),
        digital=cast(tuple[UUID, ...], found.digital_ids),
        measures=cast(tuple[UUID, ...], found.measure_ids),
        relations=cast(Mapping[Pair, SpreadRating], found.relations),
        contributions=cast(Mapping[Pair, SpreadRating], found.contributions),
        left_out=cast(tuple[Pair, ...], found.left_out),
        weights=weights,
        ignored_shares=ignored,
        n_from_list=_count_from_list(rows, found.relations.values()),
        has_sector=StrategyKind.SECTOR in strategies.values(),
        city_parents=cast("dict[UUID, UUID | None]", {node.id: node.parent for node in city_nodes}),
        sector_as=sector_as,
    )


def _relations(rows: CaseRows, rung: Rung) -> dict[Pair, int]:
    """Scores by pair, without conflicts that have not been released to this rung; see ``seen_relations``."""
    return {
        _pair(row): row["score"]
        for row in rows.of("goal_relation")
        if row["score"] >= 0 or rung == Rung.WORKING_GROUP or (row[SHOWN_TO] or 0) >= rung
    }


def _pair(row: Row) -> Pair:
    return row["digital_goal_id"], row["city_goal_id"]


def _count_from_list(rows: CaseRows, ratings: Iterable[SpreadRating]) -> int:
    used = {one.source for one in ratings}
    listed = (_pair(row) for row in rows.of("goal_relation") if row["origin"] == Origin.LIST)
    return sum(pair in used for pair in listed)


def _strategies_in_force(rows: CaseRows, rung: Rung) -> dict[UUID, str]:
    seen = {row["id"]: row for row in rows.of("strategy") if row["released_to"] >= rung}
    states = {key: row["state"] for key, row in seen.items()}
    return {
        key: row["kind"]
        for key, row in seen.items()
        if counts(row["state"], states.get(row["supersedes_id"]))
    }


def _nodes(goals: Iterable[Row]) -> list[GoalNode]:
    """Goals in their trees; one whose parent is not among them stands at the top."""
    listed = list(goals)
    known = {row["id"] for row in listed}
    return [GoalNode(row["id"], row["parent_id"] if row["parent_id"] in known else None) for row in listed]


def _weighted(
    goals: list[Row], weightings: Iterable[Row]
) -> tuple[list[GoalNode], tuple[WeightOrigin, ...], tuple[UUID | None, ...]]:
    """The nodes with their shares; those of siblings are scaled to 1 in the mean.

    Goals at the top of several strategies are siblings; scaled by strategy, each strategy counts as much as
    it has goals at the top, as it does without weights.
    """
    strategy_of = {row["id"]: row["strategy_id"] for row in goals}
    by_strategy = {row["strategy_id"]: row for row in weightings}
    groups: dict[tuple[UUID, UUID | None], list[GoalNode]] = {}
    for node in _nodes(goals):
        place = (strategy_of[cast(UUID, node.id)], cast("UUID | None", node.parent))
        groups.setdefault(place, []).append(node)
    parts: dict[UUID, GoalNode] = {}
    scaled: set[UUID] = set()
    ignored: list[UUID | None] = []
    for (strategy, parent), group in groups.items():
        said = by_strategy[strategy]["shares"] if strategy in by_strategy else {}
        shares = sibling_shares([str(node.id) for node in group], said)
        total = sum(shares)
        if not total:
            ignored.append(parent)
        if said and abs(total - 100) > ADDS_UP_WITHIN:
            scaled.add(strategy)
        for node, share in zip(group, shares, strict=True):
            part = share * len(group) / total if total else 1.0
            parts[cast(UUID, node.id)] = replace(node, share=part)
    origins = tuple(
        WeightOrigin(key, row["source"], row["source_note"], row["decided_on"], key in scaled)
        for key, row in by_strategy.items()
        if key in set(strategy_of.values())
    )
    return [parts[goal] for goal in strategy_of], origins, tuple(ignored)


def sibling_shares(goals: list[str], said: Mapping[str, float]) -> list[float]:
    """The shares of siblings; one that nobody named gets the mean of the others, all alike without any."""
    named = [float(said[goal]) for goal in goals if goal in said]
    mean = sum(named) / len(named) if named else 100 / len(goals)
    return [float(said.get(goal, mean)) for goal in goals]


def _measures(rows: CaseRows, rung: Rung) -> list[MeasureLine]:
    totals: dict[UUID, int] = {}
    years: dict[UUID, dict[int, int | None]] = {}
    for row in rows.of("measure_cost"):
        if row["year"] is None:
            totals[row["measure_id"]] = row["amount_cents"]
        else:
            years.setdefault(row["measure_id"], {})[row["year"]] = row["amount_cents"]
    lines = []
    for row in rows.of("measure"):
        if row["released_to"] < rung:
            continue
        facts = MeasureFacts(
            id=row["id"],
            phase=row["phase"],
            has_owner=row["owner_id"] is not None or bool(row["owner_name"]),
            cost_cents=totals.get(row["id"]),
            costs_by_year=years.get(row["id"], {}),
        )
        delivers = facts.phase in DELIVERING and facts.has_owner
        lines.append(MeasureLine(row["id"], facts.total_cents, facts.is_active, delivers))
    return lines
