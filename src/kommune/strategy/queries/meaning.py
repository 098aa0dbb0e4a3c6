"""The encoder of this process and the vectors that are kept: what texts mean, as far as it is known."""

from collections.abc import Sequence
from functools import lru_cache
from threading import Event, Lock, Thread

import numpy as np
from django.db.models import Count, Max

from kommune.analysis.suggestions import (
    Encoder,
    Vectors,
    bytes_to_vector,
    embed_goals,
    embed_measures,
    load_encoder,
    vector_key,
)
from kommune.strategy.models import TextVector
from kommune.strategy.queries.rateable import Rateable

ASKED_BY_ID = 400
MADE_AT_ONCE = 4
_warm = Event()
_warming = Lock()
_encoding = Lock()


@lru_cache(maxsize=1)
def kept_encoder() -> Encoder | None:
    """The one encoder of this process, not read yet; None where none is installed."""
    return load_encoder()


def warm_in_background() -> None:
    """Read the encoder in a thread, so that the first new text need not wait for it; once per process."""
    if kept_encoder() is not None and not _warm.is_set() and _warming.acquire(blocking=False):
        Thread(target=_warm_up, name="encoder", daemon=True).start()


def text_hash(encoder: Encoder, thing: Rateable, *, is_goal: bool) -> str:
    """Under which the vector of a thing's text is kept; a goal's has its title in it twice."""
    text = thing.text
    return vector_key(encoder, f"{text.title}\0{text.whole}" if is_goal else text.whole)


def embed_things(encoder: Encoder, things: Sequence[Rateable], *, is_goal: bool) -> Vectors:
    """One row per thing, of its text."""
    texts = [thing.text for thing in things]
    with _encoding:
        return embed_goals(encoder, texts) if is_goal else embed_measures(encoder, texts)


def vectors_of(things: Sequence[Rateable], *, is_goal: bool) -> Vectors | None:
    """A row for each thing: the kept one, for a few new texts one made now where the encoder is warm.

    None where one is missing and cannot be made at once, or where no encoder is installed. One query.
    """
    encoder = kept_encoder()
    if encoder is None or not things:
        return None
    wanted = {thing.id: text_hash(encoder, thing, is_goal=is_goal) for thing in things}
    rows = TextVector.objects.all()
    if len(wanted) <= ASKED_BY_ID:
        rows = rows.filter(object_id__in=wanted)
    found = {
        object_id: bytes_to_vector(bytes(vector))
        for object_id, key, vector in rows.values_list("object_id", "text_hash", "vector")
        if wanted.get(object_id) == key
    }
    new = [thing for thing in things if thing.id not in found]
    if new:
        if len(new) > MADE_AT_ONCE:
            return None
        if not _warm.is_set():
            warm_in_background()
            return None
        made = embed_things(encoder, new, is_goal=is_goal)
        found.update({thing.id: vector for thing, vector in zip(new, made, strict=True)})
    return np.stack([found[thing.id] for thing in things])


def stored_vectors() -> tuple[int, int]:
    """How many vectors are kept and the newest's key: changes whenever they do. One query."""
    kept = TextVector.objects.aggregate(number=Count("id"), newest=Max("id"))
    return kept["number"], kept["newest"] or 0


def _warm_up() -> None:
    encoder = kept_encoder()
    if encoder is not None:
        encoder.warm()
        _warm.set()
