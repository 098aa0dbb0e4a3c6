"""The strategy map as one person may see it: measures, goals, what carries what, what works against what."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID

from kommune.analysis.alignment import AssembledCase, GoalNode, MeasureLine, assemble_case, grow_tree
from kommune.analysis.portfolio import MeasureFacts
from kommune.analysis.strategy_map import CITY, DIGITAL, MEASURES, MapData, MapItem, MapLink, split_money
from kommune.audit.public import revision
from kommune.foundation.scope import current_town
from kommune.municipalities.public import Rung, Viewer
from kommune.strategy.models import Contribution, Goal, Measure, MeasureCost
from kommune.strategy.queries.relations import seen_relations
from kommune.strategy.queries.strategies import counts
from kommune.strategy.shapes import ENDED_PHASES, StrategyKind

BY_COUNT, BY_MONEY = "count", "money"
DIRECT = "direct."
Row = Mapping[str, Any]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class MapThing:
    """A measure or goal on the map; ``cents`` is a measure's own cost, None where unknown."""

    id: UUID
    column: int
    name: str
    field: str
    field_key: str
    cents: int | None = None


@dataclass(frozen=True, eq=False)
class TownMap:
    """Everything on the map by key (ids as text), in the order of the lists.

    ``contributions`` (measure, digital goal or passage) hold 1 to 3, ``relations`` (digital goal or passage,
    city goal) −3 to 3; a passage is ``direct.`` and the city goal that measures reach without a digital goal.
    """

    things: Mapping[str, MapThing]
    passages: tuple[str, ...]
    contributions: Mapping[Pair, int]
    relations: Mapping[Pair, int]

    def column(self, column: int) -> list[MapThing]:
        """The measures, digital goals or city goals, without passages."""
        return [thing for thing in self.things.values() if thing.column == column]

    @cached_property
    def money(self) -> Mapping[Pair, float]:
        """Known money in cents by line."""
        costs: dict[str, float | None] = {str(one.id): one.cents for one in self.column(MEASURES)}
        return split_money(costs, self.contributions, self.relations)

    @cached_property
    def without_line(self) -> frozenset[str]:
        """Measures and digital goals that lead nowhere, city goals that nothing leads to."""
        lines = [*self.contributions, *self.relations]
        leading, reached = {pair[0] for pair in lines}, {pair[1] for pair in lines}
        return frozenset(
            key
            for key, thing in self.things.items()
            if key not in (reached if thing.column == CITY else leading)
        )

    @cached_property
    def counts(self) -> tuple[tuple[tuple[int, int], ...], int]:
        """By column how many things have no line, and of how many; and the goals that work against others."""
        columns = [[str(thing.id) for thing in self.column(column)] for column in (MEASURES, DIGITAL, CITY)]
        lost = tuple((len(self.without_line.intersection(keys)), len(keys)) for keys in columns)
        return lost, len({digital for (digital, _city), score in self.relations.items() if score < 0})

    def data(self, by: str, direct_title: str) -> MapData:
        """The map for its layout, widths by ``count`` of lines or by ``money``."""
        columns: list[list[MapItem]] = [[], [], []]
        titles = {"": ""}
        for key, thing in self.things.items():
            columns[thing.column].append(MapItem(key, thing.name, thing.field_key))
            titles[thing.field_key] = thing.field
        columns[DIGITAL] += [
            MapItem(key, f"{direct_title}: {self.things[key.removeprefix(DIRECT)].name}", DIRECT, True)
            for key in self.passages
        ]
        titles[DIRECT] = direct_title
        rated = [*self.contributions.items(), *self.relations.items()]
        links = tuple(
            MapLink(source, target, self.size((source, target), by), score)
            for (source, target), score in rated
        )
        return MapData((tuple(columns[0]), tuple(columns[1]), tuple(columns[2])), links, titles)

    def size(self, line: Pair, by: str) -> float:
        """The width of a line in its unit: cents, or 1; what leaves a passage is as wide as what comes in."""
        if by == BY_MONEY:
            return self.money.get(line, 0.0)
        return float(len(self.lines_at(line[0])[0])) if line[0].startswith(DIRECT) else 1.0

    @cached_property
    def _lines(self) -> tuple[dict[str, list[tuple[Pair, int]]], dict[str, list[tuple[Pair, int]]]]:
        coming: dict[str, list[tuple[Pair, int]]] = {}
        leaving: dict[str, list[tuple[Pair, int]]] = {}
        rated = [*self.contributions.items(), *self.relations.items()]
        for pair, score in sorted(rated, key=lambda one: -one[1]):
            coming.setdefault(pair[1], []).append((pair, score))
            leaving.setdefault(pair[0], []).append((pair, score))
        return coming, leaving

    def lines_at(self, key: str) -> tuple[list[tuple[Pair, int]], list[tuple[Pair, int]]]:
        """The lines that come to a thing and those that leave it, strongest first."""
        coming, leaving = self._lines
        return coming.get(key, []), leaving.get(key, [])


def load_strategy_map(viewer: Viewer, *, sector_as: str = "digital") -> TownMap:
    """What was released to this person's rung and has not ended; seven queries whatever the size.

    Goals are leaves of their trees; what was rated for a parent holds for its unrated leaves. A conflict
    shows to the working group, and to others once its card was released to them.
    """
    town = current_town()
    return _map_at(town, revision(town), viewer.clearance, sector_as)


@lru_cache(maxsize=4)
def _map_at(_town: UUID, _revision: int, rung: Rung, sector_as: str) -> TownMap:
    """The map of the town in scope; remembered until its data change, for one looks at it in many states."""
    city_kinds = {StrategyKind.CITY, StrategyKind.SECTOR} if sector_as == "city" else {StrategyKind.CITY}
    goals = list(_goal_rows(rung))
    city = [row for row in goals if row["strategy__kind"] in city_kinds]
    digital = [row for row in goals if row["strategy__kind"] not in city_kinds]
    measures = list(_measure_rows(rung))
    found = assemble_case(
        city=grow_tree(_nodes(city)),
        digital=grow_tree(_nodes(digital)),
        measures=[MeasureLine(row["id"]) for row in measures],
        relations=_relations(rung),
        contributions={
            (measure, goal): strength
            for measure, goal, strength in Contribution.objects.order_by().values_list(
                "measure_id", "goal_id", "strength"
            )
        },
    )
    return _map_of(found, measures, {row["id"]: row for row in goals}, _costs(measures))


def _goal_rows(rung: Rung) -> Iterator[Row]:
    """Goals of the strategies that count, as in the answer: of two editions one."""
    rows = Goal.objects.filter(strategy__released_to__gte=rung).order_by(
        "strategy__kind", "strategy_id", "position", "number", "id"
    ).values(
        "id", "parent_id", "number", "title", "strategy_id", "strategy__kind", "strategy__title",
        "strategy__state", "strategy__supersedes__state", "strategy__supersedes__released_to",
        "field_id", "field__number", "field__title",
    )  # fmt: skip
    for row in rows.iterator():
        old_rung = row["strategy__supersedes__released_to"]
        is_seen = old_rung is not None and old_rung >= rung
        if counts(row["strategy__state"], row["strategy__supersedes__state"] if is_seen else None):
            yield row


def _measure_rows(rung: Rung) -> Iterator[Row]:
    """Measures; one names its field and its strategy only where these were released as well."""
    measures = Measure.objects.filter(released_to__gte=rung).exclude(phase__in=ENDED_PHASES)
    rows = measures.order_by("position", "number", "id").values(
        "id", "phase", "number", "title", "strategy_id", "strategy__title", "strategy__released_to",
        "field_id", "field__number", "field__title", "field__strategy__released_to",
    )  # fmt: skip
    for row in rows.iterator():
        hidden: dict[str, None] = {}
        if (row["field__strategy__released_to"] or 0) < rung:
            hidden |= {"field_id": None, "field__number": None, "field__title": None}
        if (row["strategy__released_to"] or 0) < rung:
            hidden |= {"strategy_id": None, "strategy__title": None}
        yield {**row, **hidden}


def _relations(rung: Rung) -> dict[tuple[Any, Any], int]:
    """Relations by ids; of those below 0 only what this person may know of."""
    rated = seen_relations(rung).order_by().values_list("digital_goal_id", "city_goal_id", "score")
    return {(digital, city): score for digital, city, score in rated}


def _costs(measures: Iterable[Row]) -> dict[UUID, int | None]:
    totals: dict[UUID, int] = {}
    years: dict[UUID, dict[int, int | None]] = {}
    rows = MeasureCost.objects.order_by().values_list("measure_id", "year", "amount_cents")
    for measure, year, amount in rows:
        if year is None:
            totals[measure] = amount
        else:
            years.setdefault(measure, {})[year] = amount
    return {
        row["id"]: MeasureFacts(
            id=row["id"],
            phase=row["phase"],
            cost_cents=totals.get(row["id"]),
            costs_by_year=years.get(row["id"], {}),
        ).total_cents
        for row in measures
    }


def _nodes(goals: Iterable[Row]) -> list[GoalNode]:
    listed = list(goals)
    known = {row["id"] for row in listed}
    return [GoalNode(row["id"], row["parent_id"] if row["parent_id"] in known else None) for row in listed]


def _map_of(
    found: AssembledCase, measures: Iterable[Row], goals: Mapping[UUID, Row], costs: Mapping[UUID, int | None]
) -> TownMap:
    city = set(found.city_ids)
    n_own = found.case.n_digital - int(found.case.is_virtual.sum())
    main_goals = {measure: goals[goal] for measure, goal in _main_goals(found).items()}
    things = {
        str(row["id"]): _thing(row, MEASURES, main_goals.get(row["id"], {}), costs[row["id"]])
        for row in measures
    }
    for column, ids in ((DIGITAL, found.digital_ids[:n_own]), (CITY, found.city_ids)):
        things |= {str(key): _thing(goals[key], column, {}) for key in ids if isinstance(key, UUID)}
    contributions, relations = {}, {}
    for (measure, goal), rating in found.contributions.items():
        if rating.value > 0:
            contributions[str(measure), f"{DIRECT}{goal}" if goal in city else str(goal)] = rating.value
    for (digital, goal), rating in found.relations.items():
        if rating.value:
            relations[str(digital), str(goal)] = rating.value
    passages = tuple(dict.fromkeys(goal for _measure, goal in contributions if goal.startswith(DIRECT)))
    relations |= {(passage, passage.removeprefix(DIRECT)): 3 for passage in passages}
    return TownMap(things, passages, contributions, relations)


def _main_goals(found: AssembledCase) -> dict[Any, Any]:
    """By measure the goal that it contributes most to, the first in the list of several."""
    place = {goal: at for at, goal in enumerate(found.digital_ids)}
    best: dict[Any, tuple[int, int, Any]] = {}
    for (measure, goal), rating in found.contributions.items():
        if rating.value > 0:
            best[measure] = min(best.get(measure, (0, 0, None)), (-rating.value, place[goal], goal))
    return {measure: goal for measure, (_strength, _place, goal) in best.items()}


def _thing(row: Row, column: int, main_goal: Row, cents: int | None = None) -> MapThing:
    """Grouped by field of action, a measure without one by that of its main goal, else by strategy."""
    name = f"{row['number']} {row['title']}".strip()
    for source in (row, main_goal):
        if source and source["field_id"]:
            field = f"{source['field__number']} {source['field__title']}".strip()
            return MapThing(row["id"], column, name, field, str(source["field_id"]), cents)
    return MapThing(
        row["id"], column, name, row["strategy__title"] or "", str(row["strategy_id"] or ""), cents
    )
