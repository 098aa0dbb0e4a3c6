"""The likeliest goals of a measure or of a digital goal, from their texts: to look at, never ratings."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from uuid import UUID

from kommune.analysis.suggestions import MEANING_AND_WORDS, GoalIndex, index_goals, suggest
from kommune.foundation.scope import current_town
from kommune.strategy.queries.meaning import kept_encoder, stored_vectors, vectors_of, warm_in_background
from kommune.strategy.queries.rateable import Pairing, Rateable

INDEXES_KEPT = 12
LIKELIEST = 3


@dataclass(frozen=True, slots=True)
class LikelyGoal:
    """A goal that a text may be about, with at most three words that both share."""

    goal: Rateable
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LikelyGoals:
    """For each thing asked about its likeliest goals, the likeliest first.

    ``by_meaning`` is False where words alone decided: no encoder is installed, or it has not read the texts.
    """

    by_thing: tuple[tuple[LikelyGoal, ...], ...]
    by_meaning: bool
    is_encoder_installed: bool


class KeptIndexes:
    """Indexes of goals kept in this process, since making one takes tenths of a second."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[UUID, int, int, int], GoalIndex] = OrderedDict()
        self._lock = Lock()

    def index_of(self, goals: Sequence[Rateable]) -> GoalIndex:
        """The index of exactly these texts with the vectors that are kept for them now."""
        texts = tuple(goal.text for goal in goals)
        key = (current_town(), hash(texts), *stored_vectors())
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found
        vectors = vectors_of(goals, is_goal=True) if key[2] else None
        if vectors is not None:
            warm_in_background()
        made = index_goals(texts, vectors)
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > INDEXES_KEPT:
                self._kept.popitem(last=False)
        return made


_indexes = KeptIndexes()


def likely_goals(
    things: Sequence[Rateable], goals: Sequence[Rateable], pairing: Pairing, k: int = LIKELIEST
) -> LikelyGoals:
    """The ``k`` likeliest of ``goals`` for each thing, without parents; three queries at most.

    Two milliseconds a thing; a text that is not read yet takes up to 50 more where the encoder is warm.
    """
    leaves = [goal for goal in goals if goal.is_leaf]
    index = _indexes.index_of(leaves)
    vectors = vectors_of(things, is_goal=pairing == Pairing.GOALS) if index.vectors is not None else None
    found = suggest(index, [thing.text for thing in things], vectors, k)
    return LikelyGoals(
        by_thing=tuple(
            tuple(LikelyGoal(leaves[one.goal_index], one.reason_words) for one in row) for row in found
        ),
        by_meaning=any(one.method == MEANING_AND_WORDS for row in found for one in row),
        is_encoder_installed=kept_encoder() is not None,
    )
