"""The strategy map for everybody: what was released to the public as a drawing, and the same in words."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from kommune.analysis.strategy_map import MEASURES, Box, draw_map, lay_out
from kommune.municipalities.public import Viewer
from kommune.strategy.map_words import direct_title, map_words
from kommune.strategy.queries.strategy_map import BY_COUNT, DIRECT, TownMap, load_strategy_map

Address = Callable[[bool, UUID], str]


@dataclass(frozen=True, slots=True)
class PublicLine:
    """A measure or digital goal with what it serves and what it works against, as (id, name) of goals."""

    id: UUID
    is_measure: bool
    name: str
    serves: tuple[tuple[UUID, str], ...]
    against: tuple[tuple[UUID, str], ...]


@dataclass(frozen=True, slots=True)
class PublicMap:
    """``drawing`` is SVG text, already escaped; ``lines`` say the same in the order of the picture."""

    drawing: str
    lines: tuple[PublicLine, ...]


def public_strategy_map(viewer: Viewer, address: Address) -> PublicMap | None:
    """The map of what this person may see, all groups closed; None where nothing was released.

    ``address`` gives the page of a thing from whether it is a measure, and its id. Six queries.
    """
    town_map = load_strategy_map(viewer)
    if not town_map.things:
        return None
    picture = lay_out(town_map.data(BY_COUNT, direct_title()))

    def leads_to(box: Box) -> str:
        thing = town_map.things.get(box.key)
        return address(thing.column == MEASURES, thing.id) if thing else ""

    drawing = draw_map(picture, map_words(town_map, is_public=True), address=leads_to)
    keys = [key for column in picture.order[:2] for members in column for key in members]
    return PublicMap(drawing, tuple(_line(town_map, key) for key in keys if key in town_map.things))


def _line(town_map: TownMap, key: str) -> PublicLine:
    thing = town_map.things[key]
    _coming, leaving = town_map.lines_at(key)
    goals = [(town_map.things[pair[1].removeprefix(DIRECT)], score) for pair, score in leaving]
    return PublicLine(
        thing.id,
        thing.column == MEASURES,
        thing.name,
        tuple((goal.id, goal.name) for goal, score in goals if score > 0),
        tuple((goal.id, goal.name) for goal, score in goals if score < 0),
    )
