"""What an alignment says: the headline figures, who is left alone, the conflicts, the guards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import NamedTuple

from kommune.analysis.alignment.arrays import Floats, Ints

SURVIVES_WITHIN = 0.05


@dataclass(frozen=True, slots=True)
class Headline:
    """The figures on top, each from 0 to 1 (METHODS A1).

    - ``coverage``: weight of the city goals that a digital goal supports at least a little (score ≥ 1).
    - ``depth``: the same, each goal by its best score / 3.
    - ``anchoring``: share of the digital goals that support at least one city goal; 0 without any.
    - ``conflict``: weighted negative scores / all weighted scores without their signs; 0 with nothing
      rated. Positive and negative are never netted.
    - ``overlap``: how far the known money is spread as the weights are; None without known money or city
      goals.
    - ``delivery_coverage``: coverage counted over chains with a delivering measure only; None where the
      case does not say which measures deliver.
    """

    coverage: float
    depth: float
    anchoring: float
    conflict: float
    overlap: float | None
    delivery_coverage: float | None

    def by_code(self) -> dict[str, float | None]:
        """Figure by its name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


class DirectConflict(NamedTuple):
    """A digital goal rated against a city goal: ``score`` −3 … −1, severity = weight × |score| / 3."""

    digital: int
    city: int
    score: int
    severity: float


class IndirectConflict(NamedTuple):
    """A measure that reaches a city goal on negative paths: strength = Σ over digital goals of B/3 · A⁻/3."""

    measure: int
    city: int
    strength: float


class Carrier(NamedTuple):
    """A measure that carries one direct conflict.

    ``strength`` = contribution/3 · |score|/3 of this path alone (0 … 1); ``cost`` is None where unknown.
    """

    measure: int
    contribution: int
    strength: float
    cost: float | None


@dataclass(frozen=True, slots=True)
class ConflictPage:
    """A part of the indirect conflicts, the strongest first, and how many there are in all."""

    total: int
    offset: int
    rows: tuple[IndirectConflict, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Guard:
    """Whether ratings tell goals apart at all; virtual goals and inherited values are left out.

    - ``rated``, ``valued``: number of rated cells, and of those with another value than 0.
    - ``fill``: rated cells / cells; ``valued_share``: valued cells / cells.
    - ``row_entropy``: per row, how evenly its values (without signs) lie over the columns: 0 all on one, 1
      all alike; NaN for a row without a value. ``mean_entropy`` is the mean over the rows with one, None
      without any.
    - ``commonest_value`` and ``commonest_share``: the value given most often, 0 not counted, and its share.
    - ``reasons``: ``nearly_everything_valued`` (valued share ≥ 0.8) and ``same_value`` (commonest share ≥
      0.95), each only from 6 cells on.
    """

    rated: int
    valued: int
    fill: float
    valued_share: float
    row_entropy: Floats
    mean_entropy: float | None
    commonest_value: int | None
    commonest_share: float
    reasons: tuple[str, ...]

    @property
    def uninformative(self) -> bool:
        """Whether a figure reckoned from these ratings means little."""
        return bool(self.reasons)


@dataclass(frozen=True, slots=True, eq=False)
class Alignment:
    """Everything the case says. Positions count from 0; arrays are read-only.

    - ``headline``: the figures on top. ``equal_headline``: the same with the comparison weights of the case.
    - ``survives_equal_weights``: per figure of the headline, whether the two differ by at most 0.05 (five
      points of a hundred, less than one step in a list of 20 goals). Which goals are orphans never depends
      on weights.
    - ``budget_per_goal``: known money per city goal, unit of ``costs``; shared over the goals of a measure
      by the strength of its positive paths. ``unallocated``: known money of measures without positive path.
      ``money_known`` is the sum of both; ``money_unknown_count`` counts active measures of unknown costs.
    - ``orphan_city_goals``: no digital goal supports them. ``uncarried_city_goals``: no active measure on a
      positive path. ``undelivered_city_goals``: no delivering one; None where nobody knows.
    - ``orphan_digital_goals``: support no city goal. ``measures_without_goal``: active, but no positive path.
    - Per city goal: ``best_support`` (0 … 3), ``worst_conflict`` (0 … 3, without sign), ``support_count`` and
      ``conflict_count`` (digital goals for and against it).
    - ``direct_conflicts``: by falling severity, then by position. ``indirect_conflict_count``: pairs of
      measure and city goal of strength ≥ ``threshold``; get the pairs from ``indirect_conflicts``.
    - ``relations_guard``, ``contributions_guard``: see ``Guard``.
    """

    headline: Headline
    equal_headline: Headline
    survives_equal_weights: Mapping[str, bool]
    weights: Floats
    weights_normalised: bool
    weights_equal: bool
    budget_per_goal: Floats
    unallocated: float
    money_known: float
    money_unknown_count: int
    orphan_city_goals: tuple[int, ...]
    uncarried_city_goals: tuple[int, ...]
    undelivered_city_goals: tuple[int, ...] | None
    orphan_digital_goals: tuple[int, ...]
    measures_without_goal: tuple[int, ...]
    best_support: Ints
    worst_conflict: Ints
    support_count: Ints
    conflict_count: Ints
    direct_conflicts: tuple[DirectConflict, ...]
    indirect_conflict_count: int
    threshold: float
    relations_guard: Guard
    contributions_guard: Guard

    @property
    def coverage(self) -> float:
        """See ``Headline``."""
        return self.headline.coverage

    @property
    def depth(self) -> float:
        """See ``Headline``."""
        return self.headline.depth

    @property
    def anchoring(self) -> float:
        """See ``Headline``."""
        return self.headline.anchoring

    @property
    def conflict(self) -> float:
        """See ``Headline``."""
        return self.headline.conflict

    @property
    def overlap(self) -> float | None:
        """See ``Headline``."""
        return self.headline.overlap

    @property
    def delivery_coverage(self) -> float | None:
        """See ``Headline``."""
        return self.headline.delivery_coverage

    @property
    def is_rated(self) -> bool:
        """Whether any goal relation is rated, be it 0; without one all zeros mean nothing."""
        return self.relations_guard.rated > 0

    @property
    def uninformative(self) -> bool:
        """Whether the goal relations tell the goals apart too little; see ``Guard``."""
        return self.relations_guard.uninformative
