"""From items and lines to a picture: gather, order, place, connect."""

from collections.abc import Collection, Sequence

from kommune.analysis.strategy_map.curves import draw_bands, draw_clashes
from kommune.analysis.strategy_map.ordering import order_units
from kommune.analysis.strategy_map.placing import BOX_WIDTH, MARGIN, place_units
from kommune.analysis.strategy_map.shapes import MapData, Picture
from kommune.analysis.strategy_map.units import LIMITS, gather_units


def lay_out(data: MapData, *, opened: Collection[str] = (), limits: Sequence[int] = LIMITS) -> Picture:
    """The picture with these groups open (keys of ``group_key``); the same data give the same picture.

    ``limits``: a column with more items than its limit shows groups. Groups are opened in the order given
    until 400 items stand there. Lines to items that are not in a column are left out.
    """
    units = gather_units(data, opened, limits)
    order = order_units(units)
    places = place_units(units, order)
    boxes = {box.key: box for column in places.boxes for box in column}
    return Picture(
        width=places.column_x[-1] + BOX_WIDTH + MARGIN,
        height=round(places.height, 1),
        boxes=tuple(boxes.values()),
        bands=draw_bands(units.supports, boxes, places.scale),
        clashes=draw_clashes(units.clashes, boxes),
        box_of={
            member: unit.key
            for column in order
            for unit in column
            if unit.kind != "head"
            for member in unit.members
        },
        lane_top=places.lane_top,
        column_x=places.column_x,
        order=tuple(tuple(tuple(unit.members) for unit in column if unit.kind != "head") for column in order),
    )
