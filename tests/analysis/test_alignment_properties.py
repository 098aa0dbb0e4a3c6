"""What holds for every case: checked with generated ones, and against formulas written out as loops."""

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kommune.analysis.alignment import FORMULAS, AlignmentCase, align, ingredients, iterate_indirect_conflicts
from tests.analysis.alignments import DenseLists, dense_lists, generated, matrices


def loops(
    weights: list[float], goal_relations: Any, contributions: Any, costs: list[int | None]
) -> dict[str, Any]:
    """The formulas as loops over plain lists."""
    total = sum(weights)
    w = [weight / total for weight in weights]
    a = [[value or 0 for value in row] for row in goal_relations]
    b = [[value or 0 for value in row] for row in contributions]
    goals, digitals, measures = range(len(w)), range(len(a)), range(len(b))
    best = [max(max(a[d][i], 0) for d in digitals) for i in goals]
    negative = sum(w[i] * max(-a[d][i], 0) for d in digitals for i in goals)
    all_scores = sum(w[i] * abs(a[d][i]) for d in digitals for i in goals)
    plus = [[sum(b[m][d] / 3 * max(a[d][i], 0) / 3 for d in digitals) for i in goals] for m in measures]
    minus = [[sum(b[m][d] * max(-a[d][i], 0) for d in digitals) for i in goals] for m in measures]
    c = [cost or 0 for cost in costs]
    budget = [sum(c[m] * plus[m][i] / sum(plus[m]) for m in measures if sum(plus[m])) for i in goals]
    unallocated = sum(c[m] for m in measures if not sum(plus[m]))
    money = sum(c)
    return {
        "coverage": sum(w[i] for i in goals if best[i] >= 1),
        "depth": sum(w[i] * best[i] / 3 for i in goals),
        "anchoring": sum(max(row) >= 1 for row in a) / len(a),
        "conflict": negative / all_scores if all_scores else 0,
        "budget": budget,
        "unallocated": unallocated,
        "overlap": 1 - (sum(abs(w[i] - budget[i] / money) for i in goals) + unallocated / money) / 2
        if money
        else None,
        "indirect": [(m, i) for m in measures for i in goals if minus[m][i] >= 2],
    }


@generated
@given(dense_lists())
def test_the_figures_are_those_of_the_formulas(lists: DenseLists) -> None:
    case = AlignmentCase.from_lists(**lists)
    found, wanted = align(case), loops(**lists)
    for code in ("coverage", "depth", "anchoring", "conflict", "overlap"):
        assert getattr(found, code) == pytest.approx(wanted[code], abs=1e-9), code
    assert found.budget_per_goal.tolist() == pytest.approx(wanted["budget"])
    assert found.unallocated == pytest.approx(wanted["unallocated"])
    assert [(one.measure, one.city) for one in iterate_indirect_conflicts(case)] == wanted["indirect"]
    assert found.indirect_conflict_count == len(wanted["indirect"])


@generated
@given(dense_lists(), st.data())
def test_splitting_a_city_goal_in_two_leaves_the_figures_unchanged(lists: DenseLists, data: Any) -> None:
    before = align(AlignmentCase.from_lists(**lists))
    at = data.draw(st.integers(0, len(lists["weights"]) - 1))
    half = lists["weights"][at] / 2
    weights = [*lists["weights"][:at], half, *lists["weights"][at + 1 :], half]
    relations = [[*row, row[at]] for row in lists["goal_relations"]]
    split = {**lists, "weights": weights, "goal_relations": relations}
    after = align(AlignmentCase.from_lists(**split))
    for code in ("coverage", "depth", "conflict", "anchoring"):
        assert getattr(after, code) == pytest.approx(getattr(before, code)), code


@generated
@given(dense_lists(with_delivery=True), st.integers(1, 3), st.data())
def test_adding_a_positive_cell_never_lowers_coverage(lists: DenseLists, score: int, data: Any) -> None:
    row = data.draw(st.integers(0, len(lists["goal_relations"]) - 1))
    column = data.draw(st.integers(0, len(lists["weights"]) - 1))
    assume((lists["goal_relations"][row][column] or 0) <= score)
    before = align(AlignmentCase.from_lists(**lists))
    relations = [list(line) for line in lists["goal_relations"]]
    relations[row][column] = score
    after = align(AlignmentCase.from_lists(**{**lists, "goal_relations": relations}))
    assert after.coverage >= before.coverage - 1e-12
    assert after.depth >= before.depth - 1e-12
    assert after.anchoring >= before.anchoring
    assert after.conflict <= before.conflict + 1e-12
    assert (after.delivery_coverage or 0) >= (before.delivery_coverage or 0) - 1e-12


VALUED = st.integers(-3, 3).filter(bool)


@generated
@given(st.integers(2, 5), st.integers(3, 6), st.data())
def test_filling_everything_is_flagged(n_city: int, n_digital: int, data: Any) -> None:
    relations = data.draw(matrices(n_digital, n_city, VALUED))
    found = align(AlignmentCase.from_lists([1] * n_city, relations, [], []))
    assert found.uninformative
    assert "nearly_everything_valued" in found.relations_guard.reasons
    assert found.relations_guard.fill == found.relations_guard.valued_share == 1


@generated
@given(dense_lists(with_delivery=True))
def test_the_lines_of_a_figure_add_up_to_it(lists: DenseLists) -> None:
    case = AlignmentCase.from_lists(**lists)
    found = align(case)
    for code, value in found.headline.by_code().items():
        assert ingredients(case, code).total == pytest.approx(value or 0, abs=1e-9), code
    assert ingredients(case, "unallocated").total == pytest.approx(found.unallocated)
    for city, money in enumerate(found.budget_per_goal.tolist()):
        assert ingredients(case, "budget_per_goal", city=city).total == pytest.approx(money, abs=1e-9)
    assert set(FORMULAS) == {*found.headline.by_code(), "unallocated", "budget_per_goal"}


@generated
@given(dense_lists(with_delivery=True))
def test_all_figures_lie_between_0_and_1_and_no_money_is_lost(lists: DenseLists) -> None:
    found = align(AlignmentCase.from_lists(**lists))
    assert all(-1e-9 <= value <= 1 + 1e-9 for value in found.headline.by_code().values() if value is not None)
    spread = float(found.budget_per_goal.sum()) + found.unallocated
    assert spread == pytest.approx(found.money_known)


@generated
@given(dense_lists(), st.data())
def test_the_order_of_city_goals_does_not_matter(lists: DenseLists, data: Any) -> None:
    order = data.draw(st.permutations(range(len(lists["weights"]))))
    shuffled = {
        **lists,
        "weights": [lists["weights"][at] for at in order],
        "goal_relations": [[row[at] for at in order] for row in lists["goal_relations"]],
    }
    before, after = align(AlignmentCase.from_lists(**lists)), align(AlignmentCase.from_lists(**shuffled))
    for code, value in before.headline.by_code().items():
        assert after.headline.by_code()[code] == pytest.approx(value), code
