"""Where a roll-out stalls, and where it does not, at exact values."""

from datetime import date, timedelta

import pytest

from kommune.analysis.adoption import (
    Course,
    Plan,
    Stall,
    WeekCount,
    find_stalls,
    planned_share,
    stalls_as_a_whole,
)

MONDAY = date(2026, 6, 1)
PLAN = Plan(MONDAY, 0.8, 8)


def course(*active: int, plan: Plan | None = None, trained_on: date | None = None) -> Course:
    series = [WeekCount(MONDAY + timedelta(weeks=n), used, 20) for n, used in enumerate(active)]
    return Course(plan, trained_on, series)


def at(week: int) -> date:
    return MONDAY + timedelta(weeks=week)


def test_the_plan_grows_evenly_and_then_stays() -> None:
    assert planned_share(PLAN, at(-1)) is None
    assert planned_share(PLAN, at(0)) == 0.1
    assert planned_share(PLAN, at(3)) == 0.4
    assert planned_share(PLAN, at(20)) == 0.8


def test_a_plan_that_begins_in_mid_week_counts_from_that_week_and_one_without_length_is_due_at_once() -> None:
    midweek = Plan(MONDAY + timedelta(days=2), 0.8, 8)
    assert planned_share(midweek, MONDAY) == 0.1
    assert planned_share(midweek, MONDAY + timedelta(days=6)) == 0.1
    assert planned_share(Plan(MONDAY, 0.8, 0), MONDAY) == 0.8
    assert planned_share(Plan(MONDAY, 0.8, 1), MONDAY) == 0.8


def test_four_weeks_behind_the_plan_are_a_stall() -> None:
    stalls = find_stalls(course(4, 4, 4, 4, 4, 4, 4, plan=PLAN), at(7))
    assert stalls == [Stall("behind_plan", 4, 0.2, 0.7000000000000001)]


def test_three_weeks_behind_are_not() -> None:
    assert find_stalls(course(4, 4, 4, 8, 4, 4, 4, plan=PLAN), at(7)) == []


def test_a_group_that_recovers_is_not_found_again() -> None:
    assert find_stalls(course(4, 4, 4, 4, 4, 4, 4, 16, plan=PLAN), at(8)) == []


def test_falling_from_the_best_four_weeks_is_a_stall() -> None:
    stalls = find_stalls(course(12, 12, 12, 12, 10, 8, 6, 4, 4), at(9))
    assert [(stall.kind, stall.weeks, stall.reached, stall.expected) for stall in stalls] == [
        ("falling", 5, 0.2, 0.6)
    ]


def test_a_steady_course_does_not_fall() -> None:
    assert find_stalls(course(*[10] * 12), at(12)) == []


def test_trained_but_never_used_is_a_stall_after_28_days() -> None:
    unused = course(0, 0, 0, trained_on=MONDAY, plan=PLAN)
    assert find_stalls(unused, MONDAY + timedelta(days=27)) == []
    assert find_stalls(unused, MONDAY + timedelta(days=28)) == [Stall("not_started", 4)]


def test_without_counts_since_the_training_nothing_is_claimed() -> None:
    assert find_stalls(Course(PLAN, MONDAY, []), at(20)) == []


def test_counts_older_than_eight_weeks_prove_nothing() -> None:
    assert find_stalls(course(4, 4, 4, 4, 4, 4, 4, plan=PLAN), at(20)) == []


@pytest.mark.parametrize(("used", "stalls"), [(9, 1), (10, 0)])
def test_exactly_15_points_behind_the_plan_are_a_stall_and_less_is_none(used: int, stalls: int) -> None:
    """60 % wanted, 45 % reached; 0.6 − 0.45 is a little less than 0.15 to the machine."""
    full = Plan(at(-8), 0.6, 4)
    assert len(find_stalls(course(*[used] * 5, plan=full), at(5))) == stalls


def test_exactly_15_points_below_the_best_four_weeks_are_a_fall() -> None:
    assert [one.kind for one in find_stalls(course(*[12] * 4, *[9] * 4), at(8))] == ["falling"]
    assert find_stalls(course(*[12] * 4, *[9] * 3, 10), at(8)) == []


def test_a_fall_needs_eight_counted_weeks() -> None:
    assert find_stalls(course(*[16] * 4, *[2] * 3), at(7)) == []


def test_a_fall_is_as_old_as_the_last_best_four_weeks_and_tells_the_last_week() -> None:
    (stall,) = find_stalls(course(4, *[12] * 5, 8, 6, 5, 4), at(10))
    assert stall == Stall("falling", 4, 0.2, 0.6)


def test_a_count_exactly_eight_weeks_old_still_proves_a_stall_and_an_older_one_does_not() -> None:
    behind = course(4, 4, 4, 4, 4, 4, 4, plan=PLAN)
    assert [one.kind for one in find_stalls(behind, at(14) + timedelta(days=6))] == ["behind_plan"]
    assert find_stalls(behind, at(15)) == []


def test_the_week_of_the_training_counts_and_the_wait_is_told_in_whole_weeks() -> None:
    trained = MONDAY + timedelta(days=1)
    assert find_stalls(course(0, trained_on=trained), trained + timedelta(days=34)) == [
        Stall("not_started", 4)
    ]


def test_who_used_it_before_the_training_has_started() -> None:
    assert find_stalls(course(3, 0, 0, trained_on=at(1)), at(9)) == []


@pytest.mark.parametrize(
    ("stalling", "counted", "stalls"),
    [(0, 0, False), (0, 8, False), (1, 4, True), (1, 5, False), (2, 8, True)],
)
def test_a_tool_stalls_as_a_whole_from_a_quarter_of_its_units_on(
    stalling: int, counted: int, stalls: bool
) -> None:
    assert stalls_as_a_whole(stalling, counted) is stalls
