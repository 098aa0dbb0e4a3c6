"""The self-assessment of a town, pure: questions, how answers become a profile, the weakest, what changed."""

from kommune.analysis.maturity.comparing import Asked, Change, compare_assessments
from kommune.analysis.maturity.questions import (
    DIMENSIONS,
    DimensionText,
    ShippedQuestion,
    dimension_texts,
    questions_version,
    shipped_questions,
)
from kommune.analysis.maturity.scoring import (
    FEWEST_SHOWN,
    HIGHEST_LEVEL,
    DimensionScore,
    ItemSummary,
    answer_range,
    are_alike,
    score_dimension,
    summarise_item,
)
from kommune.analysis.maturity.studies import Study, studies_about
from kommune.analysis.maturity.weakest import (
    STRONG_ENOUGH,
    Standing,
    strongest,
    weak_severity,
    weakest,
)

__all__ = [
    "DIMENSIONS",
    "FEWEST_SHOWN",
    "HIGHEST_LEVEL",
    "STRONG_ENOUGH",
    "Asked",
    "Change",
    "DimensionScore",
    "DimensionText",
    "ItemSummary",
    "ShippedQuestion",
    "Standing",
    "Study",
    "answer_range",
    "are_alike",
    "compare_assessments",
    "dimension_texts",
    "questions_version",
    "score_dimension",
    "shipped_questions",
    "strongest",
    "studies_about",
    "summarise_item",
    "weak_severity",
    "weakest",
]
