"""How a digital strategy and its measures serve, miss or oppose the goals of a city, and how sure that is.

>>> from kommune.analysis.alignment import AlignmentCase, align, indirect_conflicts
>>> case = AlignmentCase.from_lists(
...     weights=[0.3, 0.25, 0.2, 0.15, 0.1],
...     goal_relations=[[2, 0, 1, 0, 0], [0, 3, 0, -2, 0], [0, 0, 0, 0, 0], [-1, 1, 2, 0, 0]],
...     contributions=[[3, 0, 0, 0], [0, 2, 0, 0], [0, 0, 3, 0], [0, 1, 0, 2]],
...     costs=[100, 60, 200, None],
... )
>>> found = align(case)
>>> found.coverage, found.orphan_city_goals, found.money_unknown_count
(0.75, (3, 4), 1)
>>> [(one.digital, one.city, one.score) for one in found.direct_conflicts]
[(1, 3, -2), (3, 0, -1)]
>>> indirect_conflicts(case, limit=1).rows[0].measure
1
"""

from kommune.analysis.alignment.assembly import (
    AssembledCase,
    MeasureLine,
    assemble_case,
)
from kommune.analysis.alignment.case import (
    AlignmentCase,
)
from kommune.analysis.alignment.conflicts import (
    carriers,
    indirect_conflicts,
    iterate_indirect_conflicts,
)
from kommune.analysis.alignment.direct import (
    with_direct_links,
)
from kommune.analysis.alignment.errors import (
    AlignmentError,
)
from kommune.analysis.alignment.explain import (
    FORMULAS,
    Ingredient,
    Ingredients,
    ingredients,
)
from kommune.analysis.alignment.figures import (
    align,
)
from kommune.analysis.alignment.guard import (
    guard_ratings,
)
from kommune.analysis.alignment.plain import (
    plain_alignment,
    plain_guard,
)
from kommune.analysis.alignment.ratings import (
    CONTRIBUTIONS,
    RELATIONS,
    Ratings,
    Scale,
)
from kommune.analysis.alignment.results import (
    Alignment,
    Carrier,
    ConflictPage,
    DirectConflict,
    Guard,
    Headline,
    IndirectConflict,
)
from kommune.analysis.alignment.rounds import (
    CellSummary,
    RoundSummary,
    summarise_round,
    whole_median,
)
from kommune.analysis.alignment.trees import (
    GoalNode,
    GoalTree,
    SpreadRating,
    grow_tree,
    inherit_ratings,
)
from kommune.analysis.alignment.weights import (
    Weights,
    equal_weights,
    normalised_weights,
)
from kommune.analysis.alignment.what_if import (
    AdoptGoal,
    Change,
    ChangeCost,
    Difference,
    DropGoal,
    DropMeasure,
    MoveMoney,
    RateContribution,
    RateRelation,
    changed_case,
    what_if,
)

__all__ = [
    "CONTRIBUTIONS",
    "FORMULAS",
    "RELATIONS",
    "AdoptGoal",
    "Alignment",
    "AlignmentCase",
    "AlignmentError",
    "AssembledCase",
    "Carrier",
    "CellSummary",
    "Change",
    "ChangeCost",
    "ConflictPage",
    "Difference",
    "DirectConflict",
    "DropGoal",
    "DropMeasure",
    "GoalNode",
    "GoalTree",
    "Guard",
    "Headline",
    "IndirectConflict",
    "Ingredient",
    "Ingredients",
    "MeasureLine",
    "MoveMoney",
    "RateContribution",
    "RateRelation",
    "Ratings",
    "RoundSummary",
    "Scale",
    "SpreadRating",
    "Weights",
    "align",
    "assemble_case",
    "carriers",
    "changed_case",
    "equal_weights",
    "grow_tree",
    "guard_ratings",
    "indirect_conflicts",
    "ingredients",
    "inherit_ratings",
    "iterate_indirect_conflicts",
    "normalised_weights",
    "plain_alignment",
    "plain_guard",
    "summarise_round",
    "what_if",
    "whole_median",
    "with_direct_links",
]
