"""What to look at and to ask: likely goals of a text, and tensions between goals; people answer."""

from kommune.analysis.suggestions.encoder import (
    Encoder,
    Progress,
    bytes_to_vector,
    embed,
    embed_goals,
    embed_measures,
    load_encoder,
    vector_to_bytes,
)
from kommune.analysis.suggestions.likely import GoalIndex, index_goals, suggest
from kommune.analysis.suggestions.remembering import RememberingEncoder, vector_key
from kommune.analysis.suggestions.shapes import (
    MEANING_AND_WORDS,
    WORDS_ONLY,
    ComparedText,
    Suggestion,
    Vectors,
)
from kommune.analysis.suggestions.tension_hits import TensionHit, find_tensions, word_question
from kommune.analysis.suggestions.tension_list import (
    Pole,
    Tension,
    TensionProblem,
    TensionsInvalid,
    check_tensions,
    load_tensions,
    make_tensions,
    read_tensions,
)

__all__ = [
    "MEANING_AND_WORDS",
    "WORDS_ONLY",
    "ComparedText",
    "Encoder",
    "GoalIndex",
    "Pole",
    "Progress",
    "RememberingEncoder",
    "Suggestion",
    "Tension",
    "TensionHit",
    "TensionProblem",
    "TensionsInvalid",
    "Vectors",
    "bytes_to_vector",
    "check_tensions",
    "embed",
    "embed_goals",
    "embed_measures",
    "find_tensions",
    "index_goals",
    "load_encoder",
    "load_tensions",
    "make_tensions",
    "read_tensions",
    "suggest",
    "vector_key",
    "vector_to_bytes",
    "word_question",
]
