"""Where the known money goes, in whole cents that always sum exactly."""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from typing import TypeVar

from kommune.analysis.portfolio.results import CityMoney, Money, YearMoney
from kommune.analysis.portfolio.shapes import Id, Portfolio
from kommune.analysis.portfolio.tree import (
    Strengths,
    active_goals,
    positive_relations,
    strengths,
    with_ancestors,
)

Key = TypeVar("Key", bound=Hashable)


def share_out(amount: int, weights: Mapping[Key, int]) -> dict[Key, int]:
    """``amount`` (not negative) in whole parts proportional to integer weights, by largest remainder.

    The parts sum to ``amount`` exactly; equal remainders go by the text of the key. Without any
    positive weight nothing is shared out and the result is empty.
    """
    total = sum(weights.values())
    if total <= 0:
        return {}
    parts = {key: amount * weight // total for key, weight in weights.items()}
    left = amount - sum(parts.values())
    if left:
        order = sorted(weights, key=lambda key: (-(amount * weights[key] % total), str(key)))
        for key in order[:left]:
            parts[key] += 1
    return parts


def money_per_city_goal(portfolio: Portfolio, links: Strengths | None = None) -> CityMoney:
    """Known money of the active measures by city goal: ``c_m · I+_mi / Σ_i I+_mi`` (METHODS A1).

    ``I+ = (B/3)(A+/3)`` with B the strengths of links and A+ the positive relations; negative
    relations never lessen it. A city goal linked directly stands in A as a goal with +3 to itself. A
    goal that is part of another has that one's relations too, the stronger where both have one.
    ``links`` spares reading the links a second time.
    """
    goals = active_goals(portfolio)
    relations = positive_relations(portfolio)
    rows: dict[Id, dict[Id, int]] = {}
    for goal in goals.values():
        row: dict[Id, int] = {goal.id: 3} if goal.role == "city" else {}
        for above in with_ancestors(goal.id, goals) if goal.role != "city" else ():
            for target, score in relations.get(above, {}).items():
                row[target] = max(score, row.get(target, 0))
        rows[goal.id] = row
    cents: dict[Id, int] = defaultdict(int)
    unallocated = 0
    links = strengths(portfolio) if links is None else links
    for measure in portfolio.measures:
        total = measure.total_cents
        if not measure.is_active or total is None:
            continue
        impact: dict[Id, int] = defaultdict(int)
        for goal_id, strength in links[measure.id].items():
            for target, score in rows[goal_id].items():
                impact[target] += strength * score
        for target, part in share_out(total, impact).items():
            cents[target] += part
        unallocated += 0 if impact else total
    return CityMoney(dict(cents), unallocated)


def count_money(portfolio: Portfolio, links: Strengths | None = None) -> Money:
    """The money of the active measures: known, by goal linked directly, by city goal, by year."""
    active = [m for m in portfolio.measures if m.is_active]
    links = strengths(portfolio) if links is None else links
    per_goal: dict[Id, int] = defaultdict(int)
    known_total = without_goal = n_known = 0
    for measure in active:
        total = measure.total_cents
        if total is None:
            continue
        n_known += 1
        known_total += total
        parts = share_out(total, links[measure.id])
        without_goal += 0 if parts else total
        for goal_id, part in parts.items():
            per_goal[goal_id] += part
    return Money(
        n_measures=len(active),
        n_known=n_known,
        known_total_cents=known_total,
        without_goal_cents=without_goal,
        cents_per_goal=dict(per_goal),
        city=money_per_city_goal(portfolio, links),
        by_year=_money_by_year(portfolio),
    )


def _money_by_year(portfolio: Portfolio) -> tuple[YearMoney, ...]:
    cents: dict[int | None, int] = defaultdict(int)
    measures: dict[int | None, int] = defaultdict(int)
    for measure in portfolio.measures:
        if not measure.is_active:
            continue
        for year, amount in measure.costs_by_year.items():
            if amount is not None:
                cents[year] += amount
                measures[year] += 1
        if measure.undated_cents:
            cents[None] += measure.undated_cents
            measures[None] += 1
    order = sorted(cents, key=lambda year: (year is None, year or 0))
    return tuple(YearMoney(year, cents[year], measures[year]) for year in order)
