"""What one box reaches and what reaches it: the lines through it, to the left and to the right."""

from collections.abc import Collection, Iterable

Pair = tuple[str, str]


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
