"""Which dimensions are weakest and strongest, and how much a weak one matters."""

from collections.abc import Sequence
from dataclasses import dataclass

# Step 3 is what most questions call settled: a dimension from there on is no weakness.
STRONG_ENOUGH = 3.0
NAMED = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """A dimension with its present and target score (0…4); None where it is not known."""

    key: str
    present: float | None
    target: float | None

    @property
    def gap(self) -> float:
        """How far the target lies above the present state; 0 where one of both is unknown or reached."""
        if self.present is None or self.target is None:
            return 0.0
        return max(0.0, round(self.target - self.present, 2))


def weakest(standings: Sequence[Standing], count: int = NAMED) -> list[Standing]:
    """The lowest known ones under step 3, lowest first; of equal ones that with the larger gap."""
    known = [one for one in standings if one.present is not None and one.present < STRONG_ENOUGH]
    return sorted(known, key=lambda one: (one.present, -one.gap))[:count]


def strongest(standings: Sequence[Standing], count: int = NAMED) -> list[Standing]:
    """The highest known ones, highest first; none that ``weakest`` names, nor any that stands no higher."""
    weak = [one.present for one in weakest(standings) if one.present is not None]
    named = {one.key for one in weakest(standings)}
    known = [
        one
        for one in standings
        if one.present is not None and one.key not in named and one.present > max(weak, default=-1.0)
    ]
    return sorted(known, key=lambda one: -(one.present or 0.0))[:count]


def weak_severity(standing: Standing) -> int:
    """3 below step 1 (nothing to build on), 2 below step 2 (single attempts), else 1."""
    if standing.present is None or standing.present >= STRONG_ENOUGH:
        return 0
    return 3 if standing.present < 1 else 2 if standing.present < 2 else 1
