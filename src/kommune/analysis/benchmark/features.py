"""By which features towns are alike: how each is put on a scale, and how much it counts at first.

Maturity is no feature and must not become one: else a town would be compared with those equally far behind.
"""

from dataclasses import dataclass
from typing import Literal

Scale = Literal["log", "plain", "same", "near"]
# BBSR classes of settlements by inhabitants: large city, medium-sized town, small town, rural municipality.
SIZE_CLASSES = (("city", 100_000), ("medium", 20_000), ("small", 5_000), ("rural", 0))


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature: its key, the default weight, the scale.

    log: common logarithm, since twice as large is the same step everywhere; plain: as it is; same: equal or
    not; near: kilometres as the crow flies.
    """

    key: str
    weight: float
    scale: Scale


FEATURES: tuple[Feature, ...] = (
    Feature("population", 1.0, "log"),
    Feature("density", 1.0, "log"),
    Feature("area", 0.0, "log"),
    Feature("urbanisation", 0.5, "plain"),
    Feature("growth", 1.0, "plain"),
    Feature("surroundings", 0.5, "plain"),
    Feature("association", 0.0, "same"),
    Feature("state", 0.0, "same"),
    Feature("nearness", 0.0, "near"),
)


def size_class(population: int) -> str:
    """The BBSR class of a number of inhabitants: city from 100,000, medium from 20,000, small from 5,000."""
    return next(key for key, least in SIZE_CLASSES if population >= least)


def class_bounds(population: int) -> tuple[int, float]:
    """From which to under which number of inhabitants a town is of the same BBSR class."""
    place = next(place for place, (_key, least) in enumerate(SIZE_CLASSES) if population >= least)
    return SIZE_CLASSES[place][1], SIZE_CLASSES[place - 1][1] if place else float("inf")
