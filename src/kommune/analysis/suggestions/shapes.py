"""What the suggestions take in and hand out: texts to compare, suggested goals, codes of the method."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Vectors: TypeAlias = NDArray[np.float32]

MEANING_AND_WORDS = "meaning_and_words"
WORDS_ONLY = "words_only"


@dataclass(frozen=True, slots=True)
class ComparedText:
    """A measure (title, aim) or a goal (title, text, titles of the goals above it, from the top down)."""

    title: str
    body: str = ""
    path: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """Everything there is to compare, as one text: kept vectors belong to the hash of this."""
        return ". ".join(part.strip() for part in (*self.path, self.title, self.body) if part.strip())


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A goal that a text may be about: something to look at, never a rating.

    `goal_index` counts within the goals handed in. `score` is 0 and more, comparable within one text only.
    `reason_words` are at most three words both share, the rarest first; none where only the meaning is alike.
    `method` is MEANING_AND_WORDS, or WORDS_ONLY where no encoder is installed.
    """

    goal_index: int
    score: float
    reason_words: tuple[str, ...]
    method: str
