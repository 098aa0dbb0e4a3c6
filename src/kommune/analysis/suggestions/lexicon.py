"""How much of a text's words stands in each goal: BM25 over stems and pieces of stems."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from kommune.analysis.suggestions.shapes import Vectors

SATURATION = 1.2
LENGTH = 0.75
PIECE = 5
ROWS_KEPT = 20_000


def stem_parts(stem: str) -> Iterator[str]:
    """The stem itself and every five letters of it: German compounds share pieces, not words."""
    yield f"={stem}"
    for start in range(len(stem) - PIECE + 1):
        yield stem[start : start + PIECE]


class Lexicon:
    """Weights of stems in some texts, by BM25 (Robertson and Zaragoza 2009; k1 = 1.2, b = 0.75)."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        """`texts` are stems in order, one list per goal; a list may be empty."""
        self._size = len(texts)
        counts = [Counter(part for stem in text for part in stem_parts(stem)) for text in texts]
        lengths = [sum(count.values()) for count in counts]
        usual = sum(lengths) / self._size if any(lengths) else 1.0
        places: defaultdict[str, list[int]] = defaultdict(list)
        for place, count in enumerate(counts):
            for part in count:
                places[part].append(place)
        self._rarity = {part: self._rarity_of(len(found)) for part, found in places.items()}
        self._unknown = self._rarity_of(0)
        self._weights: dict[str, tuple[list[int], Vectors]] = {}
        for part, found in places.items():
            often = np.array([counts[place][part] for place in found], dtype=np.float32)
            long = np.array([lengths[place] / usual for place in found], dtype=np.float32)
            damped = often * (SATURATION + 1) / (often + SATURATION * (1 - LENGTH + LENGTH * long))
            self._weights[part] = (found, np.asarray(self._rarity[part] * damped, dtype=np.float32))
        self._rows: dict[str, Vectors | None] = {}
        self._most: dict[str, float] = {}

    def shares(self, stems: Sequence[str]) -> Vectors:
        """For each goal how much of these distinct stems it holds, rare ones counting more; about 0 to 1."""
        total = np.zeros(self._size, dtype=np.float32)
        possible = 0.0
        for stem in stems:
            possible += self.weight(stem)
            row = self.row(stem)
            if row is not None:
                total += row
        return np.asarray(total / (possible * (SATURATION + 1)), dtype=np.float32) if possible else total

    def row(self, stem: str) -> Vectors | None:
        """The weight of one stem in each goal, None where no goal holds any part of it."""
        if stem not in self._rows:
            if len(self._rows) >= ROWS_KEPT:
                self._rows.clear()
                self._most.clear()
            self._rows[stem] = self._make_row(stem)
        return self._rows[stem]

    def _make_row(self, stem: str) -> Vectors | None:
        known = [self._weights[part] for part in sorted(set(stem_parts(stem))) if part in self._weights]
        if not known:
            return None
        row = np.zeros(self._size, dtype=np.float32)
        for places, weights in known:
            row[places] += weights
        return row

    def weight(self, stem: str) -> float:
        """The most a stem can weigh, by how rare its parts are in the goals."""
        if stem not in self._most:
            parts = sorted(set(stem_parts(stem)))
            self._most[stem] = sum(self._rarity.get(part, self._unknown) for part in parts)
        return self._most[stem]

    def _rarity_of(self, goals_with_it: int) -> float:
        return math.log(1 + (self._size - goals_with_it + 0.5) / (goals_with_it + 0.5))
