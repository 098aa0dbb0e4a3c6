"""What changes if a measure is dropped, a goal adopted, money moved: answered by reckoning anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from kommune.analysis.alignment.arrays import Bools, Floats, closed, indices_of
from kommune.analysis.alignment.case import NO_CITY_GOAL, AlignmentCase
from kommune.analysis.alignment.errors import AlignmentError
from kommune.analysis.alignment.paths import Paths, find_paths, headline
from kommune.analysis.alignment.ratings import CONTRIBUTIONS, RELATIONS, Ratings, Scale
from kommune.analysis.alignment.results import Headline


@dataclass(frozen=True, slots=True)
class DropMeasure:
    """The measure is not done; its money is gone with it."""

    measure: int


@dataclass(frozen=True, slots=True)
class DropGoal:
    """The digital goal is given up with its relations and contributions; it keeps its position."""

    digital: int


@dataclass(frozen=True, slots=True)
class AdoptGoal:
    """A new digital goal: (city goal, −3 … +3) and (measure, 0 … 3); it gets the next position."""

    relations: tuple[tuple[int, int], ...] = ()
    contributions: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class MoveMoney:
    """So much less for one measure and more for another, in the unit of ``costs``; both must be known."""

    source: int
    target: int
    amount: float


@dataclass(frozen=True, slots=True)
class ChangeCost:
    """The measure costs this much; None for unknown."""

    measure: int
    cost: float | None


@dataclass(frozen=True, slots=True)
class RateRelation:
    """The relation of a digital goal to a city goal is this, −3 … +3; None for unrated."""

    digital: int
    city: int
    score: int | None


@dataclass(frozen=True, slots=True)
class RateContribution:
    """The contribution of a measure to a digital goal is this, 0 … 3; None for unrated."""

    measure: int
    digital: int
    strength: int | None


Change: TypeAlias = (
    DropMeasure | DropGoal | AdoptGoal | MoveMoney | ChangeCost | RateRelation | RateContribution
)


@dataclass(frozen=True, slots=True, eq=False)
class Difference:
    """What a change would do; positions are those of the changed case, which keeps all old ones.

    - ``before`` and ``after``: the headline figures. ``adopted``: positions of new digital goals.
    - ``orphaned`` and ``served``: city goals that lose their last, or gain their first, supporting digital
      goal.
    - ``uncarried`` and ``carried``: the same for active measures on a positive path; ``undelivered`` and
      ``delivered`` for delivering ones, empty where the case does not say which deliver.
    - ``measures_losing_goal`` and ``measures_gaining_goal``: measures that stay and lose or gain all their
      paths.
    - ``conflicts_gone`` and ``conflicts_new``: direct conflicts as (digital, city).
    - ``budget_change`` per city goal, ``unallocated_change``, ``money_change``: in the unit of ``costs``.
    """

    before: Headline
    after: Headline
    adopted: tuple[int, ...]
    orphaned: tuple[int, ...]
    served: tuple[int, ...]
    uncarried: tuple[int, ...]
    carried: tuple[int, ...]
    undelivered: tuple[int, ...]
    delivered: tuple[int, ...]
    measures_losing_goal: tuple[int, ...]
    measures_gaining_goal: tuple[int, ...]
    conflicts_gone: tuple[tuple[int, int], ...]
    conflicts_new: tuple[tuple[int, int], ...]
    budget_change: Floats
    unallocated_change: float
    money_change: float


@dataclass(frozen=True, slots=True, eq=False)
class _Standing:
    """What two states of a case are compared by."""

    case: AlignmentCase
    paths: Paths
    budget: Floats
    headline: Headline
    supported: Bools
    carried: Bools
    delivered: Bools
    unallocated: float


def what_if(case: AlignmentCase, changes: Sequence[Change]) -> Difference:
    """The difference that these changes, made one after the other, would make; the case itself stays.

    Raises ``AlignmentError`` as ``changed_case`` does.
    """
    changed = changed_case(case, changes)
    before, after = _stand(case), _stand(changed)
    stays = case.active & changed.active
    was_against = _grown(before.paths.against > 0, changed.n_digital)
    is_against = after.paths.against > 0
    return Difference(
        before=before.headline,
        after=after.headline,
        adopted=tuple(range(case.n_digital, changed.n_digital)),
        orphaned=indices_of(before.supported & ~after.supported),
        served=indices_of(after.supported & ~before.supported),
        uncarried=indices_of(before.carried & ~after.carried),
        carried=indices_of(after.carried & ~before.carried),
        undelivered=indices_of(before.delivered & ~after.delivered),
        delivered=indices_of(after.delivered & ~before.delivered),
        measures_losing_goal=indices_of(stays & before.paths.has_path & ~after.paths.has_path),
        measures_gaining_goal=indices_of(stays & after.paths.has_path & ~before.paths.has_path),
        conflicts_gone=_cells(was_against & ~is_against),
        conflicts_new=_cells(is_against & ~was_against),
        budget_change=closed(after.budget - before.budget),
        unallocated_change=after.unallocated - before.unallocated,
        money_change=float(after.paths.cost.sum() - before.paths.cost.sum()),
    )


def changed_case(case: AlignmentCase, changes: Sequence[Change]) -> AlignmentCase:
    """The case after these changes.

    Raises ``AlignmentError``: ``measure_unknown``, ``goal_unknown``, ``city_goal_unknown`` for positions
    that do not exist, ``cost_unknown`` and ``money_short`` for money that cannot be moved,
    ``cost_negative``, ``out_of_range`` and the like for values.
    """
    for change in changes:
        case = _changed(case, change)
    return case


def _changed(case: AlignmentCase, change: Change) -> AlignmentCase:
    match change:
        case DropMeasure(measure):
            _known("measure_unknown", measure, case.n_measures)
            return replace(case, active=_with(case.active, measure, False))
        case DropGoal(digital):
            _known("goal_unknown", digital, case.n_digital)
            return replace(case, goal_active=_with(case.goal_active, digital, False))
        case AdoptGoal():
            return _adopt(case, change)
        case MoveMoney():
            return _move(case, change)
        case ChangeCost(measure, cost):
            _known("measure_unknown", measure, case.n_measures)
            return _priced(case, measure, cost)
        case RateRelation(digital, city, score):
            _known("goal_unknown", digital, case.n_digital)
            _known("city_goal_unknown", city, case.n_city)
            return replace(case, relations=_rated(case.relations, digital, city, score, RELATIONS))
        case RateContribution(measure, digital, strength):
            _known("measure_unknown", measure, case.n_measures)
            _known("goal_unknown", digital, case.n_digital)
            rated = _rated(case.contributions, measure, digital, strength, CONTRIBUTIONS)
            return replace(case, contributions=rated)


def _adopt(case: AlignmentCase, goal: AdoptGoal) -> AlignmentCase:
    at, n_digital = case.n_digital, case.n_digital + 1
    relations = [(at, city, score) for city, score in goal.relations]
    contributions = [(measure, at, strength) for measure, strength in goal.contributions]
    return replace(
        case,
        relations=case.relations.extended(relations, n_digital, case.n_city, RELATIONS),
        contributions=case.contributions.extended(contributions, case.n_measures, n_digital, CONTRIBUTIONS),
        goal_active=closed(np.append(case.goal_active, True)),
        virtual_for=closed(np.append(case.virtual_for, NO_CITY_GOAL)),
    )


def _move(case: AlignmentCase, move: MoveMoney) -> AlignmentCase:
    for measure in (move.source, move.target):
        _known("measure_unknown", measure, case.n_measures)
        if np.isnan(case.costs[measure]):
            raise AlignmentError("cost_unknown", row=measure)
    held = float(case.costs[move.source])
    if move.amount > held:
        raise AlignmentError("money_short", row=move.source, found=held, value=move.amount)
    poorer = _priced(case, move.source, held - move.amount)
    return _priced(poorer, move.target, float(poorer.costs[move.target]) + move.amount)


def _priced(case: AlignmentCase, measure: int, cost: float | None) -> AlignmentCase:
    if cost is not None and not np.isfinite(cost):
        raise AlignmentError("cost_not_a_number", key="costs", row=measure, value=cost)
    if cost is not None and cost < 0:
        raise AlignmentError("cost_negative", key="costs", row=measure, value=cost)
    costs = case.costs.copy()
    costs[measure] = np.nan if cost is None else cost
    return replace(case, costs=closed(costs))


def _rated(ratings: Ratings, row: int, column: int, value: int | None, scale: Scale) -> Ratings:
    others = ratings.kept((ratings.rows != row) | (ratings.columns != column))
    cells = [] if value is None else [(row, column, value)]
    return others.extended(cells, ratings.n_rows, ratings.n_columns, scale)


def _stand(case: AlignmentCase) -> _Standing:
    paths = find_paths(case)
    budget = paths.budget()
    nobody = np.zeros(case.n_measures, dtype=bool)
    return _Standing(
        case=case,
        paths=paths,
        budget=budget,
        headline=headline(case, paths, case.weights, budget),
        supported=np.any(paths.support > 0, axis=0),
        carried=paths.carried_by(case.active),
        delivered=paths.carried_by(nobody if case.delivers is None else case.delivers),
        unallocated=float(paths.cost[case.active & ~paths.has_path].sum()),
    )


def _known(code: str, at: int, n_rows: int) -> None:
    if not 0 <= at < n_rows:
        raise AlignmentError(code, row=at, n_rows=n_rows)


def _with(flags: Bools, at: int, flag: bool) -> Bools:
    changed = flags.copy()
    changed[at] = flag
    return closed(changed)


def _grown(mask: Bools, n_rows: int) -> Bools:
    grown = np.zeros((n_rows, mask.shape[1]), dtype=bool)
    grown[: len(mask)] = mask
    return grown


def _cells(mask: Bools) -> tuple[tuple[int, int], ...]:
    return tuple((digital, city) for digital, city in np.argwhere(mask).tolist())
