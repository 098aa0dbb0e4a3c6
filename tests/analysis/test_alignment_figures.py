"""What an alignment says of the case reckoned by hand, of empty ones, and of what is unknown."""

import doctest

import numpy as np
import pytest

from kommune.analysis import alignment
from kommune.analysis.alignment import AlignmentCase, align, plain_alignment, with_direct_links
from tests.analysis.alignments import CONTRIBUTIONS, COSTS, RELATIONS, WEIGHTS, by_hand


def test_the_figures_are_those_reckoned_by_hand() -> None:
    found = align(by_hand())
    assert found.coverage == pytest.approx(0.75)
    assert found.depth == pytest.approx(0.5833, abs=5e-5)
    assert found.anchoring == 0.75
    assert found.conflict == pytest.approx(0.2143, abs=5e-5)
    assert found.budget_per_goal.tolist() == pytest.approx([66.67, 82.22, 51.11, 0, 0], abs=5e-3)
    assert found.unallocated == 200
    assert found.overlap == pytest.approx(0.5)
    assert found.orphan_city_goals == (3, 4)
    assert found.orphan_digital_goals == (2,)
    assert found.measures_without_goal == (2,)
    assert found.delivery_coverage is None
    assert found.undelivered_city_goals is None


def test_each_city_goal_shows_its_best_support_and_its_worst_conflict_apart() -> None:
    found = align(by_hand())
    assert found.best_support.tolist() == [2, 3, 2, 0, 0]
    assert found.worst_conflict.tolist() == [1, 0, 0, 2, 0]
    assert found.support_count.tolist() == [1, 2, 2, 0, 0]
    assert found.conflict_count.tolist() == [1, 0, 0, 1, 0]


def test_a_conflict_is_not_hidden_by_support_of_the_same_size() -> None:
    found = align(AlignmentCase.from_lists([1], [[2], [-2]], [[1, 1]], [10]))
    assert found.coverage == 1
    assert found.conflict == 0.5
    assert [one.score for one in found.direct_conflicts] == [-2]


def test_dense_lists_and_single_cells_say_the_same() -> None:
    relations = [(d, c, v) for d, row in enumerate(RELATIONS) for c, v in enumerate(row) if v]
    contributions = [(m, d, v) for m, row in enumerate(CONTRIBUTIONS) for d, v in enumerate(row) if v]
    sparse = align(AlignmentCase.from_triples(WEIGHTS, 4, relations, contributions, COSTS))
    dense = align(by_hand())
    assert sparse.headline == dense.headline
    assert sparse.direct_conflicts == dense.direct_conflicts
    assert (sparse.relations_guard.rated, dense.relations_guard.rated) == (7, 20)


@pytest.mark.parametrize("weights", [[], [1], [0.5, 0.5]])
def test_with_nothing_rated_every_figure_is_zero_or_unknown(weights: list[float]) -> None:
    found = align(AlignmentCase.from_lists(weights, [], [], []))
    assert found.headline.by_code() == {
        "coverage": 0,
        "depth": 0,
        "anchoring": 0,
        "conflict": 0,
        "overlap": None,
        "delivery_coverage": None,
    }
    assert not found.is_rated
    assert found.orphan_city_goals == tuple(range(len(weights)))


def test_digital_goals_without_a_rating_are_orphans_and_measures_without_goal() -> None:
    found = align(AlignmentCase.from_lists([1], [[None], [None]], [[3, None]], [50]))
    assert (found.anchoring, found.conflict) == (0, 0)
    assert found.orphan_digital_goals == (0, 1)
    assert found.measures_without_goal == (0,)
    assert (found.unallocated, found.overlap) == (50, 0)


def test_a_rated_zero_is_told_from_an_unrated_cell() -> None:
    case = AlignmentCase.from_lists([0.5, 0.5], [[0, None], [1, None]], [], [])
    assert case.relations.rated().tolist() == [[True, False], [True, False]]
    assert case.relations.value(0, 0) == 0
    assert case.relations.value(0, 1) is None
    assert align(case).relations_guard.fill == 0.5


def test_unknown_costs_are_counted_and_never_zero() -> None:
    found = align(by_hand(costs=[100, None, None, 40]))
    assert found.money_unknown_count == 2
    assert found.money_known == 140
    assert found.unallocated == 0
    assert float(found.budget_per_goal.sum()) == pytest.approx(140)


def test_without_any_known_money_there_is_no_overlap_to_tell() -> None:
    assert align(by_hand(costs=[None] * 4)).overlap is None
    assert align(by_hand(costs=[0] * 4)).overlap is None
    assert align(by_hand(costs=[])).money_unknown_count == 4


def test_an_inactive_measure_counts_nowhere() -> None:
    found = align(by_hand(active=[True, True, False, True]))
    assert found.unallocated == 0
    assert found.measures_without_goal == ()
    assert found.money_known == 200
    assert align(by_hand(active=[True, False, True, True])).indirect_conflict_count == 2


def test_delivery_counts_only_chains_with_a_delivering_active_measure() -> None:
    found = align(by_hand(delivers=[True, False, True, False]))
    assert found.delivery_coverage == pytest.approx(0.5)
    assert found.undelivered_city_goals == (1, 3, 4)
    stopped = align(by_hand(delivers=[True, False, True, False], active=[False, True, True, True]))
    assert stopped.delivery_coverage == 0


def test_a_goal_that_no_measure_works_for_is_uncarried_though_covered() -> None:
    found = align(by_hand(contributions=[[3, 0, 0, 0], [None] * 4, [None] * 4, [None] * 4]))
    assert found.orphan_city_goals == (3, 4)
    assert found.uncarried_city_goals == (1, 3, 4)


def test_weights_that_do_not_add_up_are_scaled_and_that_is_said() -> None:
    percent = align(by_hand(weights=[30, 25, 20, 15, 10]))
    assert percent.weights_normalised
    assert percent.coverage == pytest.approx(0.75)
    assert not align(by_hand()).weights_normalised


def test_a_figure_that_hangs_on_the_weights_does_not_survive_equal_ones() -> None:
    found = align(by_hand())
    assert found.equal_headline.coverage == pytest.approx(0.6)
    assert found.equal_headline.depth == pytest.approx(7 / 15)
    assert found.survives_equal_weights == {
        "coverage": False,
        "depth": False,
        "anchoring": True,
        "conflict": True,
        "overlap": True,
    }
    equal = align(by_hand(weights=[1] * 5))
    assert equal.weights_equal
    assert all(equal.survives_equal_weights.values())


def test_what_equal_means_can_be_handed_in() -> None:
    found = align(by_hand(comparison_weights=WEIGHTS))
    assert found.weights_equal
    assert found.headline == found.equal_headline


def test_a_city_goal_linked_directly_counts_as_served_but_not_as_digital_goal() -> None:
    case = with_direct_links(by_hand(), [(0, 4, 2), (2, 4, 3), (1, 3, 0)])
    found = align(case)
    assert case.virtual_for.tolist() == [-1, -1, -1, -1, 4]
    assert found.coverage == pytest.approx(0.85)
    assert found.best_support.tolist() == [2, 3, 2, 0, 3]
    assert found.anchoring == 0.75
    assert found.orphan_digital_goals == (2,)
    assert found.unallocated == 0
    assert found.relations_guard.rated == 20
    assert found.contributions_guard.rated == 16


def test_direct_links_added_in_two_steps_meet_in_one_virtual_goal() -> None:
    once = with_direct_links(by_hand(), [(0, 4, 2), (1, 4, 1)])
    twice = with_direct_links(with_direct_links(by_hand(), [(0, 4, 2)]), [(1, 4, 1)])
    assert twice.n_digital == once.n_digital == 5
    assert align(once).headline == align(twice).headline


def test_a_direct_link_of_an_inactive_measure_serves_nothing() -> None:
    case = with_direct_links(by_hand(active=[True, True, False, True]), [(2, 4, 3)])
    assert align(case).orphan_city_goals == (3, 4)


def test_who_values_nearly_everything_tells_nothing_apart() -> None:
    found = align(AlignmentCase.from_lists([0.5, 0.5], [[1, 2], [3, -1], [2, 1]], [], []))
    assert found.relations_guard.reasons == ("nearly_everything_valued",)
    assert found.uninformative
    same = align(AlignmentCase.from_lists([0.5, 0.5], [[3, 3]] * 3 + [[0, 0]] * 7, [], []))
    assert same.relations_guard.reasons == ("same_value",)
    assert not align(by_hand()).uninformative


def test_the_entropy_of_a_row_is_0_for_one_goal_and_1_for_all_alike() -> None:
    guard = align(AlignmentCase.from_lists([1] * 4, [[3, 0, 0, 0], [1, -1, 1, 1], [None] * 4], [], []))
    entropy = guard.relations_guard.row_entropy
    assert entropy[:2].tolist() == pytest.approx([0, 1])
    assert np.isnan(entropy[2])
    assert guard.relations_guard.mean_entropy == pytest.approx(0.5)


def test_an_alignment_can_be_stored_as_json() -> None:
    stored = plain_alignment(align(by_hand()))
    assert stored["coverage"] == pytest.approx(0.75)
    assert stored["direct_conflicts"] == [[1, 3, -2, pytest.approx(0.1)], [3, 0, -1, pytest.approx(0.1)]]
    assert stored["undelivered_city_goals"] is None


def test_the_example_in_the_library_holds() -> None:
    assert doctest.testmod(alignment).failed == 0
    assert doctest.testmod(alignment).attempted > 0
