"""What the comparison page shows: the group, own values, quartiles of towns that released theirs."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kommune.analysis.benchmark import Band, PeerGroup, Quartiles

Missing = Literal["", "no_key", "no_register", "not_in_register", "nothing_known"]


@dataclass(frozen=True, slots=True)
class PeerAnswer:
    """The comparison group, or what is missing for one; ``knows_types`` tells whether types were taken in."""

    missing: Missing
    group: PeerGroup | None = None
    own_name: str = ""
    register_towns: int = 0
    knows_types: bool = True


@dataclass(frozen=True, slots=True)
class OwnFigure:
    """A value of the own town as this person sees it now."""

    key: str
    value: float
    as_of: date


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure: the own value (None: unknown), what was released of it, and the other towns in quarters.

    ``others`` is None where fewer than five other towns released it; then ``lacking`` says how many more are
    needed.
    """

    key: str
    own: OwnFigure | None
    released: float | None
    released_as_of: date | None
    others: Quartiles | None
    lacking: int
    band: Band | None


@dataclass(frozen=True, slots=True)
class BroughtSource:
    """A file of values of other towns: where they come from, and how many towns and values it brought."""

    source: str
    towns: int
    values: int
