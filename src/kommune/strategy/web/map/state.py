"""What the address says about the map: width of bands, what is open, who stands in the light, which list."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from kommune.strategy.queries.strategy_map import BY_COUNT, BY_MONEY

LISTS = ("measures", "digital", "city")
MOST_OPEN, LONGEST_KEY, LONGEST_SEARCH = 60, 80, 100
ALL = "all"


@dataclass(frozen=True, slots=True)
class MapState:
    """The state of the page; ``opened`` are keys of groups, ``focus`` is the id of a measure or goal."""

    by: str = BY_COUNT
    opened: tuple[str, ...] = ()
    focus: str = ""
    sector_as: str = "digital"
    listed: str = LISTS[0]
    find: str = ""

    def query(self, **changes: Any) -> str:
        """This state with some changes as a query string; what is usual is left out."""
        state = replace(self, **changes)
        pairs = [
            ("by", state.by if state.by != BY_COUNT else ""),
            ("open", ",".join(state.opened)),
            ("focus", state.focus),
            ("sector", state.sector_as if state.sector_as != "digital" else ""),
            ("list", state.listed if state.listed != LISTS[0] else ""),
        ]
        return "?" + urlencode([pair for pair in pairs if pair[1]])

    def toggled(self, group: str) -> tuple[str, ...]:
        """The open groups with this one opened or closed."""
        if group in self.opened:
            return tuple(one for one in self.opened if one != group)
        return (*self.opened, group)


def read_state(query: QueryDict) -> MapState:
    """Read the address; what makes no sense is as if it were not there."""

    def text(name: str, longest: int = LONGEST_KEY) -> str:
        return query.get(name, "").replace("\x00", "").strip()[:longest]

    opened = query.get("open", "").replace("\x00", "").split(",")[:MOST_OPEN]
    return MapState(
        by=BY_MONEY if text("by") == BY_MONEY else BY_COUNT,
        opened=tuple(dict.fromkeys(key[:LONGEST_KEY] for key in opened if key)),
        focus=text("focus"),
        sector_as="city" if text("sector") == "city" else "digital",
        listed=text("list") if text("list") in LISTS else LISTS[0],
        find=text("find", LONGEST_SEARCH),
    )
