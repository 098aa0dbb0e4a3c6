"""Which units are asked as one: every group large enough, people kept within their department."""

from random import Random

import pytest

from kommune.analysis.surveys import WHOLE, Group, SurveyError, roll_up


def test_large_units_stay_as_they_are() -> None:
    units = [Group("office", None, 8), Group("it", "office", 9), Group("post", "office", 7)]
    assert roll_up(units) == {"it": "it", "office": "office", "post": "post"}


def test_small_teams_join_the_unit_above() -> None:
    units = [
        Group("office", None, 2),
        Group("it", "office", 3),
        Group("post", "office", 2),
        Group("park", None, 20),
    ]
    assert roll_up(units) == {"it": "office", "office": "office", "park": "park", "post": "office"}


def test_a_unit_above_that_stays_too_small_takes_in_its_smallest_large_team() -> None:
    units = [
        Group("office", None, 2),
        Group("it", "office", 12),
        Group("post", "office", 9),
        Group("print", "office", 1),
    ]
    assert roll_up(units) == {"it": "it", "office": "office", "post": "office", "print": "office"}


def test_a_small_department_moves_up_and_joins_the_smallest_group_at_the_top() -> None:
    units = [Group("culture", None, 4), Group("park", None, 20), Group("works", None, 9)]
    assert roll_up(units) == {"culture": WHOLE, "park": "park", "works": WHOLE}


def test_a_group_put_together_counts_with_all_its_people_where_another_looks_for_the_smallest() -> None:
    units = [
        Group("culture", None, 4),
        Group("office", None, 2),
        Group("post", "office", 9),
        Group("works", None, 10),
    ]
    assert roll_up(units) == {"culture": WHOLE, "office": "office", "post": "office", "works": WHOLE}


def test_a_town_of_small_units_is_one_group() -> None:
    units = [Group("a", None, 3), Group("b", None, 3), Group("c", "b", 2)]
    assert roll_up(units) == {"a": WHOLE, "b": WHOLE, "c": WHOLE}


def test_a_unit_without_people_follows_its_neighbours_and_changes_nothing() -> None:
    units = [Group("office", None, 0), Group("it", "office", 12), Group("post", "office", 9)]
    assert roll_up(units) == {"it": "it", "office": "post", "post": "post"}


def test_fewer_people_than_the_floor_are_refused() -> None:
    with pytest.raises(SurveyError, match="6 people are invited, and 7 are needed"):
        roll_up([Group("a", None, 3), Group("b", "a", 3)])


@pytest.mark.parametrize(
    ("units", "code", "values"),
    [
        ([Group("a", None, 9), Group("a", None, 9)], "unit_twice", {"unit": "a"}),
        ([Group(WHOLE, None, 9)], "unit_twice", {"unit": WHOLE}),
        ([Group("a", None, -1)], "size_negative", {"unit": "a", "found": -1}),
        ([Group("a", "z", 9)], "parent_unknown", {"unit": "a", "parent": "z"}),
        ([Group("a", "b", 9), Group("b", "a", 9)], "tree_cycle", {"unit": "a"}),
    ],
)
def test_lists_that_are_no_tree_are_refused(units: list[Group], code: str, values: dict[str, object]) -> None:
    with pytest.raises(SurveyError) as refused:
        roll_up(units)
    assert (refused.value.code, refused.value.params) == (code, values)


def test_a_floor_of_two_is_refused() -> None:
    with pytest.raises(SurveyError, match="floor of 2 protects nobody") as refused:
        roll_up([Group("a", None, 9)], floor=2)
    assert refused.value.params == {"found": 2, "expected": 3}
    assert roll_up([Group("a", None, 3)], floor=3) == {"a": "a"}


def test_every_group_of_any_tree_is_large_enough_and_the_order_does_not_matter() -> None:
    random = Random(4)
    for _ in range(500):
        units = [
            Group(
                f"u{at}",
                f"u{random.randrange(at)}" if at and random.random() < 0.8 else None,
                random.choice((0, 1, 2, 3, 5, 8, 20)),
            )
            for at in range(random.randint(1, 25))
        ]
        if sum(unit.size for unit in units) < 7:
            continue
        found = roll_up(units)
        assert set(found) == {unit.key for unit in units}
        sizes: dict[str, int] = {}
        for unit in units:
            sizes[found[unit.key]] = sizes.get(found[unit.key], 0) + unit.size
        assert min(sizes.values()) >= 7
        random.shuffle(units)
        assert roll_up(units) == found
