"""Charts drawn on the server: bars, shares, lines, profiles; each with a text, a table twin and a file."""

from kommune.foundation.charts.drawing import chart_file
from kommune.foundation.charts.shapes import (
    Bar,
    BarChart,
    Line,
    LineChart,
    Part,
    ProfileChart,
    ProfileRow,
    ShareChart,
)

__all__ = [
    "Bar",
    "BarChart",
    "Line",
    "LineChart",
    "Part",
    "ProfileChart",
    "ProfileRow",
    "ShareChart",
    "chart_file",
]
