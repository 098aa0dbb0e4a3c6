"""Charts drawn on the server: bars from zero and one divided bar, with a text, a table twin and a file."""

from kommune.foundation.charts.drawing import chart_file
from kommune.foundation.charts.shapes import Bar, BarChart, Part, ShareChart

__all__ = ["Bar", "BarChart", "Part", "ShareChart", "chart_file"]
