"""Scores of one person: equal to the published examples of each instrument, or refused."""

import pytest

from kommune.analysis.surveys import ScoringRule, SurveyError, score_scale, sus_score

EDMONDSON = ScoringRule("mean", 1, 7, frozenset({"1", "3", "5"}))


def numbered(*answers: int | None) -> dict[str, int | None]:
    return {str(at): answer for at, answer in enumerate(answers, start=1)}


@pytest.mark.parametrize(
    ("answers", "score"),
    [
        ([5, 4, 2, 1, 2, 3, 2, 4, 5, 2], 55.0),  # Brooke 1996, the worked example: 22 points × 2.5
        ([5, 1] * 5, 100.0),
        ([1, 5] * 5, 0.0),
        ([3] * 10, 50.0),
        ([5] * 10, 50.0),
        ([4, 2] * 5, 75.0),
        ([4, 2, 4, 2, 4, 2, 4, 2, 4, 3], 72.5),
    ],
)
def test_sus_is_that_of_brooke(answers: list[int], score: float) -> None:
    assert sus_score(answers) == score
    assert score_scale(ScoringRule("sus", 1, 5), numbered(*answers)) == score


def test_sus_with_one_answer_missing_has_no_score() -> None:
    assert sus_score([5, 1, 5, 1, 5, 1, 5, 1, 5, None]) is None


def test_the_mean_of_seven_items_on_six_points_is_a_plain_mean() -> None:
    rule = ScoringRule("mean", 1, 6)
    assert score_scale(rule, numbered(4, 5, 3, 6, 4, 5, 1)) == 4.0
    assert score_scale(rule, numbered(6, 6, 6, 6, 6, 6, 6)) == 6.0


def test_nine_items_from_0_to_6_are_averaged() -> None:
    rule = ScoringRule("mean", 0, 6)
    assert score_scale(rule, numbered(0, 1, 2, 3, 4, 5, 6, 3, 3)) == 3.0
    assert rule.bounds(9) == (0.0, 6.0)


def test_items_1_3_and_5_of_seven_count_in_reverse() -> None:
    assert score_scale(EDMONDSON, numbered(1, 7, 1, 7, 1, 7, 7)) == 7.0
    assert score_scale(EDMONDSON, numbered(7, 1, 7, 1, 7, 1, 1)) == 1.0
    assert score_scale(EDMONDSON, numbered(2, 5, 3, 6, 2, 4, 5)) == pytest.approx(
        (6 + 5 + 5 + 6 + 6 + 4 + 5) / 7
    )


@pytest.mark.parametrize(
    ("answers", "score"), [((7, 7), 100.0), ((1, 1), 0.0), ((4, 4), 50.0), ((6, 5), 75.0)]
)
def test_two_items_on_seven_points_become_per_cent_of_the_maximum(
    answers: tuple[int, int], score: float
) -> None:
    """UMUX-Lite (Lewis, Utesch, Maher 2013): (x1 + x2 − 2) · 100 / 12."""
    assert score_scale(ScoringRule("pomp", 1, 7), numbered(*answers)) == pytest.approx(score)


def test_a_sum_stands_in_for_what_is_missing_with_the_mean_of_the_rest() -> None:
    rule = ScoringRule("sum", 0, 3, least_share=0.75)
    assert score_scale(rule, numbered(1, 2, 3, None)) == 8.0
    assert score_scale(rule, numbered(1, 2, None, None)) is None
    assert rule.bounds(4) == (0.0, 12.0)


def test_exactly_the_least_share_is_enough() -> None:
    rule = ScoringRule("mean", 1, 5, least_share=0.8)
    assert score_scale(rule, numbered(1, 2, 3, 4, None)) == 2.5
    assert score_scale(rule, numbered(1, 2, 3, None, None)) is None


def test_nobody_who_answered_nothing_has_a_score() -> None:
    assert score_scale(ScoringRule("mean", 1, 5, least_share=0.1), numbered(None, None)) is None


def test_an_item_left_out_at_first_does_not_end_the_reckoning() -> None:
    rule = ScoringRule("mean", 1, 5, least_share=0.5)
    assert score_scale(rule, numbered(None, 2, 4, None)) == 3.0


@pytest.mark.parametrize(
    ("rule", "bounds"),
    [
        (ScoringRule("mean", 1, 4), (1.0, 4.0)),
        (ScoringRule("sum", 1, 4), (3.0, 12.0)),
        (ScoringRule("pomp", 1, 4), (0.0, 100.0)),
        (ScoringRule("sus", 1, 5), (0.0, 100.0)),
    ],
)
def test_the_bounds_are_the_least_and_greatest_score_of_three_items(
    rule: ScoringRule, bounds: tuple[float, float]
) -> None:
    assert rule.bounds(3) == bounds


@pytest.mark.parametrize(
    ("rule", "answers", "code", "values"),
    [
        (
            ScoringRule("mean", 1, 5),
            numbered(3, 6),
            "answer_out_of_range",
            {"item": "2", "value": 6, "least": 1, "most": 5},
        ),
        (
            ScoringRule("mean", 2, 4),
            numbered(1),
            "answer_out_of_range",
            {"item": "1", "value": 1, "least": 2, "most": 4},
        ),
        (
            ScoringRule("sus", 1, 5),
            numbered(1, 2, 0, *[3] * 7),
            "answer_out_of_range",
            {"item": "3", "value": 0, "least": 1, "most": 5},
        ),
        (ScoringRule("mean", 1, 5), {}, "wrong_item_count", {"found": 0, "expected": "at least 1"}),
        (ScoringRule("sus", 1, 5), numbered(1, 2, 3), "wrong_item_count", {"found": 3, "expected": 10}),
        (ScoringRule("mean", 1, 5, frozenset({"9"})), numbered(3), "item_unknown", {"item": "9"}),
    ],
)
def test_answers_that_do_not_fit_the_rule_are_refused(
    rule: ScoringRule, answers: dict[str, int | None], code: str, values: dict[str, object]
) -> None:
    with pytest.raises(SurveyError) as refused:
        score_scale(rule, answers)
    assert (refused.value.code, refused.value.params) == (code, values)


def test_a_rule_without_a_scale_or_share_is_refused() -> None:
    with pytest.raises(SurveyError, match="from 5 to 5"):
        ScoringRule("mean", 5, 5)
    for share in (0, -0.1, 1.1):
        with pytest.raises(SurveyError, match=f"least share answered is {share}"):
            ScoringRule("mean", 1, 5, least_share=share)
