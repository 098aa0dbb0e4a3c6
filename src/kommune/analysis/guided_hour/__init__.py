"""The guided hour without a town: 24 questions as data, and what the answers to them mean."""

from kommune.analysis.guided_hour.form import load_hour, read_hour
from kommune.analysis.guided_hour.meaning import (
    chosen_keys,
    count_words,
    find_contradictions,
    is_answered,
    read_evidence,
    read_facts,
    reading_minutes,
    weigh_standing,
)
from kommune.analysis.guided_hour.shapes import (
    Answer,
    Answers,
    Contradiction,
    FieldGoal,
    HourForm,
    Option,
    Question,
    Said,
    Standing,
    Step,
    Words,
)

__all__ = [
    "Answer",
    "Answers",
    "Contradiction",
    "FieldGoal",
    "HourForm",
    "Option",
    "Question",
    "Said",
    "Standing",
    "Step",
    "Words",
    "chosen_keys",
    "count_words",
    "find_contradictions",
    "is_answered",
    "load_hour",
    "read_evidence",
    "read_facts",
    "read_hour",
    "reading_minutes",
    "weigh_standing",
]
