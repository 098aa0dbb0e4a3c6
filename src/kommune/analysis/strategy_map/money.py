"""How much money each line carries, as the budget per goal is reckoned."""

from collections.abc import Iterable, Mapping

Pair = tuple[str, str]


def split_money(
    costs: Mapping[str, float | None], contributions: Mapping[Pair, int], relations: Mapping[Pair, int]
) -> dict[Pair, float]:
    """Money by line in the unit of ``costs``; unknown costs (None) carry 0.

    A measure's money is split over its goals by strength (1 … 3), what arrives at a digital goal over the
    city goals it supports by score; conflicts carry nothing. Source: budget per goal, as in
    ``kommune.analysis.alignment``.
    """
    first = _spread({key: cost or 0.0 for key, cost in costs.items()}, contributions)
    arrived: dict[str, float] = {}
    for (_measure, goal), amount in first.items():
        arrived[goal] = arrived.get(goal, 0.0) + amount
    return first | _spread(arrived, relations)


def _spread(amounts: Mapping[str, float], ratings: Mapping[Pair, int]) -> dict[Pair, float]:
    positive = {pair: value for pair, value in ratings.items() if value > 0}
    totals = _totals(positive.items())
    return {pair: amounts.get(pair[0], 0.0) * value / totals[pair[0]] for pair, value in positive.items()}


def _totals(ratings: Iterable[tuple[Pair, int]]) -> dict[str, int]:
    totals: dict[str, int] = {}
    for (source, _target), value in ratings:
        totals[source] = totals.get(source, 0) + value
    return totals
