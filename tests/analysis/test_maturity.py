"""The self-assessment's formulas: median, spread, score from 70 %, weakest three; the shipped questions."""

import pytest

from kommune.analysis.maturity import (
    DIMENSIONS,
    Asked,
    Change,
    DimensionScore,
    ItemSummary,
    Standing,
    answer_range,
    are_alike,
    compare_assessments,
    dimension_texts,
    questions_version,
    score_dimension,
    shipped_questions,
    strongest,
    studies_about,
    summarise_item,
    weak_severity,
    weakest,
)


def test_median_spread_and_distribution_of_a_question() -> None:
    said = summarise_item([0, 2, 3, 4])
    assert (said.n, said.median, said.spread, dict(said.counts)) == (4, 2.5, 4, {0: 1, 2: 1, 3: 1, 4: 1})


def test_below_three_answers_only_the_median_is_known() -> None:
    said = summarise_item([1, 4])
    assert (said.n, said.median, said.spread, dict(said.counts)) == (2, 2.5, None, {})


def test_a_question_that_nobody_answered_has_no_median_and_is_not_zero() -> None:
    assert summarise_item([]) == ItemSummary(0, None, None, {})


def test_all_the_same_answer_gives_no_spread() -> None:
    assert summarise_item([2, 2, 2]).spread == 0


@pytest.mark.parametrize(
    ("medians", "score"),
    [
        ([1.0, 2.0, 3.0, None], 2.0),
        ([1.0, 2.0, None], None),
        ([2.0] * 7 + [None] * 3, 2.0),
        ([2.0] * 6 + [None] * 4, None),
        ([0.0, 0.0, 0.0], 0.0),
        ([None, None], None),
        ([], None),
    ],
)
def test_a_dimension_has_a_score_from_seventy_percent_answered(
    medians: list[float | None], score: float | None
) -> None:
    assert score_dimension(medians).score == score


def test_a_score_says_how_many_questions_stand_behind_it_and_has_two_places() -> None:
    assert score_dimension([1.0, 1.0, 2.0, None]) == DimensionScore(1.33, 3, 4)
    assert score_dimension([1.0, None]) == DimensionScore(None, 1, 2)


def test_a_little_under_seventy_percent_is_not_rounded_up() -> None:
    assert score_dimension([2.0] * 25 + [None] * 11).score is None


def test_the_range_of_answers_holds_the_score_and_leaves_out_what_too_few_answered() -> None:
    counts = [{0: 1, 2: 1, 4: 1}, {3: 3}, {}]
    assert answer_range(counts) == (1.5, 3.5)
    assert score_dimension([2.0, 3.0]).score == 2.5
    assert answer_range([{}, {}]) is None
    assert answer_range([{0: 2, 3: 1}, {0: 1, 3: 2}, {1: 1, 4: 2}]) == (0.33, 3.33)


def test_a_sheet_with_one_step_nearly_everywhere_is_told() -> None:
    assert are_alike([2] * 9 + [3])
    assert not are_alike([2] * 8 + [3, 3])
    assert are_alike([2] * 5)
    assert not are_alike([2] * 4)


STANDINGS = [
    Standing("strategy", 2.0, 3.0),
    Standing("steering", 1.0, 2.0),
    Standing("services", 1.0, 3.5),
    Standing("data", 0.5, 2.0),
    Standing("technology", 3.2, 4.0),
    Standing("people", None, None),
    Standing("cooperation", 3.0, 3.0),
    Standing("access", 2.5, None),
]


def test_the_weakest_come_lowest_first_and_the_larger_gap_before_the_smaller() -> None:
    assert [one.key for one in weakest(STANDINGS)] == ["data", "services", "steering"]


def test_an_unknown_dimension_is_neither_weak_nor_strong() -> None:
    assert "people" not in [one.key for one in (*weakest(STANDINGS, 8), *strongest(STANDINGS, 8))]


def test_a_dimension_from_step_three_on_is_no_weakness() -> None:
    assert weakest([Standing("strategy", 3.0, 4.0), Standing("data", 3.9, 4.0)]) == []


def test_the_strongest_are_never_the_weakest_at_once() -> None:
    few = [Standing("strategy", 1.0, None), Standing("data", 2.0, None)]
    assert [one.key for one in weakest(few)] == ["strategy", "data"]
    assert strongest(few) == []
    assert [one.key for one in strongest(STANDINGS)] == ["technology", "cooperation", "access"]


def test_a_dimension_at_step_zero_is_weaker_than_one_above_it() -> None:
    four = [Standing(key, 0.0, None) for key in "abcd"]
    assert [one.key for one in strongest([*four, Standing("e", 0.5, None)])] == ["e"]


def test_what_stands_as_low_as_the_weakest_is_not_called_strong() -> None:
    level = [Standing(key, 1.0, 3.0) for key in ("data", "people", "access", "services")]
    assert strongest(level) == []
    assert [one.key for one in strongest([*level, Standing("strategy", 1.5, 2.5)])] == ["strategy"]


def test_severity_falls_with_the_step() -> None:
    assert [weak_severity(Standing("x", level, None)) for level in (0.99, 1.0, 1.99, 2.0, 2.99, 3.0)] == [
        3, 2, 2, 1, 1, 0,
    ]  # fmt: skip


def test_the_forms_have_27_and_64_questions_and_the_long_one_holds_the_short() -> None:
    short, long = shipped_questions(is_short=True), shipped_questions(is_short=False)
    assert (len(short), len(long)) == (27, 64)
    assert {one.key for one in short} < {one.key for one in long}
    assert len({one.key for one in long}) == 64


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_every_dimension_has_three_short_and_eight_long_questions(dimension: str) -> None:
    short = [one for one in shipped_questions(is_short=True) if one.dimension == dimension]
    long = [one for one in shipped_questions(is_short=False) if one.dimension == dimension]
    assert len(short) >= 3
    assert len(long) == 8


def test_every_question_has_five_different_steps_in_both_languages() -> None:
    for one in shipped_questions(is_short=False):
        for language in ("de", "en"):
            assert len(set(one.levels[language])) == 5, one.key
            assert one.words[language].endswith("?")
            assert one.evidence[language]


def test_the_questions_carry_a_version_of_year_and_number() -> None:
    year, _, number = questions_version().partition("-")
    assert (len(year), year.isdigit(), number.isdigit()) == (4, True, True)


def test_dimensions_are_named_in_both_languages_in_their_order() -> None:
    assert tuple(one.key for one in dimension_texts()) == DIMENSIONS
    assert all(one.title["de"] and one.title["en"] for one in dimension_texts())


def test_published_figures_name_study_year_and_source() -> None:
    told = studies_about("strategy")[0]
    assert (told.name, told.year, told.value["de"]) == ("Zukunftsradar Digitale Kommune", "2024", "20 %")
    assert studies_about("data") == []
    for dimension in DIMENSIONS:
        assert all(one.url.startswith("https://") and one.year for one in studies_about(dimension))


def test_only_questions_asked_in_the_same_words_are_compared() -> None:
    old = {
        "a": Asked("data", "w1", 1.0, 2.0),
        "b": Asked("data", "w2", 0.0, 2.0),
        "c": Asked("data", "w3", 4.0, 4.0),
    }
    new = {
        "a": Asked("data", "w1", 2.0, 3.0),
        "b": Asked("data", "other words", 4.0, 4.0),
        "d": Asked("data", "w4", 4.0, 4.0),
    }
    told = compare_assessments(old, new, ["data", "people"])
    assert told[0] == Change("data", 1.0, 2.0, 2.0, common=1, asked_before=3, asked_after=3)
    assert told[0].difference == 1.0
    assert told[1] == Change("people", None, None, None, common=0, asked_before=0, asked_after=0)
    assert told[1].difference is None
