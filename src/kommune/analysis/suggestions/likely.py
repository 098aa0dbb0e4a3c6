"""The likeliest goals of a text, by likeness of meaning and by shared words, each with its reason."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kommune.analysis.suggestions.encoder import Progress
from kommune.analysis.suggestions.lexicon import PIECE, Lexicon
from kommune.analysis.suggestions.shapes import (
    MEANING_AND_WORDS,
    WORDS_ONLY,
    ComparedText,
    Suggestion,
    Vectors,
)
from kommune.analysis.suggestions.words import content_words, stem_word

REASON_WORDS = 3
TOLD_EVERY = 100


@dataclass(frozen=True, slots=True)
class GoalIndex:
    """Goals made ready for many texts; keep it while the goals stay, making it takes tenths of a second."""

    goals: tuple[ComparedText, ...]
    vectors: Vectors | None
    titles: Lexicon
    texts: Lexicon
    written: tuple[dict[str, str], ...]
    common: frozenset[str]


def index_goals(goals: Sequence[ComparedText], vectors: Vectors | None = None) -> GoalIndex:
    """Make goals ready. `vectors` are the rows of `embed_goals`, None where there is no encoder.

    ValueError where there are not as many rows as goals.
    """
    if vectors is not None and len(vectors) != len(goals):
        raise ValueError(f"{len(vectors)} vectors for {len(goals)} goals")
    titles = [[stem_word(word) for word in content_words(goal.title)] for goal in goals]
    written = [_shortest_by_stem(goal.whole) for goal in goals]
    texts = [[stem_word(word) for word in content_words(goal.whole)] for goal in goals]
    often = Counter(stem for shortest in written for stem in shortest)
    common = frozenset(stem for stem, goals_with_it in often.items() if goals_with_it > _rare_in(len(goals)))
    return GoalIndex(tuple(goals), vectors, Lexicon(titles), Lexicon(texts), tuple(written), common)


def suggest(
    index: GoalIndex,
    texts: Sequence[ComparedText],
    text_vectors: Vectors | None = None,
    k: int = 3,
    progress: Progress | None = None,
) -> list[list[Suggestion]]:
    """For each text its at most `k` likeliest goals, the likeliest first; equal ones in the goals' order.

    Score = likeness of meaning (cosine of the vectors, -1 to 1) + share of the text's words in the goal's
    title + the same in its whole text (BM25 divided by what the text could reach, about 0 to 1 each).
    Without vectors of texts and goals words alone decide, each suggestion says so, and a goal that shares no
    word is not named. A text without words gets none. `progress` is told (done, total) after every 100 texts
    and may raise to stop. ValueError where there are not as many rows as texts.
    """
    if text_vectors is not None and len(text_vectors) != len(texts):
        raise ValueError(f"{len(text_vectors)} vectors for {len(texts)} texts")
    likeness = None
    if text_vectors is not None and index.vectors is not None and len(texts) and len(index.goals):
        likeness = np.asarray(text_vectors @ index.vectors.T, dtype=np.float32)
    found = []
    for place, text in enumerate(texts):
        found.append(_suggest_for(index, text, None if likeness is None else likeness[place], k))
        if progress and ((place + 1) % TOLD_EVERY == 0 or place + 1 == len(texts)):
            progress(place + 1, len(texts))
    return found


def _suggest_for(index: GoalIndex, text: ComparedText, likeness: Vectors | None, k: int) -> list[Suggestion]:
    written = _shortest_by_stem(text.whole)
    if not written or not index.goals:
        return []
    stems = tuple(written)
    scores = index.titles.shares(stems) + index.texts.shares(stems)
    if likeness is not None:
        scores = scores + likeness
    method = WORDS_ONLY if likeness is None else MEANING_AND_WORDS
    order = np.argsort(-scores, kind="stable")[:k]
    return [
        Suggestion(int(goal), round(float(scores[goal]), 4), _shared_words(index, int(goal), written), method)
        for goal in order
        if likeness is not None or scores[goal] > 0
    ]


def _shared_words(index: GoalIndex, goal: int, written: dict[str, str]) -> tuple[str, ...]:
    """At most three words of the text that the goal has too, the rarest first, in their shorter form."""
    there = index.written[goal]
    found: dict[str, float] = {}
    for stem, word in written.items():
        row = index.texts.row(stem)
        if row is None or not row[goal]:
            continue
        match = stem if stem in there else _compound(stem, there)
        if match and match not in index.common:
            shown = min(word, there[match], key=lambda one: (len(one), one))
            found[shown] = max(found.get(shown, 0.0), float(row[goal]))
    return tuple(sorted(found, key=lambda word: (-found[word], word))[:REASON_WORDS])


def _compound(stem: str, there: dict[str, str]) -> str | None:
    """A stem of the goal that holds this one or is held by it, the longest first."""
    held = [one for one in there if min(len(one), len(stem)) >= PIECE and (one in stem or stem in one)]
    return max(held, key=lambda one: (len(one), one), default=None)


def _rare_in(goals: int) -> int:
    """In how many goals a word may stand and still be a reason: a quarter of them, in few goals two."""
    return max(2, goals // 4)


def _shortest_by_stem(text: str) -> dict[str, str]:
    """The words of a text by stem, each in its shortest form, in order of their first standing."""
    shortest: dict[str, str] = {}
    for word in content_words(text):
        stem = stem_word(word)
        if stem not in shortest or len(word) < len(shortest[stem]):
            shortest[stem] = word
    return shortest
