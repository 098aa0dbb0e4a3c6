"""What may be shown of a question: exact cells for groups that are large and mixed, nothing of the others."""

import pytest

from kommune.analysis.surveys import Cell, SurveyError, band, is_safe, publish, publish_scale

MIXED = {1: 4, 3: 4, 5: 4}


def shown(found: object) -> set[str]:
    return {key for key, cell in found.groups.items() if cell is not None}  # type: ignore[attr-defined]


def test_a_cell_tells_number_mean_quartiles_and_shares() -> None:
    found = publish({"it": {1: 1, 2: 2, 4: 3, 5: 2}})
    assert found.total == Cell(8, 3.4, 4.0, 2.0, 4.5, {1: 0.15, 2: 0.25, 4: 0.35, 5: 0.25})
    assert found.groups == {"it": found.total}


def test_shares_are_twentieths_that_add_up_to_one() -> None:
    found = publish({"it": {1: 3, 2: 3, 3: 3}})
    assert found.total is not None
    assert found.total.shares == {1: 0.35, 2: 0.35, 3: 0.3}


def test_the_largest_remainders_are_rounded_up_whatever_the_value() -> None:
    found = publish({"it": {1: 3, 2: 3, 3: 1}})
    assert found.total is not None
    assert found.total.shares == {1: 0.45, 2: 0.4, 3: 0.15}


def test_quartiles_of_an_odd_number_are_answers_that_somebody_gave() -> None:
    found = publish({"it": {1: 1, 2: 2, 4: 2, 5: 2}})
    assert found.total is not None
    assert (found.total.q1, found.total.median, found.total.q3) == (2.0, 4.0, 5.0)


def test_a_value_that_only_others_chose_stands_with_no_share() -> None:
    found = publish({"it": MIXED, "post": {2: 5, 4: 5}})
    assert found.groups["post"] is not None
    assert found.groups["post"].shares == {1: 0.0, 2: 0.5, 3: 0.0, 4: 0.5, 5: 0.0}


def test_seven_mixed_answers_are_shown_and_six_are_not() -> None:
    assert publish({"it": {1: 3, 2: 4}}).total is not None
    assert publish({"it": {1: 3, 2: 3}}).total is None
    assert publish({"it": {1: 3, 2: 3}}).groups == {"it": None}


def test_one_small_group_takes_a_second_one_with_it() -> None:
    found = publish({"it": MIXED, "park": MIXED, "post": {1: 3}}, sizes={"it": 20, "park": 13, "post": 7})
    assert shown(found) == {"it"}
    assert found.total is not None
    assert found.total.n == 27


def test_without_sizes_the_first_key_goes_along() -> None:
    assert shown(publish({"it": MIXED, "park": MIXED, "post": {1: 3}})) == {"park"}


def test_two_small_groups_that_are_large_together_leave_the_others_shown() -> None:
    assert shown(publish({"it": MIXED, "post": {1: 4}, "park": {2: 2, 3: 1}})) == {"it"}


def test_two_small_groups_that_stay_small_together_take_a_third_with_them() -> None:
    found = publish(
        {"it": MIXED, "post": {1: 2}, "park": {2: 2}, "works": MIXED}, sizes={"it": 30, "works": 12}
    )
    assert shown(found) == {"it"}


def test_a_group_without_answers_takes_another_with_it_so_that_its_silence_does_not_show() -> None:
    found = publish({"it": MIXED, "park": MIXED, "post": {}}, sizes={"it": 20, "park": 13, "post": 7})
    assert shown(found) == {"it"}


def test_with_two_groups_a_small_one_leaves_only_the_whole() -> None:
    found = publish({"it": MIXED, "post": {1: 3}})
    assert shown(found) == set()
    assert found.total is not None


@pytest.mark.parametrize("alike", [{1: 8}, {1: 7, 4: 1}])
def test_a_group_of_one_mind_is_not_shown_since_everybodys_answer_would_be_known(
    alike: dict[int, int],
) -> None:
    found = publish({"it": MIXED, "park": MIXED, "post": alike}, sizes={"it": 20, "park": 13, "post": 8})
    assert shown(found) == {"it"}


def test_two_answers_beside_the_commonest_are_enough() -> None:
    assert shown(publish({"it": MIXED, "post": {1: 6, 4: 2}})) == {"it", "post"}


def test_a_whole_of_one_mind_shows_nothing() -> None:
    found = publish({"it": {5: 20}, "park": {5: 20, 4: 1}})
    assert (found.total, shown(found)) == (None, set())


def test_a_survey_without_answers_shows_nothing() -> None:
    assert publish({}).total is None
    assert publish({"it": {}, "park": {1: 0}}).total is None


def test_a_higher_floor_holds_back_more() -> None:
    assert publish({"it": {1: 5, 2: 4}}, floor=10).total is None
    assert publish({"it": {1: 5, 2: 5}}, floor=10).total is not None
    assert shown(publish({"it": MIXED, "park": {1: 5, 2: 5}, "post": {3: 5, 4: 4}}, floor=10)) == {"park"}
    assert shown(publish({"it": MIXED, "park": {1: 5, 2: 5}, "post": {3: 5, 4: 5}}, floor=10)) == {
        "it",
        "park",
        "post",
    }


def test_wrong_counts_and_floors_are_refused() -> None:
    with pytest.raises(SurveyError, match="Group it: the value 3 was counted -1 times"):
        publish({"it": {3: -1}})
    with pytest.raises(SurveyError, match="floor of 1"):
        publish({"it": MIXED}, floor=1)


def test_safe_means_enough_answers_and_not_nearly_all_alike() -> None:
    assert is_safe({1: 5, 2: 2})
    assert not is_safe({1: 6, 2: 1})
    assert not is_safe({1: 4, 2: 2})
    assert not is_safe({})


@pytest.mark.parametrize(
    ("score", "low", "high", "expected"),
    [
        (3.4, 1, 5, 3),
        (3.6, 1, 5, 4),
        (2.5, 1, 5, 2),
        (3.5, 1, 5, 4),
        (6.0, 0, 6, 6),
        (55.0, 0, 100, 60),
        (45.0, 0, 100, 40),
        (72.5, 0, 100, 70),
        (100.0, 0, 100, 100),
        (6.4, 0, 12, 6),
        (6.4, 0, 13, 10),
        (26.0, 20, 30, 26),
    ],
)
def test_scores_fall_into_the_nearest_band(score: float, low: float, high: float, expected: int) -> None:
    assert band(score, low, high) == expected


def test_a_scale_is_published_in_bands_and_people_without_a_score_are_not_counted() -> None:
    scores = {"it": [52.5, 67.5, 70.0, 72.5, 87.5, 90.0, 100.0, None], "post": [50.0, None]}
    found = publish_scale(scores, 0, 100)
    assert found.groups == {"it": None, "post": None}
    assert found.total is not None
    assert (found.total.n, found.total.mean) == (8, 73.8)
    assert set(found.total.shares) == {50, 70, 90, 100}


def test_a_score_outside_the_scale_is_refused() -> None:
    with pytest.raises(SurveyError, match=r"score: 101\.0 is outside 0 to 100"):
        publish_scale({"it": [101.0]}, 0, 100)
    with pytest.raises(SurveyError, match=r"score: 0\.5 is outside 1 to 5"):
        band(0.5, 1, 5)


def test_a_scale_keeps_to_the_floor_and_leaves_out_by_invitations_as_a_question_does() -> None:
    mixed = [1.0, 1.0, 1.0, 3.0, 3.0, 5.0, 5.0, 5.0]
    scores = {"it": mixed, "park": mixed, "post": [1.0, 2.0]}
    sizes = {"it": 9, "park": 20, "post": 7}
    assert shown(publish_scale(scores, 1, 5, sizes=sizes)) == {"park"}
    assert shown(publish_scale(scores, 1, 5, sizes={**sizes, "it": 30})) == {"it"}
    assert shown(publish_scale({"it": mixed, "park": mixed}, 1, 5)) == {"it", "park"}
    assert shown(publish_scale({"it": mixed, "park": mixed}, 1, 5, 9)) == set()
