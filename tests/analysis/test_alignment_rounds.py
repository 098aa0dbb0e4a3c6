"""Several raters and what they say together."""

from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommune.analysis.alignment import CONTRIBUTIONS, AlignmentError, summarise_round, whole_median
from tests.analysis.alignments import generated


@pytest.mark.parametrize(
    ("values", "middle"),
    [([2], 2), ([1, 2], 1), ([-2, -1], -1), ([1, 3], 2), ([-1, 2], 0), ([-1, 1], 0), ([3, -3, 1], 1),
     ([0, 1, 2, 3], 1), ([2, 2, 3, 3], 2)],
)  # fmt: skip
def test_the_median_has_no_half_steps_and_claims_less_rather_than_more(
    values: list[int], middle: int
) -> None:
    assert whole_median(values) == middle


@generated
@given(st.lists(st.integers(-3, 3), min_size=1))
def test_the_median_lies_within_half_a_step_of_the_true_one(values: list[int]) -> None:
    exact = median(values)
    assert abs(whole_median(values) - exact) <= 0.5
    assert abs(whole_median(values)) <= abs(exact)


def test_a_range_of_two_or_more_goes_on_the_list_to_talk_about_widest_first() -> None:
    found = summarise_round(
        {
            "r1": {("d1", "c1"): 2, ("d1", "c2"): 1, ("d2", "c1"): 3},
            "r2": {("d1", "c1"): 0, ("d1", "c2"): 2, ("d2", "c1"): -3},
            "r3": {("d1", "c1"): 1, ("d2", "c2"): 0},
        },
        rows=["d1", "d2"],
        columns=["c1", "c2"],
    )
    assert list(found.cells) == [("d1", "c1"), ("d1", "c2"), ("d2", "c1"), ("d2", "c2")]
    assert found.to_discuss == (("d2", "c1"), ("d1", "c1"))
    first = found.cells["d1", "c1"]
    assert (first.values, first.median, first.range, first.n) == ((0, 1, 2), 1, 2, 3)
    assert not found.cells["d1", "c2"].to_discuss
    assert (found.cells["d2", "c2"].range, found.cells["d2", "c2"].n) == (0, 1)


def test_a_rater_who_rates_everything_3_is_flagged() -> None:
    rows, columns = ["d1", "d2", "d3"], ["c1", "c2"]
    everything = {(row, column): 3 for row in rows for column in columns}
    found = summarise_round(
        {"eager": everything, "careful": {("d1", "c1"): 2}}, rows=rows, columns=columns, scale=CONTRIBUTIONS
    )
    assert found.guards["eager"].reasons == ("nearly_everything_valued", "same_value")
    assert found.guards["eager"].fill == 1
    assert not found.guards["careful"].uninformative


def test_nobody_rating_gives_an_empty_round() -> None:
    found = summarise_round({}, rows=["d"], columns=["c"])
    assert (dict(found.cells), found.to_discuss, dict(found.guards)) == ({}, (), {})
    assert summarise_round({"r": {}}, rows=[], columns=[]).guards["r"].fill == 0


def test_ratings_out_of_range_or_of_strange_cells_are_refused() -> None:
    with pytest.raises(AlignmentError, match="outside -3 to 3"):
        summarise_round({"r": {("d", "c"): 4}}, rows=["d"], columns=["c"])
    with pytest.raises(AlignmentError, match="no cell in row -1, column 0"):
        summarise_round({"r": {("x", "c"): 1}}, rows=["d"], columns=["c"])
