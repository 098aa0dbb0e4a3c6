"""Where a roll-out stalls, and where it does not, at exact values."""

from datetime import date, timedelta

from kommune.analysis.adoption import Course, Plan, Stall, WeekCount, find_stalls, planned_share

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
