"""Reading what goals and measures mean, so that likely pairs can be suggested; derived, not journalled."""

from collections.abc import Callable, Iterator, Sequence

from django.db import transaction

from kommune.analysis.suggestions import Encoder, vector_to_bytes
from kommune.strategy.models import TextVector
from kommune.strategy.queries.meaning import embed_things, kept_encoder, text_hash
from kommune.strategy.queries.rateable import Rateable, load_texts

STEP = 64

Told = Callable[[int, int], None]


def renew_vectors(told: Told) -> int | None:
    """Read the texts of the town in scope that changed, and forget those that are gone; returns how many.

    None where no encoder is installed. ``told`` hears (done, total) and may raise to stop: what was read
    until then is kept, and the next time only the rest is read.
    """
    encoder = kept_encoder()
    if encoder is None:
        return None
    goals, measures = load_texts()
    stored = dict(TextVector.objects.values_list("object_id", "text_hash"))
    keys = {goal.id: text_hash(encoder, goal, is_goal=True) for goal in goals}
    keys |= {measure.id: text_hash(encoder, measure, is_goal=False) for measure in measures}
    TextVector.objects.filter(object_id__in=stored.keys() - keys.keys()).delete()
    changed = [
        [thing for thing in things if stored.get(thing.id) != keys[thing.id]] for things in (goals, measures)
    ]
    total, done = sum(map(len, changed)), 0
    told(0, total)
    for things, is_goal in zip(changed, (True, False), strict=True):
        for part in _steps(things):
            _read(encoder, part, is_goal=is_goal)
            done += len(part)
            told(done, total)
    return total


def _read(encoder: Encoder, things: Sequence[Rateable], *, is_goal: bool) -> None:
    vectors = embed_things(encoder, things, is_goal=is_goal)
    with transaction.atomic():
        TextVector.objects.filter(object_id__in=[thing.id for thing in things]).delete()
        TextVector.objects.bulk_create(
            TextVector(
                object_id=thing.id,
                text_hash=text_hash(encoder, thing, is_goal=is_goal),
                vector=vector_to_bytes(vector),
            )
            for thing, vector in zip(things, vectors, strict=True)
        )


def _steps(things: Sequence[Rateable]) -> Iterator[Sequence[Rateable]]:
    for start in range(0, len(things), STEP):
        yield things[start : start + STEP]
