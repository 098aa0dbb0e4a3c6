"""A line chart: unknown steps stay gaps, the plan is broken, the table twin holds every value."""

import re

from django.utils import translation

from kommune.foundation.charts import Line, LineChart, chart_file
from kommune.foundation.charts.drawing import chart_markup


def percent(value: float) -> str:
    return f"{value:.0f} %"


CHART = LineChart(
    name="verlauf",
    title="Reach",
    summary="It grows.",
    unit="%",
    steps=["KW 1", "KW 2", "KW 3", "KW 4"],
    lines=[Line("is", [0, 25, None, 50]), Line("plan", [10, 20, 30, 40], is_planned=True)],
    highest=100,
    shown=percent,
    events=[(1, "trained")],
)


def test_a_week_that_nobody_counted_is_a_gap_and_no_zero() -> None:
    markup = chart_markup(CHART)
    assert markup.count('class="stroke-strong"') == (1 + 3) + 2
    assert markup.count('r="3.5"') == 3 + 1


def test_the_plan_differs_in_form_not_only_in_colour() -> None:
    assert chart_markup(CHART).count('stroke-dasharray="7 5"') == 3 + 1


def test_the_table_twin_says_what_is_unknown() -> None:
    assert CHART.rows() == [
        ("KW 1", ["0 %", "10 %"]),
        ("KW 2", ["25 %", "20 %"]),
        ("KW 3", [None, "30 %"]),
        ("KW 4", ["50 %", "40 %"]),
    ]
    with translation.override("en"):
        assert "not stated" in CHART.render()


def test_the_file_is_in_pixels_and_says_its_summary() -> None:
    drawn = chart_file(CHART, width=600)
    assert "%;" not in drawn
    assert 'width="600"' in drawn
    assert "<desc>It grows.</desc>" in drawn
    assert 'x1="105.0"' in drawn
    assert "trained" in drawn


def test_the_scale_begins_at_its_lowest_value_and_shows_each_whole_step() -> None:
    marks = LineChart("mittel", "Mean", "It rises.", "", ["A", "B"], [Line("is", [1, 3])], 5, lowest=1)
    drawn = chart_file(marks, width=600)
    shown = re.findall(r'class="chart-scale"[^>]*>([^<]*)<', drawn)
    assert shown == ["1.0", "2.0", "3.0", "4.0", "5.0"]
    assert 'cx="105.0" cy="248.0"' in drawn
    assert 'cx="588.0" cy="148.0"' in drawn


def test_no_number_of_the_scale_stands_where_the_first_point_does() -> None:
    drawn = chart_file(CHART, width=600)
    ends = {float(x) for x in re.findall(r'class="chart-scale" x="([0-9.]+)"[^>]*text-anchor="end"', drawn)}
    assert ends == {84.0}
    assert 'cx="105.0"' in drawn


def test_without_any_step_nothing_breaks() -> None:
    empty = LineChart("leer", "Reach", "Nothing.", "%", [], [Line("is", [])], 100)
    assert 'aria-label="Nothing."' in chart_markup(empty)
