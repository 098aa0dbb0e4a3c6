"""Whether a pulse moved: the interval of Welch, from published cells only, a label that claims no more."""

import pytest

from kommune.analysis.surveys import Cell, change, publish
from kommune.analysis.surveys.changing import student_95


def cell(**counts: int) -> Cell:
    found = publish({"it": {int(value[1:]): count for value, count in counts.items()}}).total
    assert found is not None
    return found


BEFORE = cell(_1=10, _2=20, _3=10)
AFTER = cell(_3=10, _4=20, _5=10)


def test_a_clear_rise_is_better_and_its_interval_is_that_of_welch_widened_by_rounding() -> None:
    found = change(BEFORE, AFTER)
    assert (found.difference, found.label) == (2.0, "better")
    # s² = 0.5 · 40/39 each, standard error √(2 · s²/40) = 0.16013, t(78) = 1.99085, rounding 0.1
    assert (found.low, found.high) == (1.58, 2.42)


def test_the_same_rise_is_worse_where_less_is_better() -> None:
    assert change(BEFORE, AFTER, higher_is_better=False).label == "worse"


def test_a_fall_is_worse() -> None:
    assert change(AFTER, BEFORE).label == "worse"
    assert change(AFTER, BEFORE, higher_is_better=False).label == "better"


def test_groups_that_differ_in_number_and_spread_get_the_degrees_of_freedom_of_welch() -> None:
    found = change(cell(_1=4, _5=4), cell(_3=20, _4=20))
    # s² = 4 · 8/7 and 0.25 · 40/39, error² = 0.571429 + 0.006410, freedom 7.158, t = 2.3538, rounding 0.1
    assert (found.difference, found.low, found.high) == (0.5, -1.39, 2.39)
    assert found.label == "not_distinguishable"


def test_a_rise_of_less_than_a_point_can_be_told_too() -> None:
    found = change(cell(_2=50, _3=50), cell(_3=50, _4=50))
    assert (found.difference, found.label) == (1.0, "better")
    assert 0 < found.low < 1


def test_a_small_difference_in_small_groups_is_not_distinguishable() -> None:
    found = change(cell(_1=2, _3=3, _5=2), cell(_2=2, _4=3, _5=2))
    assert found.label == "not_distinguishable"
    assert found.low < 0 < found.high


def test_no_difference_is_not_distinguishable() -> None:
    assert change(BEFORE, BEFORE).label == "not_distinguishable"


@pytest.mark.parametrize(
    ("freedom", "quantile", "error"),
    [
        (3, 3.18245, 0.04),
        (4, 2.77645, 0.009),
        (6, 2.44691, 0.0011),
        (10, 2.228139, 0.00008),
        (20, 2.085963, 0.000003),
        (30, 2.042272, 0.000001),
        (120, 1.979930, 0.000001),
    ],
)
def test_quantiles_are_those_of_the_tables(freedom: float, quantile: float, error: float) -> None:
    assert student_95(freedom) == pytest.approx(quantile, abs=error)


def test_shares_rounded_to_one_value_still_give_an_interval() -> None:
    low, high = cell(_1=98, _2=2), cell(_4=98, _5=2)
    found = change(low, high)
    assert (found.difference, found.low, found.high, found.label) == (3.0, 2.9, 3.1, "better")
