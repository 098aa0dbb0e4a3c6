"""The mean of usability scores with its interval, from seven people on."""

from kommune.analysis.adoption import Usability, usability_of
from kommune.analysis.surveys import sus_score


def test_six_people_have_no_score() -> None:
    assert usability_of([70.0] * 6) is None


def test_the_interval_is_students_and_all_is_in_whole_points() -> None:
    assert usability_of([60.0, 65.0, 70.0, 70.0, 75.0, 80.0, 85.0]) == Usability(72, 7, 64, 80)


def test_the_interval_stays_on_the_scale() -> None:
    assert usability_of([100.0] * 7 + [60.0]) == Usability(95, 8, 83, 100)
    assert usability_of([0.0] * 40) == Usability(0, 40, 0, 0)


def test_the_list_of_students_t_ends_at_31_people_and_the_normal_value_follows() -> None:
    assert usability_of([20.0, 80.0] * 15 + [50.0]) == Usability(50, 31, 39, 61)
    assert usability_of([20.0, 80.0] * 16) == Usability(50, 32, 39, 61)


def test_the_published_example_of_the_scale() -> None:
    assert sus_score([5, 4, 2, 1, 2, 3, 2, 4, 5, 2]) == 55.0
