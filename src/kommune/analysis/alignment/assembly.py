"""From a town's own ids, trees and ratings to a case of positions, and the way back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kommune.analysis.alignment.case import AlignmentCase
from kommune.analysis.alignment.direct import with_direct_links
from kommune.analysis.alignment.ratings import CONTRIBUTIONS, RELATIONS, Ratings, Triple
from kommune.analysis.alignment.trees import Cell, GoalTree, Id, SpreadRating, cells_outside, inherit_ratings


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
    known = {line.id for line in measures}
    mine = {cell: value for cell, value in contributions.items() if cell[0] in known}
    related = inherit_ratings(relations, rows=digital, columns=city)
    contributed = inherit_ratings(mine, rows=None, columns=digital)
    to_city = {cell: value for cell, value in mine.items() if cell[1] not in digital.under}
    linked = inherit_ratings(to_city, rows=None, columns=city)
    at_measure = {line.id: at for at, line in enumerate(measures)}
    at_digital = {leaf: at for at, leaf in enumerate(digital.leaves)}
    at_city = {leaf: at for at, leaf in enumerate(city.leaves)}
    delivers = [bool(line.delivers) for line in measures]
    base = AlignmentCase.from_ratings(
        city.weights,
        Ratings.from_triples(
            _triples(related, at_digital, at_city), len(at_digital), len(at_city), RELATIONS, _marks(related)
        ),
        Ratings.from_triples(
            _triples(contributed, at_measure, at_digital), len(measures), len(at_digital), CONTRIBUTIONS,
            _marks(contributed),
        ),
        [line.cost for line in measures],
        active=[line.active for line in measures],
        delivers=delivers if any(line.delivers is not None for line in measures) else None,
        comparison_weights=city.equal_weights,
    )  # fmt: skip
    case = with_direct_links(base, _triples(linked, at_measure, at_city), inherited=_marks(linked))
    virtual = [city.leaves[at] for at in case.virtual_for[len(digital.leaves) :].tolist()]
    return AssembledCase(
        case=case,
        city_ids=city.leaves,
        digital_ids=(*digital.leaves, *virtual),
        measure_ids=tuple(line.id for line in measures),
        relations=related,
        contributions={**contributed, **linked},
        left_out=(
            *cells_outside(relations, rows=digital, columns=city),
            *(cell for cell in contributions if cell[0] not in known),
            *cells_outside(to_city, rows=None, columns=city),
        ),
    )


def _triples(
    found: Mapping[Cell, SpreadRating], rows: Mapping[Id, int], columns: Mapping[Id, int]
) -> list[Triple]:
    return [(rows[row], columns[column], one.value) for (row, column), one in found.items()]


def _marks(found: Mapping[Cell, SpreadRating]) -> list[bool]:
    return [one.is_inherited for one in found.values()]
