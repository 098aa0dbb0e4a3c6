"""Pairs of a digital and a city goal at the two poles of a tension: one plain question per pair."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from kommune.analysis.suggestions.encoder import Encoder, Progress, embed
from kommune.analysis.suggestions.shapes import (
    MEANING_AND_WORDS,
    WORDS_ONLY,
    ComparedText,
)
from kommune.analysis.suggestions.tension_list import POLES, Pole, Tension

ASKED_FROM = 0.35
ONE_WORD, MORE_WORDS = 0.5, 0.7
CLEARLY = 0.1
PER_GOAL = 3
WHOLE_WORD_UP_TO, FRONT_UP_TO = 3, 4

Table: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TensionHit:
    """A pair to ask about. `digital` and `city` count within the goals handed in.

    The poles are "first" and "second", one each; `score` is 0.35 to 1 and orders questions, no more.
    The words are the ones found as they stand in the goals, none where only the meaning is alike.
    `method` is MEANING_AND_WORDS, or WORDS_ONLY where no encoder was handed in.
    """

    digital: int
    city: int
    tension_id: str
    digital_pole: str
    city_pole: str
    score: float
    digital_words: tuple[str, ...]
    city_words: tuple[str, ...]
    method: str


def find_tensions(
    digital_goals: Sequence[ComparedText],
    city_goals: Sequence[ComparedText],
    tensions: Sequence[Tension],
    encoder: Encoder | None = None,
    per_goal: int = PER_GOAL,
    progress: Progress | None = None,
) -> list[TensionHit]:
    """The pairs to ask about, each with its strongest tension, the strongest first.

    A goal stands at a pole by words of its list, less those of the other pole, or by likeness to its
    sentences where that is clearly more than to the other pole's: a goal that names both keeps the balance.
    A pair is as strong as its weaker goal and is asked from 0.35; no goal is asked about in more than
    `per_goal` pairs. `progress` is told (done, total) of texts encoded, may raise to stop, and is silent
    without an encoder.
    """
    goals = [*digital_goals, *city_goals]
    if not goals or not tensions:
        return []
    words = [[found for tension in tensions for found in _words_at(goal.whole, tension)] for goal in goals]
    named = np.array([[_word_strength(found) for found in row] for row in words], dtype=np.float64)
    lean = named - _swap_poles(named)
    if encoder:
        alike = _likeness(goals, tensions, encoder, progress)
        clear = (alike - _swap_poles(alike) >= CLEARLY) & (lean >= 0)
        lean = np.maximum(lean, np.where(clear, alike, 0.0))
    first_city = len(digital_goals)
    method = MEANING_AND_WORDS if encoder else WORDS_ONLY
    hits = []
    for digital, city, pole, score in _candidates(lean[:first_city], lean[first_city:], per_goal):
        other = pole ^ 1
        hits.append(
            TensionHit(
                digital, city, tensions[pole // 2].id, POLES[pole % 2], POLES[other % 2], round(score, 4),
                words[digital][pole], words[first_city + city][other], method,
            )
        )  # fmt: skip
    return hits


def word_question(tension: Tension, digital_goal: str, city_goal: str, language: str = "de") -> str:
    """The question of a tension with both titles put in; German, or English for any other language."""
    question = tension.question_de if language == "de" else tension.question_en
    titles: Mapping[str, str] = {"digital_goal": digital_goal, "city_goal": city_goal}
    return re.sub(r"\{(digital_goal|city_goal)\}", lambda place: titles[place[1]], question)


def _candidates(digital: Table, city: Table, per_goal: int) -> Iterator[tuple[int, int, int, float]]:
    """Digital goal, city goal, pole of the digital goal, score: the strongest pairs within the caps."""
    pairs = np.minimum(digital[:, None, :], _swap_poles(city)[None, :, :])
    best = pairs.max(axis=2, initial=0.0)
    asked = [(int(one), int(two)) for one, two in np.argwhere(best >= ASKED_FROM)]
    times: Counter[tuple[str, int]] = Counter()
    for one, two in sorted(asked, key=lambda pair: (-best[pair], pair)):
        if times["digital", one] < per_goal and times["city", two] < per_goal:
            times["digital", one] += 1
            times["city", two] += 1
            yield one, two, int(pairs[one, two].argmax()), float(best[one, two])


def _poles(tensions: Sequence[Tension]) -> list[Pole]:
    """First and second pole of each tension by turns."""
    return [tension.pole(name) for tension in tensions for name in POLES]


def _swap_poles(table: Table) -> Table:
    """The same table with first and second pole of each tension exchanged."""
    width = table.shape[1]
    return table[:, [place ^ 1 for place in range(width)]]


def _likeness(
    goals: Sequence[ComparedText], tensions: Sequence[Tension], encoder: Encoder, progress: Progress | None
) -> Table:
    """Cosine of each goal, by its title or as a whole, to the most alike sentence of each pole."""
    passages = [passage for goal in goals for passage in (goal.title, goal.whole)]
    vectors = embed(encoder, passages, progress)
    spoken = np.array([bool(re.search(r"\w", passage)) for passage in passages])
    poles = _poles(tensions)
    sentences = encoder.encode([sentence for pole in poles for sentence in pole.sentences])
    alike = np.zeros((len(passages), len(poles)), dtype=np.float32)
    start = 0
    for place, pole in enumerate(poles):
        end = start + len(pole.sentences)
        if pole.sentences:
            alike[spoken, place] = (vectors[spoken] @ sentences[start:end].T).max(axis=1)
        start = end
    return np.asarray(np.maximum(alike[::2], alike[1::2]), dtype=np.float64)


def _word_strength(found: Sequence[str]) -> float:
    return (0.0, ONE_WORD)[len(found)] if len(found) < 2 else MORE_WORDS


def _words_at(text: str, tension: Tension) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What of a text names the first and the second pole, as written but for hyphens, each once.

    A word that entries of both poles know belongs to the longer entry: Videoüberwachung is no Überwachung.
    """
    apart, joined = re.sub(r"[-–/]", " ", text), re.sub(r"[-–/]", "", text)
    first, second = (_matches(apart, joined, pole) for pole in (tension.first, tension.second))
    return _not_longer(first, second), _not_longer(second, first)


def _matches(apart: str, joined: str, pole: Pole) -> dict[str, tuple[str, int]]:
    """By the folded word: the word as written and the length of the longest entry that knows it."""
    found: dict[str, tuple[str, int]] = {}
    for entry in pole.words:
        match = _find(entry, joined) or _find(entry, apart)
        if match:
            folded = re.sub(r"\W", "", match).casefold()
            found[folded] = (match, max(len(entry), found.get(folded, ("", 0))[1]))
    return found


def _find(entry: str, text: str) -> str | None:
    """The first words of a text that an entry knows; the costly search only where the letters are there."""
    beginning, pattern = _pattern(entry)
    match = pattern.search(text) if beginning in text.lower() else None
    return match[0] if match else None


def _not_longer(own: dict[str, tuple[str, int]], other: dict[str, tuple[str, int]]) -> tuple[str, ...]:
    return tuple(word for folded, (word, size) in own.items() if size >= other.get(folded, ("", 0))[1])


@lru_cache(maxsize=4096)
def _pattern(entry: str) -> tuple[str, re.Pattern[str]]:
    """Long stems anywhere in a word, short ones in front, the shortest as whole words; several in a row."""
    stems = re.findall(r"\w+", re.sub(r"[-–/]", "", entry))
    beginning = stems[0].lower()
    if len(stems) == 1 and len(stems[0]) > FRONT_UP_TO:
        return beginning, re.compile(rf"\w*{re.escape(stems[0])}\w*", re.IGNORECASE)
    parts = (
        rf"{re.escape(stem)}\b" if len(stem) <= WHOLE_WORD_UP_TO else rf"{re.escape(stem)}\w*"
        for stem in stems
    )
    return beginning, re.compile(r"\b" + r"\W+".join(parts), re.IGNORECASE)
