"""The figures of adoption at exact values: reach, depth, retention, first use, balance, sums."""

from datetime import date, timedelta

import pytest

from kommune.analysis.adoption import (
    FirstUse,
    WeekCount,
    balance_tools,
    depth_of,
    first_use_of,
    monday_of,
    reach_of,
    retention_of,
    sum_series,
    weekly_shares,
    wilson_interval,
)

MONDAY = date(2026, 6, 1)


def weeks(
    *active: int, people: int | None = 20, actions: int | None = None, first: date = MONDAY
) -> list[WeekCount]:
    return [WeekCount(first + timedelta(weeks=n), used, people, actions) for n, used in enumerate(active)]


def test_reach_is_the_average_week_of_28_days_with_its_interval() -> None:
    reach = reach_of(weeks(20, 4, 6, 8, 10), MONDAY + timedelta(weeks=4, days=3))
    assert reach is not None
    assert (reach.value, reach.n, len(reach.weeks)) == (0.35, 20, 4)
    assert (round(reach.low, 4), round(reach.high, 4)) == (0.1812, 0.5671)


def test_reach_is_unknown_where_nobody_knows_how_many_have_access() -> None:
    assert reach_of(weeks(4, 5, people=None), MONDAY) is None
    assert reach_of(weeks(4, 5), MONDAY + timedelta(weeks=30)) is None


def test_nobody_active_is_a_reach_of_zero() -> None:
    reach = reach_of(weeks(0, 0), MONDAY + timedelta(weeks=1))
    assert reach is not None
    assert reach.value == 0


def test_the_interval_of_a_share_is_wilsons() -> None:
    low, high = wilson_interval(0.5, 10)
    assert (round(low, 4), round(high, 4)) == (0.2366, 0.7634)
    assert wilson_interval(0.5, 0) == (0.0, 1.0)
    assert wilson_interval(0.0, 10)[0] == 0.0


def test_the_interval_of_a_single_person_is_wide_and_none_leaves_0_to_1() -> None:
    low, high = wilson_interval(1.0, 1)
    assert (round(low, 4), round(high, 4)) == (0.2065, 1.0)
    ends = [end for n in range(1, 300) for share in (0.0, 1.0) for end in wilson_interval(share, n)]
    assert (min(ends), max(ends)) == (0.0, 1.0)


def test_more_users_than_people_with_access_are_a_reach_of_one() -> None:
    reach = reach_of(weeks(24, 22), MONDAY + timedelta(weeks=1))
    assert reach is not None
    assert (reach.value, reach.n) == (1.0, 20)


def test_depth_is_actions_per_active_person_and_week_with_its_lowest_and_highest_week() -> None:
    series = [WeekCount(MONDAY, 10, 20, 50), WeekCount(MONDAY + timedelta(weeks=1), 5, 20, 100)]
    depth = depth_of(series, MONDAY + timedelta(weeks=1))
    assert depth is not None
    assert (depth.value, depth.n, depth.low, depth.high) == (10.0, 15, 5.0, 20.0)
    assert depth.weeks == (MONDAY, MONDAY + timedelta(weeks=1))


def test_a_week_without_any_action_pulls_the_depth_down() -> None:
    series = [WeekCount(MONDAY, 10, 20, 0), WeekCount(MONDAY + timedelta(weeks=1), 10, 20, 40)]
    depth = depth_of(series, MONDAY + timedelta(weeks=1))
    assert depth is not None
    assert (depth.value, depth.low, depth.high) == (2.0, 0.0, 4.0)


def test_depth_is_unknown_without_actions_and_without_active_people() -> None:
    assert depth_of(weeks(3, 4), MONDAY) is None
    assert depth_of(weeks(0, actions=7), MONDAY) is None


def test_retention_looks_at_the_week_and_else_at_the_next_one() -> None:
    series = weeks(8, 10, 9, 9, 6)
    four = retention_of(series, MONDAY + timedelta(days=2), 4)
    assert four is not None
    assert (four.value, four.n) == (0.6, 10)
    gap = [count for count in [*series, *weeks(5, first=MONDAY + timedelta(weeks=5))] if count.active != 6]
    assert (retention_of(gap, MONDAY, 4) or four).value == 0.5
    assert retention_of(series, MONDAY, 12) is None


def test_retention_looks_at_the_first_four_weeks_from_the_very_first_and_tells_its_week() -> None:
    found = retention_of(weeks(10, 4, 4, 4, 5), MONDAY, 4)
    assert found is not None
    assert (found.value, found.n, found.weeks) == (0.5, 10, (MONDAY + timedelta(weeks=4),))
    assert retention_of(weeks(5, 5, first=MONDAY + timedelta(weeks=4)), MONDAY, 4) is None


def test_retention_is_unknown_where_nobody_used_it_at_first_and_never_above_one() -> None:
    assert retention_of(weeks(0, 0, 0, 0, 5), MONDAY, 4) is None
    grown = retention_of(weeks(2, 2, 2, 2, 9), MONDAY, 4)
    assert grown is not None
    assert grown.value == 1.0


def test_first_use_counts_days_from_training() -> None:
    series = weeks(0, 0, 3)
    assert first_use_of(series, MONDAY, MONDAY + timedelta(weeks=9)) == FirstUse(14, None)
    assert first_use_of(weeks(3), MONDAY + timedelta(days=3), MONDAY + timedelta(weeks=9)) == FirstUse(
        0, None
    )


def test_missing_counts_are_not_taken_for_missing_use() -> None:
    later = MONDAY + timedelta(weeks=20)
    assert first_use_of(weeks(0, 0), MONDAY, later) == FirstUse(None, 13)
    assert first_use_of([], MONDAY, later) is None
    assert first_use_of(weeks(3), None, later) is None
    assert first_use_of(weeks(3), later, MONDAY) is None


def test_the_day_and_the_week_of_the_training_count() -> None:
    assert first_use_of(weeks(3), MONDAY, MONDAY) == FirstUse(0, None)
    assert first_use_of(weeks(0), MONDAY + timedelta(days=2), MONDAY + timedelta(days=6)) == FirstUse(None, 4)


def test_the_balance_says_what_came_on_top() -> None:
    balance = balance_tools(3, 1, 2, 1)
    assert (balance.net, balance.planned, balance.kept) == (2, 2, 1)
    assert balance_tools(0, 0, 0, 0).net == 0
    for place in range(4):
        numbers = [0, 0, 0, 0]
        numbers[place] = -1
        with pytest.raises(ValueError, match="never negative"):
            balance_tools(*numbers)


def test_a_week_counts_for_all_only_where_every_group_that_had_begun_was_counted() -> None:
    early = weeks(4, 5, 6)
    late = weeks(1, first=MONDAY + timedelta(weeks=2))
    assert [count.active for count in sum_series([early, late, []])] == [4, 5, 7]
    assert [count.week for count in sum_series([weeks(4, 5), weeks(4)])] == [MONDAY]


def test_sums_with_an_unknown_part_are_unknown() -> None:
    total = sum_series([weeks(4, actions=8), weeks(4, people=None)])
    assert (total[0].active, total[0].people, total[0].actions) == (8, None, None)


def test_known_people_and_actions_are_added_up() -> None:
    total = sum_series([weeks(4, actions=8), weeks(3, people=12, actions=2)])
    assert total == [WeekCount(MONDAY, 7, 32, 10)]


def test_weeks_begin_on_monday_and_shares_never_exceed_one() -> None:
    assert monday_of(date(2026, 6, 7)) == MONDAY
    assert weekly_shares(weeks(30, 5)) == {MONDAY: 1.0, MONDAY + timedelta(weeks=1): 0.25}
