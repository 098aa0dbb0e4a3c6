"""The strategy map: measures, digital goals and city goals in three columns, laid out and drawn as SVG.

``lay_out`` turns a ``MapData`` into a ``Picture`` of boxes, bands and broken lines, always the same for the
same data; ``draw_map`` writes a picture as SVG for a page, a file or paper; ``split_money`` says how much
money each line carries. Positions and sizes are in pixels of the drawing.
"""

from kommune.analysis.strategy_map.drawing import MapWords, draw_map
from kommune.analysis.strategy_map.layout import lay_out
from kommune.analysis.strategy_map.money import split_money
from kommune.analysis.strategy_map.ordering import count_crossings
from kommune.analysis.strategy_map.shapes import (
    CITY,
    COLUMNS,
    DIGITAL,
    MEASURES,
    Band,
    Box,
    Clash,
    Focus,
    MapData,
    MapItem,
    MapLink,
    Picture,
)
from kommune.analysis.strategy_map.tracing import focus_on, trace_lines
from kommune.analysis.strategy_map.units import LANE_MARK, group_around, group_key, is_grouped

__all__ = [
    "CITY",
    "COLUMNS",
    "DIGITAL",
    "LANE_MARK",
    "MEASURES",
    "Band",
    "Box",
    "Clash",
    "Focus",
    "MapData",
    "MapItem",
    "MapLink",
    "MapWords",
    "Picture",
    "count_crossings",
    "draw_map",
    "focus_on",
    "group_around",
    "group_key",
    "is_grouped",
    "lay_out",
    "split_money",
    "trace_lines",
]
