"""What an alignment is reckoned from: weights, goal relations, contributions and costs, checked once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kommune.analysis.alignment.arrays import Bools, Floats, Ints, closed
from kommune.analysis.alignment.errors import AlignmentError
from kommune.analysis.alignment.ratings import CONTRIBUTIONS, RELATIONS, Dense, Ratings, Triple
from kommune.analysis.alignment.weights import equal_weights, is_number, normalised_weights

NO_CITY_GOAL = -1


@dataclass(frozen=True, slots=True, eq=False)
class AlignmentCase:
    """A town at one time. City goals, digital goals and measures are positions from 0; arrays are read-only.

    - ``weights``: one per city goal, adding up to 1; ``weights_normalised`` says that the given ones did not.
    - ``relations``: A, digital goals × city goals, −3 … +3.
    - ``contributions``: B, measures × digital goals, 0 … 3.
    - ``costs``: one per measure in any one unit of money; NaN is unknown and never 0.
    - ``active``: one per measure; what is not active counts nowhere, as if it were not in the list.
    - ``delivers``: one per measure, true where it is active, funded and owned; None where nobody knows.
    - ``goal_active``: one per digital goal; a dropped goal keeps its position and counts nowhere.
    - ``virtual_for``: one per digital goal; the city goal it stands for, −1 for a real digital goal. A
      virtual goal stands for direct links from measures to a city goal (see ``with_direct_links``); its
      relation holds while an active measure contributes to it. It is no digital goal of its own: anchoring,
      orphans, fill leave it out.
    - ``comparison_weights``: what "equal weights" means here; 1 / number of city goals unless a tree says
      otherwise.
    """

    weights: Floats
    relations: Ratings
    contributions: Ratings
    costs: Floats
    active: Bools
    delivers: Bools | None
    goal_active: Bools
    virtual_for: Ints
    comparison_weights: Floats
    weights_normalised: bool = False

    @classmethod
    def from_lists(
        cls,
        weights: Iterable[float],
        goal_relations: Dense,
        contributions: Dense,
        costs: Sequence[float | None] | NDArray[Any] = (),
        *,
        active: Iterable[bool] | None = None,
        delivers: Iterable[bool] | None = None,
        comparison_weights: Iterable[float] | None = None,
    ) -> AlignmentCase:
        """A case from dense lists or arrays; None and NaN are unrated cells and unknown costs.

        ``goal_relations`` has a row per digital goal and a column per city goal, ``contributions`` a row
        per measure and a column per digital goal. A matrix without rows is one in which nothing is rated;
        no costs at all are unknown costs. Raises ``AlignmentError`` naming list, row and column.
        """
        listed = list(weights)
        n_digital = len(goal_relations) or _width(contributions)
        n_measures = len(contributions) or len(costs)
        related = Ratings.from_dense(goal_relations, n_digital, len(listed), RELATIONS)
        contributed = Ratings.from_dense(contributions, n_measures, n_digital, CONTRIBUTIONS)
        return cls.from_ratings(
            listed, related, contributed, costs if len(costs) else [None] * n_measures,
            active=active, delivers=delivers, comparison_weights=comparison_weights,
        )  # fmt: skip

    @classmethod
    def from_triples(
        cls,
        weights: Iterable[float],
        n_digital: int,
        goal_relations: Iterable[Triple] | NDArray[Any],
        contributions: Iterable[Triple] | NDArray[Any],
        costs: Sequence[float | None] | NDArray[Any],
        *,
        active: Iterable[bool] | None = None,
        delivers: Iterable[bool] | None = None,
        comparison_weights: Iterable[float] | None = None,
    ) -> AlignmentCase:
        """A case from rated cells only: (digital, city, −3 … +3) and (measure, digital, 0 … 3).

        There are as many city goals as weights and as many measures as costs (None where unknown). A cell
        that is not listed is unrated. Raises ``AlignmentError`` naming list, row and column.
        """
        listed = list(weights)
        related = Ratings.from_triples(goal_relations, n_digital, len(listed), RELATIONS)
        contributed = Ratings.from_triples(contributions, len(costs), n_digital, CONTRIBUTIONS)
        return cls.from_ratings(
            listed, related, contributed, costs,
            active=active, delivers=delivers, comparison_weights=comparison_weights,
        )  # fmt: skip

    @classmethod
    def from_ratings(
        cls,
        weights: Iterable[float],
        relations: Ratings,
        contributions: Ratings,
        costs: Sequence[float | None] | NDArray[Any],
        *,
        active: Iterable[bool] | None = None,
        delivers: Iterable[bool] | None = None,
        comparison_weights: Iterable[float] | None = None,
    ) -> AlignmentCase:
        """A case from matrices that were checked already."""
        found = normalised_weights(weights)
        n_measures, n_digital = contributions.n_rows, contributions.n_columns
        equal = (
            equal_weights(len(found.values))
            if comparison_weights is None
            else normalised_weights(comparison_weights).values
        )
        return cls(
            weights=found.values,
            relations=relations,
            contributions=contributions,
            costs=_amounts(costs, n_measures),
            active=closed(np.ones(n_measures, dtype=bool)) if active is None else _flags(active),
            delivers=None if delivers is None else _flags(delivers),
            goal_active=closed(np.ones(n_digital, dtype=bool)),
            virtual_for=closed(np.full(n_digital, NO_CITY_GOAL, dtype=np.int64)),
            comparison_weights=equal,
            weights_normalised=found.normalised,
        )

    def __post_init__(self) -> None:
        """Refuse lists that do not fit each other."""
        expected = {
            "goal_relations": (self.relations.n_columns, self.n_city),
            "contributions": (self.contributions.n_columns, self.relations.n_rows),
            "costs": (len(self.costs), self.n_measures),
            "active": (len(self.active), self.n_measures),
            "delivers": (
                len(self.active if self.delivers is None else self.delivers),
                self.n_measures,
            ),
            "goal_active": (len(self.goal_active), self.n_digital),
            "virtual_for": (len(self.virtual_for), self.n_digital),
            "comparison_weights": (len(self.comparison_weights), self.n_city),
        }
        for key, (found, wanted) in expected.items():
            if found != wanted:
                raise AlignmentError("shape", key=key, found=found, expected=wanted)

    @property
    def n_city(self) -> int:
        """Number of city goals."""
        return len(self.weights)

    @property
    def n_digital(self) -> int:
        """Number of digital goals, virtual and dropped ones included."""
        return self.relations.n_rows

    @property
    def n_measures(self) -> int:
        """Number of measures, inactive ones included."""
        return self.contributions.n_rows

    @property
    def is_virtual(self) -> Bools:
        """One per digital goal: whether it only stands for direct links to a city goal."""
        found: Bools = self.virtual_for != NO_CITY_GOAL
        return found


def _amounts(costs: Sequence[float | None] | NDArray[Any], n_measures: int) -> Floats:
    if len(costs) != n_measures:
        raise AlignmentError("shape", key="costs", found=len(costs), expected=n_measures)
    for row, value in enumerate(costs):
        if value is None or value != value:
            continue
        if not is_number(value):
            raise AlignmentError("cost_not_a_number", key="costs", row=row, value=value)
        if value < 0:
            raise AlignmentError("cost_negative", key="costs", row=row, value=value)
    return closed(np.array([np.nan if value is None else value for value in costs], dtype=np.float64))


def _width(matrix: Dense) -> int:
    """Columns of the first row; 0 where there is none."""
    first = matrix[0] if len(matrix) else ()
    return len(first) if isinstance(first, Sequence | np.ndarray) else 0


def _flags(given: Iterable[bool]) -> Bools:
    return closed(np.array(list(given), dtype=bool))
