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
from kommune.analysis.suggestions.shapes import (
    MEANING_AND_WORDS,
    WORDS_ONLY,
    ComparedText,
    Suggestion,
    Vectors,
)

__all__ = [
    "MEANING_AND_WORDS",
    "WORDS_ONLY",
    "ComparedText",
    "Encoder",
    "GoalIndex",
    "Progress",
    "Suggestion",
    "Vectors",
    "bytes_to_vector",
    "embed",
    "embed_goals",
    "embed_measures",
    "index_goals",
    "load_encoder",
    "suggest",
    "vector_to_bytes",
]
