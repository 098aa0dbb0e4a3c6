"""Small units are never kept alone, and answers are shown in blocks of at least five."""

import random
from datetime import date, timedelta

from kommune.analysis.adoption import FLOOR, Contribution, UnitSize, pool_answers, roll_up

TREE = {
    "top": UnitSize(9, None),
    "one": UnitSize(3, "top"),
    "two": UnitSize(20, "one"),
    "three": UnitSize(4, "one"),
    "lost": UnitSize(2, None),
}
MONDAY = date(2026, 6, 1)


def test_a_small_unit_is_counted_with_the_unit_above() -> None:
    assert roll_up(["top", "one"], TREE) == ([Contribution("top", ("top", "one"))], [])


def test_it_climbs_until_enough_people_are_together() -> None:
    assert roll_up(["three", "one", "two"], TREE) == (
        [Contribution("one", ("one", "three")), Contribution("two", ("two",))],
        [],
    )
    assert roll_up(["three", "top"], TREE) == ([Contribution("top", ("top", "three"))], [])


def test_what_finds_no_group_is_left_out_of_everything() -> None:
    assert roll_up(["three", "lost"], TREE) == ([], ["three", "lost"])


def test_a_unit_of_unknown_size_counts_as_too_small() -> None:
    sizes = {**TREE, "new": UnitSize(None, "two")}
    assert roll_up(["new", "two"], sizes) == ([Contribution("two", ("two", "new"))], [])


def test_exactly_five_people_are_a_group_and_stay_one() -> None:
    sizes = {"top": UnitSize(9, None), "team": UnitSize(5, "top")}
    assert roll_up(["top", "team"], sizes) == (
        [Contribution("top", ("top",)), Contribution("team", ("team",))],
        [],
    )
    assert roll_up(["alone"], {"alone": UnitSize(5, None)}) == ([Contribution("alone", ("alone",))], [])


def test_groups_come_in_the_order_in_which_their_units_were_counted() -> None:
    sizes = {"a": UnitSize(5, None), "b": UnitSize(6, None), "c": UnitSize(2, "a")}
    found, _left_out = roll_up(["c", "b", "a"], sizes)
    assert [one.group for one in found] == ["a", "b"]
    assert [one.group for one in roll_up(["b", "a"], sizes)[0]] == ["b", "a"]


def test_nothing_counted_in_no_tree_gives_nothing() -> None:
    assert roll_up([], {}) == ([], [])


def test_units_that_lie_under_each_other_in_a_circle_end_somewhere() -> None:
    circle = {"a": UnitSize(3, "b"), "b": UnitSize(1, "a"), "c": UnitSize(1, "c")}
    assert roll_up(["a", "b", "c"], circle) == ([], ["a", "b", "c"])


def test_no_group_under_the_floor_comes_out_of_any_tree() -> None:
    chance = random.Random(7)
    for _ in range(1000):
        size = chance.randint(1, 12)
        tree = {
            n: UnitSize(chance.choice([None, *range(9)]), chance.randrange(n) if n else None)
            for n in range(size)
        }
        present = chance.sample(range(size), chance.randint(1, size))
        groups, left_out = roll_up(present, tree)
        assert all(sum(tree[unit].people or 0 for unit in one.units) >= FLOOR for one in groups)
        assert sorted([*left_out, *(unit for one in groups for unit in one.units)]) == sorted(present)


def test_five_weeks_of_one_person_are_not_five_people() -> None:
    by_week = {MONDAY + timedelta(weeks=at): {"no": 1} for at in range(12)}
    assert pool_answers(by_week, MONDAY + timedelta(weeks=20)) == []


def test_answers_wait_until_five_people_are_in_and_the_week_is_over() -> None:
    by_week = {
        MONDAY: {"yes": 3},
        MONDAY + timedelta(weeks=1): {"yes": 3, "no": 2},
        MONDAY + timedelta(weeks=2): {"no": 9},
    }
    pools = pool_answers(by_week, MONDAY + timedelta(weeks=2))
    assert [(pool.first, pool.last, dict(pool.counts), pool.n) for pool in pools] == [
        (MONDAY, MONDAY + timedelta(weeks=1), {"yes": 6, "no": 2}, 8)
    ]
    assert len(pool_answers(by_week, MONDAY + timedelta(weeks=3))) == 2


def test_four_answers_show_nothing() -> None:
    assert pool_answers({MONDAY: {"yes": 4}}, MONDAY + timedelta(weeks=9)) == []


def test_exactly_five_answers_are_shown_at_once_and_the_next_wait_again() -> None:
    by_week = {MONDAY: {"yes": 5}, MONDAY + timedelta(weeks=1): {"no": 5}}
    pools = pool_answers(by_week, MONDAY + timedelta(weeks=9))
    assert [(pool.first, pool.last, dict(pool.counts)) for pool in pools] == [
        (MONDAY, MONDAY, {"yes": 5}),
        (MONDAY + timedelta(weeks=1), MONDAY + timedelta(weeks=1), {"no": 5}),
    ]
