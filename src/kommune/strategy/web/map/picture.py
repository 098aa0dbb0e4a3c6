"""The map of one person as a drawing in the state that the address asks for."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from kommune.analysis.strategy_map import (
    LANE_MARK,
    Box,
    MapData,
    Picture,
    draw_map,
    focus_on,
    group_around,
    lay_out,
)
from kommune.foundation.markup import joined_markup
from kommune.municipalities.public import Viewer
from kommune.strategy.map_words import direct_title, map_words
from kommune.strategy.queries.strategy_map import MapThing, TownMap, load_strategy_map
from kommune.strategy.web.map.state import MapState

LAYOUTS_KEPT = 8


@dataclass(frozen=True)
class DrawnMap:
    """The town's map, its layout and the state it is shown in."""

    town_map: TownMap
    data: MapData
    picture: Picture
    state: MapState

    @property
    def focused(self) -> MapThing | None:
        """The measure or goal in the light, if there is one that this person may see."""
        return self.town_map.things.get(self.state.focus)

    @cached_property
    def markup(self) -> str:
        """The drawing for the page; every box leads to itself in the light, a group opens."""
        focus = focus_on(self.picture, self.data, self.state.focus)
        return joined_markup(
            [draw_map(self.picture, map_words(self.town_map), address=self._address, focus=focus)]
        )

    @cached_property
    def file(self) -> str:
        """The drawing as a file of its own."""
        focus = focus_on(self.picture, self.data, self.state.focus)
        return draw_map(self.picture, map_words(self.town_map), focus=focus, is_file=True)

    @property
    def groups(self) -> tuple[str, ...]:
        """The keys of all groups that are there, open or closed."""
        kinds = [box.key for box in self.picture.boxes if box.kind in ("group", "head")]
        return tuple(dict.fromkeys(key.removesuffix(LANE_MARK) for key in kinds))

    @property
    def has_closed_groups(self) -> bool:
        """Whether there is anything left to open."""
        return any(box.kind == "group" for box in self.picture.boxes)

    def _address(self, box: Box) -> str:
        if box.kind == "direct":
            return ""
        if box.kind in ("group", "head"):
            return self.state.query(opened=self.state.toggled(box.key.removesuffix(LANE_MARK)), focus="")
        return self.state.query(focus="" if box.key == self.state.focus else box.key)


def draw_for(viewer: Viewer, state: MapState) -> DrawnMap:
    """The map that this person may see; a focused item shows by itself, its group is opened."""
    town_map = load_strategy_map(viewer, sector_as=state.sector_as)
    focus = state.focus if state.focus in town_map.things else ""
    data, picture = _laid_out(town_map, state.by, direct_title(), focus, state.opened)
    return DrawnMap(town_map, data, picture, state)


@lru_cache(maxsize=LAYOUTS_KEPT)
def _laid_out(
    town_map: TownMap, by: str, title: str, focus: str, opened: tuple[str, ...]
) -> tuple[MapData, Picture]:
    """The map and its layout in one state; most people look at the same few states of one map."""
    data = _data_of(town_map, by, title)
    around = group_around(data, focus) if focus else ""
    first = [around] if around else []
    return data, lay_out(data, opened=[*first, *opened])


@lru_cache(maxsize=LAYOUTS_KEPT)
def _data_of(town_map: TownMap, by: str, title: str) -> MapData:
    return town_map.data(by, title)
