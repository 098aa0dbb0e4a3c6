"""Weights down a tree, and ratings on a parent that hold for its leaves."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommune.analysis.alignment import (
    AlignmentError,
    GoalNode,
    GoalTree,
    MeasureLine,
    align,
    assemble_case,
    grow_tree,
    inherit_ratings,
)
from tests.analysis.alignments import generated

Parents = dict[str, str | None]


def tree(parents: Parents, **shares: float) -> GoalTree:
    return grow_tree(GoalNode(node, parent, shares.get(node)) for node, parent in parents.items())


CITY: Parents = {"a": None, "b": None, "a1": "a", "a2": "a", "a3": "a"}
DIGITAL: Parents = {"d": None, "e": None, "d1": "d", "d2": "d"}


def test_a_leaf_weighs_the_product_of_the_shares_above_it() -> None:
    found = tree(CITY, a=3, b=1, a1=2, a2=1, a3=1)
    assert found.leaves == ("b", "a1", "a2", "a3")
    assert found.weights == pytest.approx((0.25, 0.375, 0.1875, 0.1875))
    assert not found.is_equal


def test_weights_are_equal_among_siblings_until_somebody_says_otherwise() -> None:
    found = tree(CITY)
    assert found.weights == found.equal_weights == pytest.approx((1 / 2, 1 / 6, 1 / 6, 1 / 6))
    assert found.is_equal
    assert tree(CITY, a=2, b=2).is_equal


def test_a_sibling_without_a_share_gets_the_mean_of_the_others() -> None:
    assert tree(CITY, a1=1, a2=3).weights == pytest.approx((1 / 2, 1 / 12, 3 / 12, 2 / 12))


def test_a_share_of_0_is_allowed_but_not_for_all_siblings() -> None:
    assert tree(CITY, a1=0, a2=1, a3=1).weights == pytest.approx((1 / 2, 0, 1 / 4, 1 / 4))
    with pytest.raises(AlignmentError, match="All shares under a are 0"):
        tree(CITY, a1=0, a2=0, a3=0)
    with pytest.raises(AlignmentError, match="All shares under the top are 0"):
        tree(CITY, a=0, b=0)


@pytest.mark.parametrize("share", [-1, float("nan"), float("inf")])
def test_a_share_that_is_none_names_its_goal(share: float) -> None:
    with pytest.raises(AlignmentError, match="Goal a2: the share"):
        tree(CITY, a2=share)


def test_a_goal_under_itself_is_refused() -> None:
    with pytest.raises(AlignmentError) as refused:
        tree({"a": "b", "b": "c", "c": "a"})
    assert refused.value.code == "tree_cycle"
    with pytest.raises(AlignmentError, match="Goal a lies under itself"):
        tree({"a": "a"})


def test_a_parent_that_is_gone_and_a_goal_that_stands_twice_are_refused() -> None:
    with pytest.raises(AlignmentError, match="Goal a lies under z, which is not in the tree"):
        tree({"a": "z"})
    with pytest.raises(AlignmentError, match="Goal a stands twice"):
        grow_tree([GoalNode("a"), GoalNode("a")])


def test_an_empty_tree_has_no_leaves_and_equal_weights() -> None:
    found = grow_tree([])
    assert (found.leaves, found.weights, found.is_equal) == ((), (), True)


def test_a_rating_on_a_parent_holds_for_its_unrated_leaves_and_says_so() -> None:
    ratings = {("d", "a"): 2, ("d1", "a2"): -1, ("e", "b"): 0}
    found = inherit_ratings(ratings, rows=tree(DIGITAL), columns=tree(CITY))
    assert {cell: one.value for cell, one in found.items()} == {
        ("d1", "a1"): 2, ("d1", "a2"): -1, ("d1", "a3"): 2,
        ("d2", "a1"): 2, ("d2", "a2"): 2, ("d2", "a3"): 2,
        ("e", "b"): 0,
    }  # fmt: skip
    assert found["d1", "a1"].source == ("d", "a")
    assert found["d1", "a1"].is_inherited
    assert not found["d1", "a2"].is_inherited


def test_the_nearest_parent_wins_and_of_two_as_near_that_of_the_own_row() -> None:
    ratings = {("d", "a1"): 1, ("d1", "a"): -1, ("d", "a"): 3}
    found = inherit_ratings(ratings, rows=tree(DIGITAL), columns=tree(CITY))
    assert found["d1", "a1"].value == -1
    assert found["d2", "a1"].value == 1
    assert found["d2", "a2"].value == 3


@generated
@given(
    st.dictionaries(st.tuples(st.sampled_from([*DIGITAL]), st.sampled_from([*CITY])), st.integers(-3, 3)),
    st.randoms(),
)
def test_inheriting_does_not_hang_on_the_order_of_ratings(ratings: Any, shuffle: Any) -> None:
    items = list(ratings.items())
    shuffle.shuffle(items)
    rows, columns = tree(DIGITAL), tree(CITY)
    found = inherit_ratings(ratings, rows=rows, columns=columns)
    assert inherit_ratings(dict(items), rows=rows, columns=columns) == found
    for cell, value in ratings.items():
        if cell[0] in rows.leaves and cell[1] in columns.leaves:
            assert found[cell].value == value
            assert not found[cell].is_inherited


def assembled(**changes: Any) -> Any:
    given = {
        "city": tree(CITY, a=3, b=1),
        "digital": tree(DIGITAL),
        "measures": [MeasureLine("m1", 100, delivers=True), MeasureLine("m2", None)],
        "relations": {("d", "a"): 2, ("d1", "a2"): -1},
        "contributions": {("m1", "d"): 3, ("m2", "b"): 2},
    }
    return assemble_case(**{**given, **changes})


def test_a_case_is_assembled_from_a_towns_own_ids() -> None:
    found = assembled()
    assert found.city_ids == ("b", "a1", "a2", "a3")
    assert found.digital_ids == ("e", "d1", "d2", "b")
    assert found.measure_ids == ("m1", "m2")
    assert found.left_out == ()
    aligned = align(found.case)
    assert aligned.coverage == pytest.approx(1)
    assert aligned.delivery_coverage == pytest.approx(0.75)
    assert [
        (found.digital_ids[one.digital], found.city_ids[one.city]) for one in aligned.direct_conflicts
    ] == [("d1", "a2")]
    assert [found.digital_ids[at] for at in aligned.orphan_digital_goals] == ["e"]
    assert aligned.money_unknown_count == 1


def test_inherited_values_do_not_count_as_rated() -> None:
    guard = align(assembled().case).relations_guard
    assert guard.rated == 1
    assert guard.fill == pytest.approx(1 / 7)


def test_ratings_of_goals_and_measures_that_are_gone_are_left_out_and_named() -> None:
    found = assembled(
        relations={("d", "a"): 2, ("gone", "a"): 1, ("d", "gone"): 1},
        contributions={("m1", "d"): 3, ("m9", "d"): 1, ("m1", "gone"): 1},
    )
    assert set(found.left_out) == {("gone", "a"), ("d", "gone"), ("m9", "d"), ("m1", "gone")}
    assert align(found.case).coverage == pytest.approx(0.75)


def test_equal_weights_are_the_equal_shares_of_the_tree() -> None:
    aligned = align(assembled(relations={("d", "b"): 1}, contributions={}).case)
    assert aligned.coverage == pytest.approx(0.25)
    assert aligned.equal_headline.coverage == pytest.approx(0.5)
    assert not aligned.survives_equal_weights["coverage"]
    assert align(assembled(city=tree(CITY)).case).weights_equal
