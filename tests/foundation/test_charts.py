"""Charts: longest first, from zero, in words as well, and safe as a file."""

import re

from defusedxml import ElementTree
from django.utils import translation

from kommune.foundation.charts import Bar, BarChart, Part, ShareChart, chart_file
from kommune.foundation.charts.drawing import chart_markup

BARS = BarChart(
    "money",
    "Money per goal",
    "Most money serves goal B.",
    "Costs",
    [Bar("A", 25, "25 €"), Bar("B <b>", 100, "100 €", "/b"), Bar("C", 0, "0 €")],
    "Goal",
)
SHARES = ShareChart(
    "goals",
    "Goals (24)",
    "19 of 24 are served.",
    "Number",
    [Part("yes", 19, "19 yes"), Part("no", 5, "5 no", "open")],
)


def widths(markup: str) -> list[float]:
    return [float(number) for number in re.findall(r'<rect[^>]* width="([\d.]+)', markup)]


def test_bars_are_sorted_and_begin_at_zero() -> None:
    longest, quarter, none = widths(chart_file(BARS))
    assert quarter == round(longest / 4, 1)
    assert none == 0.0
    assert re.findall(r'<rect x="([^"]+)"', chart_file(BARS)) == ["0", "0", "0"]
    assert re.findall(r'class="chart-value"[^>]*>([^<]+)<', chart_file(BARS)) == ["100 €", "25 €", "0 €"]


def test_the_parts_fill_the_whole() -> None:
    drawn = [width for width in widths(chart_file(SHARES, width=480)) if width != 12]
    assert drawn == [380.0, 100.0]


def test_the_file_is_sound_and_says_what_it_shows() -> None:
    root = ElementTree.fromstring(chart_file(BARS))
    texts = [element.text for element in root.iter()]
    assert root.get("width") == "640"
    assert "Money per goal" in texts
    assert "Most money serves goal B." in texts
    assert "B <b>" in texts


def test_nothing_needs_an_inline_style() -> None:
    for drawing in (chart_file(BARS), chart_file(SHARES), BARS.render(), SHARES.render()):
        assert "style=" not in drawing
        assert "<b>" not in drawing


def test_a_reader_hears_the_summary_and_finds_the_table() -> None:
    with translation.override("en"):
        figure = BARS.render()
    assert '<p class="chart__summary">Most money serves goal B.</p>' in figure
    assert figure.count('<th scope="row">') == 3
    assert '<th scope="col">Goal</th>' in figure
    assert 'role="group"' in chart_markup(BARS)
    assert 'role="img"' in chart_markup(SHARES)


def test_a_chart_of_nothing_is_drawn_all_the_same() -> None:
    assert widths(chart_file(BarChart("n", "N", "Nothing yet.", "Costs", []))) == []
    assert widths(chart_file(ShareChart("n", "N", "Nothing yet.", "Costs", [Part("a", 0, "0")]))) == [
        0.0,
        12.0,
    ]
