"""The alignment of a strategy and a digital strategy: all figures of METHODS A1 and A2 at once."""

import numpy as np

from kommune.analysis.alignment.arrays import closed, indices_of
from kommune.analysis.alignment.case import AlignmentCase
from kommune.analysis.alignment.conflicts import THRESHOLD, list_direct_conflicts, strong_enough
from kommune.analysis.alignment.guard import guard_ratings
from kommune.analysis.alignment.paths import find_paths, headline
from kommune.analysis.alignment.results import SURVIVES_WITHIN, Alignment, Headline


def align(case: AlignmentCase, *, threshold: float = THRESHOLD) -> Alignment:
    """Reckon all figures of the case; indirect conflicts are counted from this strength on, not listed.

    Coverage Σ w·[max A⁺ ≥ 1], depth Σ w·max A⁺/3, anchoring, conflict Σ w·A⁻ / Σ w·(A⁺+A⁻), money along I⁺ =
    (B/3)(A⁺/3), overlap 1 − ½(Σ|w−b| + u); scale after Nilsson, Griggs and Visbeck 2016.
    """
    paths = find_paths(case)
    budget = paths.budget()
    found = headline(case, paths, case.weights, budget)
    equal = headline(case, paths, case.comparison_weights, budget)
    best = paths.support.max(axis=0, initial=0)
    carried = paths.carried_by(case.active)
    no_path = case.active & ~paths.has_path
    return Alignment(
        headline=found,
        equal_headline=equal,
        survives_equal_weights=compare_headlines(found, equal),
        weights=case.weights,
        weights_normalised=case.weights_normalised,
        weights_equal=bool(np.allclose(case.weights, case.comparison_weights, rtol=0, atol=1e-6)),
        budget_per_goal=closed(budget),
        unallocated=float(paths.cost[no_path].sum()),
        money_known=float(paths.cost.sum()),
        money_unknown_count=int((case.active & ~paths.is_known).sum()),
        orphan_city_goals=indices_of(best == 0),
        uncarried_city_goals=indices_of(~carried),
        undelivered_city_goals=None
        if case.delivers is None
        else indices_of(~paths.carried_by(case.delivers)),
        orphan_digital_goals=indices_of(paths.digital & ~paths.anchored),
        measures_without_goal=indices_of(no_path),
        best_support=closed(best),
        worst_conflict=closed(paths.against.max(axis=0, initial=0)),
        support_count=closed((paths.support > 0).sum(axis=0)),
        conflict_count=closed((paths.against > 0).sum(axis=0)),
        direct_conflicts=list_direct_conflicts(paths, case.weights),
        indirect_conflict_count=int(strong_enough(paths.opposition(), threshold).sum()),
        threshold=threshold,
        relations_guard=guard_ratings(case.relations, rows=paths.digital),
        contributions_guard=guard_ratings(case.contributions, rows=case.active, columns=paths.digital),
    )


def compare_headlines(found: Headline, equal: Headline) -> dict[str, bool]:
    """Per figure that has a value, whether both differ by at most ``SURVIVES_WITHIN``."""
    others = equal.by_code()
    return {
        code: abs(value - other) <= SURVIVES_WITHIN
        for code, value in found.by_code().items()
        if value is not None and (other := others[code]) is not None
    }
