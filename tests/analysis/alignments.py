"""Cases to align: the one reckoned by hand, and generated ones."""

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from kommune.analysis.alignment import AlignmentCase

WEIGHTS = [0.3, 0.25, 0.2, 0.15, 0.1]
RELATIONS = [[2, 0, 1, 0, 0], [0, 3, 0, -2, 0], [0, 0, 0, 0, 0], [-1, 1, 2, 0, 0]]
CONTRIBUTIONS = [[3, 0, 0, 0], [0, 2, 0, 0], [0, 0, 3, 0], [0, 1, 0, 2]]
COSTS = [100, 60, 200, 40]

DenseLists = dict[str, Any]

generated = settings(deadline=None, max_examples=60)
"""How generated cases are tried: the machine may be busy, so no example has a deadline."""


def by_hand(**changes: Any) -> AlignmentCase:
    """The case whose figures were reckoned by hand."""
    lists = {
        "weights": WEIGHTS,
        "goal_relations": RELATIONS,
        "contributions": CONTRIBUTIONS,
        "costs": COSTS,
    }
    return AlignmentCase.from_lists(**{**lists, **changes})


def matrices(rows: int, columns: int, values: st.SearchStrategy[int | None]) -> st.SearchStrategy[Any]:
    return st.lists(st.lists(values, min_size=columns, max_size=columns), min_size=rows, max_size=rows)


@st.composite
def dense_lists(draw: st.DrawFn, *, least_city: int = 1, with_delivery: bool = False) -> DenseLists:
    """Weights, both matrices and costs that fit each other, as ``AlignmentCase.from_lists`` takes them."""
    n_city, n_digital, n_measures = draw(
        st.tuples(st.integers(least_city, 5), st.integers(1, 5), st.integers(1, 6))
    )
    weights = draw(st.lists(st.integers(0, 9), min_size=n_city, max_size=n_city).filter(any))
    lists = {
        "weights": weights,
        "goal_relations": draw(
            matrices(n_digital, n_city, st.one_of(st.none(), st.just(0), st.integers(-3, 3)))
        ),
        "contributions": draw(
            matrices(n_measures, n_digital, st.one_of(st.none(), st.just(0), st.integers(0, 3)))
        ),
        "costs": draw(
            st.lists(st.one_of(st.none(), st.integers(0, 999)), min_size=n_measures, max_size=n_measures)
        ),
    }
    if with_delivery:
        flags = st.lists(st.booleans(), min_size=n_measures, max_size=n_measures)
        lists["delivers"], lists["active"] = draw(flags), draw(flags)
    return lists
