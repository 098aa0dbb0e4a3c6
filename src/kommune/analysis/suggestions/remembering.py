"""An encoder that looks up vectors kept from earlier and encodes only what is new."""

from collections.abc import MutableMapping, Sequence
from hashlib import sha256

import numpy as np

from kommune.analysis.suggestions.encoder import Encoder, bytes_to_vector, vector_to_bytes
from kommune.analysis.suggestions.shapes import Vectors


def vector_key(encoder: Encoder, text: str) -> str:
    """Under which a vector is kept: 64 hexadecimal digits of the encoder's name and the text."""
    return sha256(f"{encoder.name}\0{text}".encode()).hexdigest()


class RememberingEncoder:
    """Wraps an encoder; hand it to `embed`, `embed_goals`, `embed_measures` or `find_tensions` in its place.

    `kept` maps `vector_key` to the bytes of `vector_to_bytes`. The caller fills it from where vectors are
    kept and stores afterwards what was added; an entry of another length is made anew.
    """

    def __init__(self, encoder: Encoder, kept: MutableMapping[str, bytes]) -> None:
        self.name, self.dimensions = encoder.name, encoder.dimensions
        self.kept = kept
        self._encoder = encoder

    def warm(self) -> None:
        """Load the model of the wrapped encoder; not needed where every text is kept."""
        self._encoder.warm()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row per text, the kept one where there is one; equal texts are encoded once."""
        keys = [vector_key(self._encoder, text) for text in texts]
        size = 4 * self.dimensions
        new = {
            key: text for key, text in zip(keys, texts, strict=True) if len(self.kept.get(key, b"")) != size
        }
        if new:
            rows = self._encoder.encode(list(new.values()))
            self.kept.update((key, vector_to_bytes(row)) for key, row in zip(new, rows, strict=True))
        if not keys:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        return np.stack([bytes_to_vector(self.kept[key]) for key in keys])
