"""More than eGovernment: what the measures change, by count and by known money."""

from collections import defaultdict
from collections.abc import Iterable

from kommune.analysis.portfolio.money import share_out
from kommune.analysis.portfolio.results import Balance, BalanceRow
from kommune.analysis.portfolio.shapes import DIMENSIONS, MeasureFacts

UNCLASSIFIED = "unclassified"


def balance_measures(measures: Iterable[MeasureFacts]) -> Balance:
    """The balance of the active measures over the six dimensions and what nobody classified.

    What a split leaves of 100 percent is unclassified; a split beyond 100 is scaled down to it.
    """
    hundredths: dict[str, int] = defaultdict(int)
    cents: dict[str, int] = defaultdict(int)
    n_measures = n_classified = n_known = total = 0
    for measure in measures:
        if not measure.is_active:
            continue
        weights = _weights(measure)
        n_measures += 1
        n_classified += weights.get(UNCLASSIFIED, 0) < 100
        for dimension, part in weights.items():
            hundredths[dimension] += part
        if measure.total_cents is not None:
            n_known += 1
            total += measure.total_cents
            for dimension, part in share_out(measure.total_cents, weights).items():
                cents[dimension] += part
    names = (*DIMENSIONS, UNCLASSIFIED)
    by_count = share_out(100, {name: hundredths[name] for name in names})
    by_money = share_out(100, {name: cents[name] for name in names})
    rows = tuple(
        BalanceRow(name, hundredths[name], cents[name], by_count.get(name, 0), by_money.get(name, 0))
        for name in names
    )
    return Balance(rows, n_measures, n_classified, n_known, total)


def _weights(measure: MeasureFacts) -> dict[str, int]:
    split = {name: part for name in DIMENSIONS if (part := (measure.split or {}).get(name, 0)) > 0}
    said = sum(split.values())
    if said > 100:
        return share_out(100, split)
    return split | ({UNCLASSIFIED: 100 - said} if said < 100 else {})
