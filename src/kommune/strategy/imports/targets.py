"""All import targets of the wing, in the order in which a file is understood."""

from kommune.strategy.imports.fields import FIELD_OF_ACTION, GOAL, STRATEGY, UNIT
from kommune.strategy.imports.measure_fields import (
    CONTRIBUTION,
    GOAL_RELATION,
    MEASURE,
    STATUS_REPORT,
    WEIGHT,
)

TARGETS = (UNIT, STRATEGY, FIELD_OF_ACTION, GOAL, MEASURE, CONTRIBUTION, GOAL_RELATION, WEIGHT, STATUS_REPORT)
