"""What a change would make of the figures, before anybody decides it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommune.analysis.alignment import (
    AdoptGoal,
    AlignmentCase,
    AlignmentError,
    Change,
    ChangeCost,
    DropGoal,
    DropMeasure,
    MoveMoney,
    RateContribution,
    RateRelation,
    align,
    changed_case,
    what_if,
    with_direct_links,
)
from tests.analysis.alignments import DenseLists, by_hand, dense_lists, generated


def test_dropping_a_measure_names_the_goals_that_nothing_carries_any_more() -> None:
    case = by_hand(delivers=[True, True, True, False])
    found = what_if(case, [DropMeasure(1)])
    assert found.before == align(case).headline
    assert (found.orphaned, found.uncarried, found.undelivered) == ((), (), (1,))
    assert found.money_change == -60
    assert found.budget_change.tolist() == pytest.approx([0, -60, 0, 0, 0])
    assert what_if(case, [DropMeasure(0)]).uncarried == (0,)


def test_dropping_the_last_direct_link_leaves_its_city_goal_alone() -> None:
    case = with_direct_links(by_hand(), [(0, 4, 2), (1, 4, 2)])
    assert what_if(case, [DropMeasure(0)]).orphaned == ()
    both = what_if(case, [DropMeasure(0), DropMeasure(1)])
    assert both.orphaned == (4,)
    assert both.after.coverage == pytest.approx(0.75)


def test_adopting_a_goal_serves_city_goals_and_gives_measures_a_goal() -> None:
    found = what_if(by_hand(), [AdoptGoal(relations=((3, 2), (4, -1)), contributions=((2, 3),))])
    assert found.adopted == (4,)
    assert (found.served, found.carried) == ((3,), (3,))
    assert found.measures_gaining_goal == (2,)
    assert found.conflicts_new == ((4, 4),)
    assert found.unallocated_change == -200
    assert found.after.coverage == pytest.approx(0.9)
    assert found.after.anchoring == pytest.approx(0.8)


def test_giving_up_a_goal_leaves_goals_and_measures_alone_and_ends_its_conflicts() -> None:
    found = what_if(by_hand(), [DropGoal(0)])
    assert (found.orphaned, found.measures_losing_goal) == ((0,), (0,))
    assert found.unallocated_change == 100
    assert found.after.anchoring == pytest.approx(2 / 3)
    assert what_if(by_hand(), [DropGoal(1)]).conflicts_gone == ((1, 3),)


def test_moving_money_changes_where_it_goes_and_nothing_else() -> None:
    found = what_if(by_hand(), [MoveMoney(2, 0, 150)])
    assert found.budget_change.tolist() == pytest.approx([100, 0, 50, 0, 0])
    assert found.unallocated_change == pytest.approx(-150)
    assert found.money_change == pytest.approx(0)
    assert found.after.coverage == found.before.coverage
    assert what_if(by_hand(), [MoveMoney(2, 2, 50)]).unallocated_change == 0


def test_a_cost_may_change_or_become_unknown() -> None:
    assert what_if(by_hand(), [ChangeCost(2, 50)]).money_change == -150
    assert what_if(by_hand(), [ChangeCost(2, None)]).money_change == -200
    assert what_if(by_hand(costs=[100, 60, None, 40]), [ChangeCost(2, 10)]).money_change == 10


def test_a_rating_may_change_or_be_taken_back() -> None:
    assert what_if(by_hand(), [RateRelation(1, 3, 1)]).conflicts_gone == ((1, 3),)
    assert what_if(by_hand(), [RateRelation(1, 3, 1)]).served == (3,)
    assert what_if(by_hand(), [RateRelation(0, 0, None)]).orphaned == (0,)
    assert what_if(by_hand(), [RateContribution(2, 0, 2)]).measures_gaining_goal == (2,)
    assert what_if(by_hand(), [RateContribution(0, 0, None)]).measures_losing_goal == (0,)


def test_the_case_itself_stays() -> None:
    case = by_hand()
    before = align(case).headline
    what_if(case, [DropMeasure(0), DropGoal(1), MoveMoney(2, 1, 10), RateRelation(0, 0, -3)])
    assert align(case).headline == before


REFUSED: list[tuple[Change, str]] = [
    (DropMeasure(4), "measure_unknown"),
    (DropMeasure(-1), "measure_unknown"),
    (DropGoal(4), "goal_unknown"),
    (RateRelation(0, 5, 1), "city_goal_unknown"),
    (RateRelation(4, 0, 1), "goal_unknown"),
    (RateRelation(0, 0, 4), "out_of_range"),
    (RateContribution(4, 0, 1), "measure_unknown"),
    (RateContribution(0, 4, 1), "goal_unknown"),
    (AdoptGoal(relations=((5, 1),)), "index_out_of_range"),
    (AdoptGoal(contributions=((0, -1),)), "out_of_range"),
    (MoveMoney(0, 1, 101), "money_short"),
    (MoveMoney(0, 1, -61), "cost_negative"),
    (MoveMoney(0, 4, 1), "measure_unknown"),
    (MoveMoney(1, 3, 1), "cost_unknown"),
    (ChangeCost(0, -1), "cost_negative"),
    (ChangeCost(0, float("nan")), "cost_not_a_number"),
    (ChangeCost(9, 1), "measure_unknown"),
]


@pytest.mark.parametrize(("change", "code"), REFUSED)
def test_a_change_that_cannot_be_made_is_refused(change: Change, code: str) -> None:
    with pytest.raises(AlignmentError) as refused:
        what_if(by_hand(costs=[100, 60, 200, None]), [change])
    assert refused.value.code == code


def changed_lists(lists: DenseLists, change: Change) -> DenseLists:
    """The lists with the change written into them by hand; what is dropped becomes empty and inactive."""
    relations = [list(row) for row in lists["goal_relations"]]
    contributions = [list(row) for row in lists["contributions"]]
    costs, active = list(lists["costs"]), list(lists["active"])
    match change:
        case DropMeasure(measure):
            active[measure] = False
        case AdoptGoal(new_relations, new_contributions):
            relations.append([dict(new_relations).get(at) for at in range(len(lists["weights"]))])
            for at, row in enumerate(contributions):
                row.append(dict(new_contributions).get(at))
        case ChangeCost(measure, cost):
            costs[measure] = cost
        case RateRelation(digital, city, score):
            relations[digital][city] = score
        case RateContribution(measure, digital, strength):
            contributions[measure][digital] = strength
    new = {"goal_relations": relations, "contributions": contributions, "costs": costs, "active": active}
    return {**lists, **new}


@st.composite
def lists_and_change(draw: st.DrawFn) -> tuple[DenseLists, Change]:
    lists = draw(dense_lists(with_delivery=True))
    city = st.integers(0, len(lists["weights"]) - 1)
    digital = st.integers(0, len(lists["goal_relations"]) - 1)
    measure = st.integers(0, len(lists["costs"]) - 1)
    score, strength = st.none() | st.integers(-3, 3), st.none() | st.integers(0, 3)
    pairs = st.dictionaries(city, st.integers(-3, 3)).map(lambda found: tuple(found.items()))
    carried = st.dictionaries(measure, st.integers(0, 3)).map(lambda found: tuple(found.items()))
    change: Any = draw(
        st.one_of(
            st.builds(DropMeasure, measure),
            st.builds(AdoptGoal, pairs, carried),
            st.builds(ChangeCost, measure, st.none() | st.integers(0, 999)),
            st.builds(RateRelation, digital, city, score),
            st.builds(RateContribution, measure, digital, strength),
        )
    )
    return lists, change


@generated
@given(lists_and_change())
def test_a_what_if_equals_reckoning_the_changed_lists_from_scratch(drawn: tuple[DenseLists, Change]) -> None:
    lists, change = drawn
    case = AlignmentCase.from_lists(**lists)
    found = what_if(case, [change])
    before, scratch = align(case), align(AlignmentCase.from_lists(**changed_lists(lists, change)))
    for code, value in scratch.headline.by_code().items():
        assert found.after.by_code()[code] == pytest.approx(value), code
    assert set(found.orphaned) == set(scratch.orphan_city_goals) - set(before.orphan_city_goals)
    assert set(found.served) == set(before.orphan_city_goals) - set(scratch.orphan_city_goals)
    assert set(found.uncarried) == set(scratch.uncarried_city_goals) - set(before.uncarried_city_goals)
    assert found.unallocated_change == pytest.approx(scratch.unallocated - before.unallocated)


@generated
@given(dense_lists(with_delivery=True), st.data())
def test_a_dropped_goal_counts_as_if_it_had_never_been_there(lists: DenseLists, data: Any) -> None:
    at = data.draw(st.integers(0, len(lists["goal_relations"]) - 1))
    dropped = align(changed_case(AlignmentCase.from_lists(**lists), [DropGoal(at)]))
    rest = {
        **lists,
        "goal_relations": [row for row_at, row in enumerate(lists["goal_relations"]) if row_at != at],
        "contributions": [[*row[:at], *row[at + 1 :]] for row in lists["contributions"]],
    }
    scratch = align(AlignmentCase.from_lists(**rest))
    for code, value in scratch.headline.by_code().items():
        assert dropped.headline.by_code()[code] == pytest.approx(value), code
    assert dropped.measures_without_goal == scratch.measures_without_goal
    assert dropped.relations_guard.fill == pytest.approx(scratch.relations_guard.fill)
