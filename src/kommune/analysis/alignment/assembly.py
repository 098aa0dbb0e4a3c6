"""From a town's own ids, trees and ratings to a case of positions, and the way back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kommune.analysis.alignment.case import AlignmentCase
from kommune.analysis.alignment.direct import with_direct_links
from kommune.analysis.alignment.ratings import CONTRIBUTIONS, RELATIONS, Ratings, Triple
from kommune.analysis.alignment.trees import (
    Cell,
    GoalTree,
    Id,
    SpreadRating,
    flat_axis,
    named_cells,
    spread_ratings,
    tree_axis,
)


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure: costs (None unknown, never 0), whether it counts, whether it is active, funded and owned."""

    id: Id
    cost: float | None = None
    active: bool = True
    delivers: bool | None = None


@dataclass(frozen=True, slots=True, eq=False)
class AssembledCase:
    """A case and what its positions stand for.

    ``city_ids`` and ``measure_ids`` by position; ``digital_ids`` too, where a virtual goal (see
    ``AlignmentCase.virtual_for``) bears the id of the city goal it stands for. ``relations`` and
    ``contributions`` hold each leaf cell by ids, with the cell that was rated. ``left_out`` are rated cells
    whose goal or measure is not in the case, so that a page can name them.
    """

    case: AlignmentCase
    city_ids: tuple[Id, ...]
    digital_ids: tuple[Id, ...]
    measure_ids: tuple[Id, ...]
    relations: Mapping[Cell, SpreadRating]
    contributions: Mapping[Cell, SpreadRating]
    left_out: tuple[Cell, ...]


def assemble_case(
    *,
    city: GoalTree,
    digital: GoalTree,
    measures: Sequence[MeasureLine],
    relations: Mapping[Cell, int],
    contributions: Mapping[Cell, int],
) -> AssembledCase:
    """The case of two trees, measures, relations (digital, city) and contributions (measure, goal of either).

    Leaves are reckoned with; ratings on parents hold for unrated leaves. Weights are those of the city
    tree, and its equal shares are what they are compared with. A contribution to a city goal is a direct
    link. Raises ``AlignmentError`` for ratings out of range.
    """
    lines, by_digital, by_city = flat_axis(m.id for m in measures), tree_axis(digital), tree_axis(city)
    related, unrelated = spread_ratings(relations, rows=by_digital, columns=by_city)
    contributed, others = spread_ratings(contributions, rows=lines, columns=by_digital)
    linked, strange = spread_ratings(
        {cell: contributions[cell] for cell in others}, rows=lines, columns=by_city
    )
    n_digital, n_city = len(digital.leaves), len(city.leaves)
    base = AlignmentCase.from_ratings(
        city.weights,
        Ratings.from_triples(_triples(related), n_digital, n_city, RELATIONS, _marks(related)),
        Ratings.from_triples(
            _triples(contributed), len(measures), n_digital, CONTRIBUTIONS, _marks(contributed)
        ),
        [line.cost for line in measures],
        active=[line.active for line in measures],
        delivers=_delivers(measures),
        comparison_weights=city.equal_weights,
    )
    case = with_direct_links(base, _triples(linked), inherited=_marks(linked))
    virtual = [city.leaves[at] for at in case.virtual_for[n_digital:].tolist()]
    return AssembledCase(
        case=case,
        city_ids=city.leaves,
        digital_ids=(*digital.leaves, *virtual),
        measure_ids=lines.ids,
        relations=named_cells(related, by_digital, by_city),
        contributions={
            **named_cells(contributed, lines, by_digital),
            **named_cells(linked, lines, by_city),
        },
        left_out=(*unrelated, *strange),
    )


def _delivers(measures: Sequence[MeasureLine]) -> list[bool] | None:
    if all(line.delivers is None for line in measures):
        return None
    return [bool(line.delivers) for line in measures]


def _triples(found: Mapping[tuple[int, int], SpreadRating]) -> list[Triple]:
    return [(row, column, one.value) for (row, column), one in found.items()]


def _marks(found: Mapping[tuple[int, int], SpreadRating]) -> list[bool]:
    return [one.is_inherited for one in found.values()]
