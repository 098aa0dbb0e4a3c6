"""What each heading of a text is: a field of action, a goal, a measure, or the roof over several."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kommune.analysis.readings.shapes import TextBlock, Why
from kommune.analysis.readings.titles import split_number
from kommune.analysis.readings.words import coded_thing, container_of, is_aside, named_heading

Role = Literal["field", "goal", "measure", "fields", "goals", "measures", "aside", "text"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading understood; `why` is empty where it is no proposal."""

    role: Role
    number: str
    title: str
    why: Why | Literal[""] = ""


def understand(text: str) -> Heading:
    """What a heading says by its own words, wherever it stands."""
    number, rest = split_number(text)
    if thing := named_heading(rest):
        return Heading(thing[0], thing[1] or number, thing[2], "named")
    if thing := coded_thing(text):
        return Heading(thing[0], thing[1], thing[2], "code")
    if is_aside(rest):
        return Heading("aside", number, rest)
    container = container_of(rest)
    return Heading(container or "text", number, rest)


def headings_with_parts(blocks: Sequence[TextBlock]) -> set[int]:
    """Places of headings that must be fields, since goals or measures have a part of their own below them.

    With one of the two below it, a heading counts only on the level where most such headings stand.
    """
    open_headings: list[tuple[int, int]] = []
    parts: dict[int, set[str]] = {}
    levels: dict[int, int] = {}
    for place, block in enumerate(blocks):
        if block.kind != "heading":
            continue
        while open_headings and open_headings[-1][1] >= block.level:
            open_headings.pop()
        role = understand(block.text).role
        if open_headings and role in {"goals", "measures"}:
            parts.setdefault(open_headings[-1][0], set()).add(role)
        open_headings.append((place, block.level))
        levels[place] = block.level
    nameless = [place for place in parts if understand(blocks[place].text).role == "text"]
    alike = Counter(levels[place] for place in nameless).most_common(1)
    usual = alike[0][0] if alike and alike[0][1] >= 2 else 0
    return {place for place in nameless if len(parts[place]) == 2 or levels[place] == usual}
