"""Chooses which goals of the large town work against the city's, the same for the same seed."""

from collections.abc import Sequence
from random import Random
from uuid import UUID

AGAINST = 200
SCORES = (-1, -1, -2, -3)


def choose_opposed(
    relations: Sequence[tuple[UUID, UUID, int]], seed: int = 1
) -> dict[tuple[UUID, UUID], int]:
    """Pairs of a digital and a city goal that no relation joins yet, each with a negative score."""
    rng = Random(seed)
    related = {(digital, city) for digital, city, _score in relations}
    digital = sorted({digital for digital, _city in related})
    city = sorted({city for _digital, city in related})
    opposed: dict[tuple[UUID, UUID], int] = {}
    while len(opposed) < min(AGAINST, len(digital) * len(city) - len(related)):
        pair = (rng.choice(digital), rng.choice(city))
        if pair not in related:
            opposed[pair] = rng.choice(SCORES)
    return opposed
