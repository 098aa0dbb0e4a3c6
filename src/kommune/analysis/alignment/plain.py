"""An alignment as values that JSON knows, to be stored or sent."""

from kommune.analysis.alignment.results import Alignment, Guard


def plain_alignment(found: Alignment) -> dict[str, object]:
    """All fields of the alignment as numbers, texts, lists, dictionaries; None where a figure has no value.

    Headline figures stand at the top; ``equal_weights`` holds those with the comparison weights,
    ``survives`` which hold with them. Direct conflicts are [digital, city, score, severity]; entropies of
    rows are left out.
    """
    return {
        **found.headline.by_code(),
        "equal_weights": found.equal_headline.by_code(),
        "survives": dict(found.survives_equal_weights),
        "weights": found.weights.tolist(),
        "weights_normalised": found.weights_normalised,
        "weights_equal": found.weights_equal,
        "budget_per_goal": found.budget_per_goal.tolist(),
        "unallocated": found.unallocated,
        "money_known": found.money_known,
        "money_unknown_count": found.money_unknown_count,
        "orphan_city_goals": list(found.orphan_city_goals),
        "uncarried_city_goals": list(found.uncarried_city_goals),
        "undelivered_city_goals": (
            None if found.undelivered_city_goals is None else list(found.undelivered_city_goals)
        ),
        "orphan_digital_goals": list(found.orphan_digital_goals),
        "measures_without_goal": list(found.measures_without_goal),
        "best_support": found.best_support.tolist(),
        "worst_conflict": found.worst_conflict.tolist(),
        "support_count": found.support_count.tolist(),
        "conflict_count": found.conflict_count.tolist(),
        "direct_conflicts": [list(one) for one in found.direct_conflicts],
        "indirect_conflict_count": found.indirect_conflict_count,
        "threshold": found.threshold,
        "is_rated": found.is_rated,
        "relations_guard": plain_guard(found.relations_guard),
        "contributions_guard": plain_guard(found.contributions_guard),
    }


def plain_guard(guard: Guard) -> dict[str, object]:
    """A guard without the entropy of single rows."""
    return {
        "rated": guard.rated,
        "valued": guard.valued,
        "fill": guard.fill,
        "valued_share": guard.valued_share,
        "mean_entropy": guard.mean_entropy,
        "commonest_value": guard.commonest_value,
        "commonest_share": guard.commonest_share,
        "reasons": list(guard.reasons),
    }
