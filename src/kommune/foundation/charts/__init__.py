"""Charts drawn on the server: bars, one divided bar, lines; each with a text, a table twin and a file."""

from kommune.foundation.charts.drawing import chart_file
from kommune.foundation.charts.shapes import Bar, BarChart, Line, LineChart, Part, ShareChart

__all__ = ["Bar", "BarChart", "Line", "LineChart", "Part", "ShareChart", "chart_file"]
