"""Tables of the wing, by area."""

from kommune.maturity.models.assessments import (
    Assessment,
    AssessmentAnswer,
    AssessmentItem,
    AssessmentPerson,
    AssessmentQuestion,
)
from kommune.maturity.models.cycle import CycleStation, StationPaper, StationPerson
from kommune.maturity.models.hour import GuidedHour, HourDraft, HourStep
from kommune.maturity.models.peers import BroughtFigure, ReleasedFigure
from kommune.maturity.models.pulses import (
    Instrument,
    Pulse,
    PulseCode,
    PulseCount,
    PulseGroup,
    PulseQuestion,
    PulseReply,
    PulseSheet,
    PulseText,
)
from kommune.maturity.models.steps import SharedStep, StepAnswer, StepAside, TakenStep
from kommune.maturity.models.tools import (
    CandidateScore,
    RetiredThing,
    ToolCandidate,
    ToolCriterion,
    ToolIntroduction,
    ToolNeed,
    ToolStation,
    ToolUnit,
)
from kommune.maturity.models.usage import (
    AnswerCount,
    ToolSurvey,
    UsabilityScore,
    UsageCount,
    UsageIntake,
)

__all__ = [
    "AnswerCount",
    "Assessment",
    "AssessmentAnswer",
    "AssessmentItem",
    "AssessmentPerson",
    "AssessmentQuestion",
    "BroughtFigure",
    "CandidateScore",
    "CycleStation",
    "GuidedHour",
    "HourDraft",
    "HourStep",
    "Instrument",
    "Pulse",
    "PulseCode",
    "PulseCount",
    "PulseGroup",
    "PulseQuestion",
    "PulseReply",
    "PulseSheet",
    "PulseText",
    "ReleasedFigure",
    "RetiredThing",
    "SharedStep",
    "StationPaper",
    "StationPerson",
    "StepAnswer",
    "StepAside",
    "TakenStep",
    "ToolCandidate",
    "ToolCriterion",
    "ToolIntroduction",
    "ToolNeed",
    "ToolStation",
    "ToolSurvey",
    "ToolUnit",
    "UsabilityScore",
    "UsageCount",
    "UsageIntake",
]
