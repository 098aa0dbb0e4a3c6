"""What the thing in the light carries and what carries it, as text beside the map."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kommune.analysis.strategy_map import CITY, MEASURES
from kommune.foundation.money import euro_text
from kommune.strategy.map_words import COLUMN_KINDS
from kommune.strategy.queries.strategy_map import BY_MONEY, DIRECT, MapThing, TownMap
from kommune.strategy.web.map.state import MapState

SHOWN = 12


@dataclass(slots=True)
class Ways:
    """One list of neighbours: each with name, address on the map and a word beside it."""

    title: str
    entries: list[dict[str, str]] = field(default_factory=list)
    more: int = 0


def aside_of(town_map: TownMap, thing: MapThing, state: MapState, slug: str) -> dict[str, Any]:
    """The thing with its page, its money and its neighbours to the left and to the right."""
    coming, leaving = town_map.lines_at(str(thing.id))
    direct: list[tuple[tuple[str, str], int]] = []
    if thing.column == CITY:
        direct, _out = town_map.lines_at(f"{DIRECT}{thing.id}")
        coming = [one for one in coming if not one[0][0].startswith(DIRECT)]
    lists = [
        (_("It serves"), [(pair[1], score, pair) for pair, score in leaving if score > 0]),
        (_("It works against"), [(pair[1], score, pair) for pair, score in leaving if score < 0]),
        (_("Served by"), [(pair[0], score, pair) for pair, score in coming if score > 0]),
        (_("Linked directly"), [(pair[0], score, pair) for pair, score in direct]),
        (_("Works against it"), [(pair[0], score, pair) for pair, score in coming if score < 0]),
    ]
    ways = []
    for title, found in lists:
        if found:
            entries = [_entry(town_map, key, score, pair, state) for key, score, pair in found[:SHOWN]]
            ways.append(Ways(title, entries, max(len(found) - SHOWN, 0)))
    return {
        "thing": thing,
        "kind": COLUMN_KINDS[thing.column],
        "url": page_of(thing, slug),
        "cost": euro_text(thing.cents) if thing.column == MEASURES else "",
        "is_measure": thing.column == MEASURES,
        "ways": ways,
    }


def page_of(thing: MapThing, slug: str) -> str:
    """The page of a measure or goal."""
    name = "strategy:measure" if thing.column == MEASURES else "strategy:goal"
    return reverse(name, args=[slug, thing.id])


def _entry(town_map: TownMap, key: str, score: int, line: tuple[str, str], state: MapState) -> dict[str, str]:
    other = town_map.things[key.removeprefix(DIRECT)]
    note = f"{score:+d}".replace("-", "−") if line in town_map.relations else str(score)
    if state.by == BY_MONEY and score > 0:
        money = euro_text(round(town_map.money.get(line, 0)))
        note = f"{note} · {money}"
    return {"name": other.name, "url": state.query(focus=str(other.id)), "note": note}
