"""What a strategy map is made from, and the picture that comes out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

COLUMNS = 3
MEASURES, DIGITAL, CITY = range(COLUMNS)
"""The columns from left to right: money flows to purpose."""

Kind = Literal["item", "group", "head", "direct"]


@dataclass(frozen=True, slots=True)
class MapItem:
    """A measure or goal. ``group`` is the key of its field of action, empty without one.

    ``is_direct`` marks a place in the middle column through which measures reach a city goal without any
    digital goal; it is drawn as a thin passage.
    """

    key: str
    title: str
    group: str = ""
    is_direct: bool = False


@dataclass(frozen=True, slots=True)
class MapLink:
    """A line from an item to one further right: ``size`` gives its width (0 and more, any unit).

    ``score`` from 1 to 3 is support, from −3 to −1 a conflict.
    """

    source: str
    target: str
    size: float
    score: int


@dataclass(frozen=True, slots=True)
class MapData:
    """Items by column, their lines, and the titles of the groups."""

    columns: tuple[tuple[MapItem, ...], tuple[MapItem, ...], tuple[MapItem, ...]]
    links: tuple[MapLink, ...]
    group_titles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Box:
    """A box with its place; ``lines`` is its shortened title, ``n`` how many items it stands for.

    ``kind``: an item, a closed group, the head of an opened group, or a passage of direct links.
    """

    key: str
    column: int
    kind: Kind
    x: float
    y: float
    width: float
    height: float
    title: str
    lines: tuple[str, ...]
    n: int
    size: float
    is_in_lane: bool


@dataclass(frozen=True, slots=True)
class Band:
    """Support between two boxes: an SVG path with its stroke width, and how many lines it gathers."""

    source: str
    target: str
    path: str
    width: float
    n: int
    size: float


@dataclass(frozen=True, slots=True)
class Clash:
    """Conflict between two boxes: path, worst score, number of lines, and where its label stands."""

    source: str
    target: str
    path: str
    score: int
    n: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A laid-out map in pixels.

    ``box_of`` says by key of an item in which box it stands. ``lane_top`` is where the lane of what has no
    line begins, None where everything has one. ``order`` is, by column from top to bottom, what each box
    stands for as keys of items.
    """

    width: float
    height: float
    boxes: tuple[Box, ...]
    bands: tuple[Band, ...]
    clashes: tuple[Clash, ...]
    box_of: Mapping[str, str]
    lane_top: float | None
    column_x: tuple[float, ...]
    order: tuple[tuple[tuple[str, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Focus:
    """One item in the light: its box, the boxes and lines (source, target) that belong to it."""

    box: str
    boxes: frozenset[str]
    lines: frozenset[tuple[str, str]]
