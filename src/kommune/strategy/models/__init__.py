"""Tables of the strategy wing."""

from kommune.strategy.models.alignment import GoalConflict, Tension, TensionAnswer, TextVector, Weighting
from kommune.strategy.models.measures import (
    Contribution,
    DerivedFigures,
    Measure,
    MeasureCost,
    MeasureFinding,
    MeasureUnit,
    StatusReport,
)
from kommune.strategy.models.readings import Passage, Reading
from kommune.strategy.models.rounds import BlindRating, RatingRound, RoundPair, RoundRater
from kommune.strategy.models.strategies import FieldOfAction, Goal, GoalRelation, Strategy

__all__ = [
    "BlindRating",
    "Contribution",
    "DerivedFigures",
    "FieldOfAction",
    "Goal",
    "GoalConflict",
    "GoalRelation",
    "Measure",
    "MeasureCost",
    "MeasureFinding",
    "MeasureUnit",
    "Passage",
    "RatingRound",
    "Reading",
    "RoundPair",
    "RoundRater",
    "StatusReport",
    "Strategy",
    "Tension",
    "TensionAnswer",
    "TextVector",
    "Weighting",
]
