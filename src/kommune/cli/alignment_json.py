"""A case of goals, ratings and costs as JSON in, and its alignment as JSON out."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from kommune.analysis.alignment import (
    Alignment,
    AlignmentCase,
    AlignmentError,
    iterate_indirect_conflicts,
)
from kommune.cli.texts import gettext as _

KEYS = ("weights", "goal_relations", "contributions", "costs")


class CaseUnreadable(ValueError):
    """The file holds no case; the text says what is wrong in the language of the terminal."""


def read_case(text: str) -> AlignmentCase:
    """The case of a JSON document with the four ``KEYS``, each a list; null is unrated or unknown.

    ``goal_relations`` has a row per digital goal and a column per city goal, ``contributions`` a row per
    measure and a column per digital goal. Raises ``CaseUnreadable`` naming key, row and column.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CaseUnreadable(_("It is not JSON: %(error)s") % {"error": error}) from error
    if not isinstance(document, dict):
        raise CaseUnreadable(_("It is not a JSON object with keys."))
    for key in KEYS:
        if key not in document:
            raise CaseUnreadable(
                _("The key %(key)s is missing. Where there is nothing, give [].") % {"key": key}
            )
        if not isinstance(document[key], list):
            raise CaseUnreadable(_("%(key)s is not a list.") % {"key": key})
    try:
        return AlignmentCase.from_lists(*(document[key] for key in KEYS))
    except AlignmentError as error:
        raise CaseUnreadable(sentence(error)) from error


def result_text(case: AlignmentCase, found: Alignment) -> str:
    """The alignment; conflicts by position. A figure without value (overlap without money) is null."""
    values = {
        "coverage": found.coverage,
        "depth": found.depth,
        "anchoring": found.anchoring,
        "conflict": found.conflict,
        "budget_per_goal": found.budget_per_goal.tolist(),
        "unallocated": found.unallocated,
        "overlap": found.overlap,
        "orphan_city_goals": found.orphan_city_goals,
        "orphan_digital_goals": found.orphan_digital_goals,
        "measures_without_goal": found.measures_without_goal,
        "direct_conflicts": sorted(found.direct_conflicts),
        "indirect_conflicts": list(iterate_indirect_conflicts(case, threshold=found.threshold)),
    }
    return json.dumps(values, ensure_ascii=False, indent=1, allow_nan=False)


def remarks(case: AlignmentCase, found: Alignment) -> Iterator[str]:
    """What a reader of the figures should know about what went in."""
    if found.weights_normalised:
        yield _("The weights did not add up to 1 and were scaled.")
    if zero := [str(at) for at, weight in enumerate(case.weights.tolist()) if weight == 0]:
        yield _("City goals with weight 0 count for nothing: %(goals)s") % {"goals": ", ".join(zero)}
    if found.money_unknown_count:
        yield _("Measures with unknown costs, left out of the money: %(count)s") % {
            "count": found.money_unknown_count
        }
    if not found.is_rated:
        yield _("No goal relation is rated.")
    if found.uninformative:
        yield _(
            "The goal relations tell the goals apart too little: nearly all have a value, or the same one."
        )


def sentence(error: AlignmentError) -> str:
    """What is wrong with the case, in the language of the terminal."""
    text = _sentences().get(error.code)
    return text % error.params if text else str(error)


def _sentences() -> Mapping[str, Any]:
    return {
        "shape": _("%(key)s has %(found)s entries instead of %(expected)s."),
        "row_shape": _("%(key)s, row %(row)s has %(found)s columns instead of %(expected)s."),
        "not_a_number": _(
            "%(key)s, row %(row)s, column %(column)s: %(value)s is not a number. Leave unrated cells null."
        ),
        "out_of_range": _(
            "%(key)s, row %(row)s, column %(column)s: %(value)s is outside %(least)s to %(most)s."
        ),
        "not_whole": _(
            "%(key)s, row %(row)s, column %(column)s: %(value)s is not a whole number. "
            "Half steps do not exist."
        ),
        "weight_not_a_number": _("%(key)s, entry %(row)s: %(value)s is not a number."),
        "weight_negative": _("%(key)s, entry %(row)s: %(value)s is negative. A weight is 0 or more."),
        "weights_all_zero": _("%(key)s: all weights are 0. At least one city goal must count."),
        "cost_not_a_number": _(
            "%(key)s, entry %(row)s: %(value)s is not an amount. Leave unknown costs null."
        ),
        "cost_negative": _("%(key)s, entry %(row)s: %(value)s is negative. Leave unknown costs null."),
    }
