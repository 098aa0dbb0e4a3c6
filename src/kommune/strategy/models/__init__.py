"""Tables of the strategy wing."""

from kommune.strategy.models.measures import (
    Contribution,
    DerivedFigures,
    Measure,
    MeasureCost,
    MeasureFinding,
    MeasureUnit,
    StatusReport,
)
from kommune.strategy.models.strategies import FieldOfAction, Goal, GoalRelation, Strategy

__all__ = [
    "Contribution",
    "DerivedFigures",
    "FieldOfAction",
    "Goal",
    "GoalRelation",
    "Measure",
    "MeasureCost",
    "MeasureFinding",
    "MeasureUnit",
    "StatusReport",
    "Strategy",
]
