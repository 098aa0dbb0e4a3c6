"""What one item reaches and what reaches it: the ways through it, to the left and to the right."""

from collections.abc import Collection, Iterable

from kommune.analysis.strategy_map.shapes import Focus, MapData, Picture

Pair = tuple[str, str]


def focus_on(picture: Picture, data: MapData, key: str) -> Focus | None:
    """The boxes and lines of a picture that belong to an item of its data; None where it is not there.

    Ways are followed between items, so that a closed group lights up only towards what the item reaches.
    """
    box = picture.box_of.get(key)
    if box is None:
        return None
    ways = trace_lines([(link.source, link.target) for link in data.links if link.score], [key])
    there = picture.box_of
    lines = frozenset((there[a], there[b]) for a, b in ways if a in there and b in there)
    return Focus(box, frozenset({box, *(end for pair in lines for end in pair)}), lines)


def trace_lines(lines: Collection[Pair], starts: Iterable[str]) -> frozenset[Pair]:
    """All lines on ways from left to right through one of the starts, as pairs of source and target."""
    begun = set(starts)
    return _followed(lines, begun, 0) | _followed(lines, begun, 1)


def _followed(lines: Collection[Pair], starts: set[str], side: int) -> frozenset[Pair]:
    """Lines whose end ``side`` was reached, as far as they lead."""
    reached, found = set(starts), set[Pair]()
    while True:
        new = {pair for pair in lines if pair[side] in reached} - found
        if not new:
            return frozenset(found)
        found |= new
        reached |= {pair[1 - side] for pair in new}
