"""A case that does not fit is refused in a sentence that names list, row and column."""

from typing import Any

import numpy as np
import pytest

from kommune.analysis.alignment import AlignmentCase, AlignmentError, normalised_weights, with_direct_links
from kommune.analysis.alignment.errors import SENTENCES
from tests.analysis.alignments import by_hand

CASES: list[tuple[dict[str, Any], str, dict[str, Any]]] = [
    ({"weights": [0.5, 0.5]}, "row_shape", {"key": "goal_relations", "row": 0, "found": 5, "expected": 2}),
    ({"goal_relations": [[1] * 5, [1] * 4] * 2}, "row_shape", {"key": "goal_relations", "row": 1}),
    ({"goal_relations": [[1] * 5]}, "row_shape", {"key": "contributions", "row": 0, "expected": 1}),
    ({"costs": [1, 2]}, "shape", {"key": "costs", "found": 2, "expected": 4}),
    ({"active": [True]}, "shape", {"key": "active", "found": 1, "expected": 4}),
    ({"delivers": [True]}, "shape", {"key": "delivers", "found": 1, "expected": 4}),
    ({"comparison_weights": [1]}, "shape", {"key": "comparison_weights", "found": 1, "expected": 5}),
    ({"weights": [1, -1, 0, 0, 0]}, "weight_negative", {"row": 1, "value": -1}),
    ({"weights": [0] * 5}, "weights_all_zero", {"key": "weights"}),
    ({"weights": [1, float("nan"), 0, 0, 0]}, "weight_not_a_number", {"row": 1}),
    ({"weights": [1, "2", 0, 0, 0]}, "weight_not_a_number", {"row": 1, "value": "2"}),
    ({"weights": [1, True, 0, 0, 0]}, "weight_not_a_number", {"row": 1}),
    ({"weights": [1, 10**400, 0, 0, 0]}, "weight_not_a_number", {"row": 1}),
    ({"weights": [1e308] * 5}, "weight_not_a_number", {"row": 0}),
    ({"costs": [1, 10**400, 0, 0]}, "cost_not_a_number", {"row": 1}),
    ({"costs": [1, -5, 0, 0]}, "cost_negative", {"key": "costs", "row": 1, "value": -5}),
    ({"costs": [1, float("inf"), 0, 0]}, "cost_not_a_number", {"row": 1}),
    ({"costs": [1, "9", 0, 0]}, "cost_not_a_number", {"row": 1, "value": "9"}),
    ({"contributions": [3, 1, 2, 0]}, "not_a_number", {"key": "contributions", "row": 0, "column": 0}),
]
CELLS: list[tuple[Any, str]] = [
    (4, "out_of_range"),
    (-4, "out_of_range"),
    (float("inf"), "out_of_range"),
    (10**400, "out_of_range"),
    (-(10**400), "out_of_range"),
    (1.5, "not_whole"),
    ("2", "not_a_number"),
    (True, "not_a_number"),
]


@pytest.mark.parametrize(("changes", "code", "where"), CASES)
def test_what_does_not_fit_is_named(changes: dict[str, Any], code: str, where: dict[str, Any]) -> None:
    with pytest.raises(AlignmentError) as refused:
        by_hand(**changes)
    assert refused.value.code == code
    assert {key: refused.value.params[key] for key in where} == where


@pytest.mark.parametrize(("cell", "code"), CELLS)
def test_a_score_that_is_none_is_named_with_row_and_column(cell: Any, code: str) -> None:
    relations = [[None] * 5, [None] * 5, [None, None, None, cell, None], [None] * 5]
    with pytest.raises(AlignmentError) as refused:
        by_hand(goal_relations=relations)
    assert refused.value.code == code
    assert (refused.value.params["key"], refused.value.params["row"], refused.value.params["column"]) == (
        "goal_relations",
        2,
        3,
    )
    assert "goal_relations, row 2, column 3" in str(refused.value)


def test_a_negative_contribution_is_out_of_range() -> None:
    with pytest.raises(AlignmentError, match="contributions, row 1, column 0: -1 is outside 0 to 3"):
        AlignmentCase.from_triples([1], 1, [], [(1, 0, -1)], [None, None])


@pytest.mark.parametrize("cell", [(4, 0, 1), (-1, 0, 1), (0, 1, 1), (0, -1, 1)])
def test_a_rating_of_a_goal_that_is_gone_is_refused(cell: tuple[int, int, int]) -> None:
    with pytest.raises(AlignmentError, match="goal_relations: there is no cell in row"):
        AlignmentCase.from_triples([1], 4, [cell], [], [])


def test_a_cell_rated_twice_is_refused() -> None:
    with pytest.raises(AlignmentError, match="goal_relations, row 1, column 0: rated twice"):
        AlignmentCase.from_triples([0.5, 0.5], 2, [(1, 0, 1), (0, 1, 2), (1, 0, 2)], [], [])
    with pytest.raises(AlignmentError, match="rated twice"):
        with_direct_links(with_direct_links(by_hand(), [(0, 4, 1)]), [(0, 4, 2)])


def test_a_direct_link_out_of_range_is_named_as_such() -> None:
    with pytest.raises(AlignmentError, match="direct_links, row 0, column 1: 4 is outside 0 to 3"):
        with_direct_links(by_hand(), [(0, 1, 4)])


def test_arrays_with_nan_are_unrated_cells_and_unknown_costs() -> None:
    nan = np.nan
    case = AlignmentCase.from_lists(
        np.array([1.0]), np.array([[nan], [2]]), np.array([[1, nan]]), np.array([nan])
    )
    assert len(case.relations) == len(case.contributions) == 1
    assert np.isnan(case.costs[0])


def test_a_case_cannot_be_changed_behind_its_back() -> None:
    case = by_hand()
    for array in (case.weights, case.costs, case.relations.values, case.active):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def test_weights_say_what_was_done_to_them() -> None:
    found = normalised_weights([2, 2, 0])
    assert found.values.tolist() == [0.5, 0.5, 0]
    assert (found.total, found.normalised, found.is_equal, found.zero) == (4, True, False, (2,))
    assert normalised_weights([0.25] * 4).is_equal
    assert not normalised_weights([1 / 3] * 3).normalised
    assert normalised_weights([]).values.tolist() == []


def test_no_error_names_something_its_sentence_does_not_get() -> None:
    everything = dict.fromkeys(
        ("key", "row", "column", "value", "least", "most", "found", "expected", "n_rows", "n_columns",
         "node", "parent"), "x",
    )  # fmt: skip
    assert all("x" in str(AlignmentError(code, **everything)) for code in SENTENCES)
