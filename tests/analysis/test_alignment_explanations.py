"""Each figure opens its formula and the values that went in."""

import pytest

from kommune.analysis.alignment import AlignmentError, ingredients
from tests.analysis.alignments import by_hand


def test_coverage_names_each_city_goal_with_its_best_digital_goal() -> None:
    found = ingredients(by_hand(), "coverage")
    assert found.formula == "Σᵢ wᵢ · [max_d A⁺_di ≥ 1]"
    assert [(row.city, row.digital, row.weight, row.value, row.contribution) for row in found.rows] == [
        (0, 0, 0.3, 2, 0.3),
        (1, 1, 0.25, 3, 0.25),
        (2, 3, 0.2, 2, 0.2),
        (3, None, 0.15, 0, 0),
        (4, None, 0.1, 0, 0),
    ]


def test_conflict_shows_positive_and_negative_lines_apart() -> None:
    rows = ingredients(by_hand(), "conflict").rows
    assert [(row.digital, row.city, row.value) for row in rows if row.contribution] == [
        (1, 3, -2),
        (3, 0, -1),
    ]
    assert len(rows) == 7


def test_anchoring_counts_the_digital_goals() -> None:
    rows = ingredients(by_hand(), "anchoring").rows
    assert [(row.digital, row.city, row.contribution) for row in rows] == [
        (0, 0, 0.25),
        (1, 1, 0.25),
        (2, None, 0),
        (3, 2, 0.25),
    ]


def test_delivery_shows_the_strongest_chain() -> None:
    rows = ingredients(by_hand(delivers=[True, False, False, True]), "delivery_coverage").rows
    assert [(row.city, row.digital, row.measure) for row in rows if row.contribution] == [
        (0, 0, 0),
        (1, 1, 3),
        (2, 3, 3),
    ]
    assert rows[2].value == pytest.approx(4 / 9)


def test_the_money_of_a_goal_shows_its_measures_with_share_and_costs() -> None:
    found = ingredients(by_hand(), "budget_per_goal", city=1)
    assert [(row.measure, row.value) for row in found.rows] == [(1, 60), (3, 40)]
    assert [row.contribution for row in found.rows] == pytest.approx([60, 22.2222], abs=5e-5)


def test_figures_about_money_name_the_measures_whose_costs_are_unknown() -> None:
    case = by_hand(costs=[None, 60, 200, 40])
    assert ingredients(case, "unallocated").unknown_costs == (0,)
    assert [row.measure for row in ingredients(case, "unallocated").rows] == [2]
    assert ingredients(case, "coverage").unknown_costs == ()


def test_a_figure_without_value_has_no_lines() -> None:
    assert ingredients(by_hand(costs=[None] * 4), "overlap").rows == ()
    assert ingredients(by_hand(), "delivery_coverage").rows == ()


def test_an_unknown_figure_or_goal_is_refused() -> None:
    with pytest.raises(AlignmentError, match="There is no figure called happiness"):
        ingredients(by_hand(), "happiness")
    with pytest.raises(AlignmentError, match="no city goal 5"):
        ingredients(by_hand(), "coverage", city=5)
