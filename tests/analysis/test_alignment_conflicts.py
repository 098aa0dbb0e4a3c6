"""Conflicts between goals, and the measures through which they reach a city goal."""

import pytest

from kommune.analysis.alignment import (
    AlignmentCase,
    AlignmentError,
    align,
    carriers,
    indirect_conflicts,
    iterate_indirect_conflicts,
)
from tests.analysis.alignments import by_hand


def test_every_negative_relation_is_a_direct_conflict_with_its_severity() -> None:
    found = align(by_hand()).direct_conflicts
    assert [(one.digital, one.city, one.score) for one in found] == [(1, 3, -2), (3, 0, -1)]
    assert [one.severity for one in found] == pytest.approx([0.1, 0.1])


def test_the_severest_conflict_comes_first() -> None:
    found = align(AlignmentCase.from_lists([0.2, 0.8], [[-3, -1], [-1, None]], [], [])).direct_conflicts
    assert [(one.digital, one.city) for one in found] == [(0, 1), (0, 0), (1, 0)]
    assert [one.severity for one in found] == pytest.approx([0.8 / 3, 0.2, 0.2 / 3])


def test_indirect_conflicts_are_those_reckoned_by_hand() -> None:
    page = indirect_conflicts(by_hand())
    assert page.total == align(by_hand()).indirect_conflict_count == 3
    assert [(one.measure, one.city) for one in page.rows] == [(1, 3), (3, 0), (3, 3)]
    assert [one.strength for one in page.rows] == pytest.approx([0.444, 0.222, 0.222], abs=5e-4)


def test_indirect_conflicts_come_in_pages_strongest_first() -> None:
    second = indirect_conflicts(by_hand(), offset=1, limit=1)
    assert (second.total, second.offset, [one.measure for one in second.rows]) == (3, 1, [3])
    assert indirect_conflicts(by_hand(), offset=9).rows == ()


def test_the_threshold_is_met_by_exactly_its_own_strength() -> None:
    assert indirect_conflicts(by_hand(), threshold=2 / 9).total == 3
    assert indirect_conflicts(by_hand(), threshold=4 / 9).total == 1
    assert indirect_conflicts(by_hand(), threshold=0.45).total == 0
    assert indirect_conflicts(by_hand(), threshold=0).total == 3


def test_all_pairs_can_be_walked_through_by_position() -> None:
    case = by_hand(contributions=[[0, 0, 0, 3], [0, 2, 0, 0], [0, 0, 3, 0], [0, 1, 0, 2]])
    pairs = [(one.measure, one.city) for one in iterate_indirect_conflicts(case)]
    assert pairs == [(0, 0), (1, 3), (3, 0), (3, 3)]


def test_a_conflict_lists_the_measures_that_carry_it_with_strength_and_money() -> None:
    found = carriers(by_hand(costs=[100, 60, 200, None]), 1, 3)
    assert [(one.measure, one.contribution, one.cost) for one in found] == [(1, 2, 60), (3, 1, None)]
    assert [one.strength for one in found] == pytest.approx([4 / 9, 2 / 9])
    assert carriers(by_hand(), 0, 0) == ()
    assert carriers(by_hand(active=[True, False, True, False]), 1, 3) == ()


def test_carriers_of_a_goal_that_does_not_exist_are_refused() -> None:
    with pytest.raises(AlignmentError, match="no digital goal 4; there are 4"):
        carriers(by_hand(), 4, 0)
    with pytest.raises(AlignmentError, match="no city goal 5; there are 5"):
        carriers(by_hand(), 0, 5)
