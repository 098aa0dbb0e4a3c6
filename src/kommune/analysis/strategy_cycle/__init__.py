"""The strategy cycle as data: six stations, the papers that each owes, and a workshop for each."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from kommune.analysis.guided_hour import Words

__all__ = ["OwedPaper", "Part", "Station", "load_stations", "read_stations"]


@dataclass(frozen=True, slots=True)
class OwedPaper:
    """A paper that a station owes."""

    key: str
    name: Words


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a workshop's agenda; ``minutes`` is how long it takes."""

    minutes: int
    words: Words


@dataclass(frozen=True, slots=True)
class Station:
    """A station of the cycle with its purpose, its papers and its workshop."""

    key: str
    name: Words
    purpose: Words
    papers: tuple[OwedPaper, ...]
    workshop: Words
    people: Words
    material: tuple[Words, ...]
    agenda: tuple[Part, ...]

    @property
    def minutes(self) -> int:
        """How long the workshop takes in all."""
        return sum(part.minutes for part in self.agenda)


@lru_cache(maxsize=1)
def load_stations() -> tuple[Station, ...]:
    """The six stations that come along, in their order."""
    return read_stations(
        files("kommune.analysis.strategy_cycle").joinpath("cycle.toml").read_text(encoding="utf-8")
    )


def read_stations(source: str) -> tuple[Station, ...]:
    """Stations from TOML as in cycle.toml; KeyError where a text or key is missing."""
    return tuple(_station(table) for table in tomllib.loads(source)["stations"])


def _station(table: Mapping[str, Any]) -> Station:
    return Station(
        key=table["key"],
        name=_words(table),
        purpose=_words(table, "purpose_"),
        papers=tuple(OwedPaper(one["key"], _words(one)) for one in table["papers"]),
        workshop=_words(table, "workshop_"),
        people=_words(table, "people_"),
        material=tuple(_words(one) for one in table["material"]),
        agenda=tuple(Part(one["minutes"], _words(one)) for one in table["agenda"]),
    )


def _words(table: Mapping[str, Any], prefix: str = "") -> Words:
    return Words(table[f"{prefix}de"], table[f"{prefix}en"])
