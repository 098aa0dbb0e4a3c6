"""The attacker of surveys: solves for sets of groups and bounds what is hidden, with exact counts in hand."""

from collections import Counter
from collections.abc import Collection, Mapping
from itertools import combinations

import numpy as np

from kommune.analysis.surveys import FLOOR, is_safe

Counts = dict[str, Counter[int]]
__all__ = ["FLOOR", "Counts", "attack"]


def attack(invited: Mapping[str, int], truth: Counts, seen: Collection[str]) -> None:
    """Fail where anything that can be solved or bounded is not safe.

    ``invited`` and ``truth`` by group; ``seen`` are the groups of which a cell was seen, "" the whole.
    """
    keys = list(invited)
    for found in solvable(keys, set(seen)):
        together: Counter[int] = Counter()
        for key in found:
            together += truth[key]
        assert not found or is_safe(together, FLOOR), f"{sorted(found)} solved: {dict(together)}"
    for key in keys:
        if key not in seen and truth[key].total() < FLOOR:
            least, most = bounds(invited, truth, set(seen), key)
            assert least < most, f"{key} has exactly {least} answers"


def solvable(keys: list[str], seen: set[str]) -> list[frozenset[str]]:
    """Every set of groups whose sum follows from what was seen, by the row space of the equations.

    Tried are all sets of one, two and three groups, and everything hidden together.
    """
    rows = [[1.0 if name in ("", key) else 0.0 for key in keys] for name in sorted(seen)]
    if not rows:
        return []
    basis = np.linalg.svd(np.array(rows), full_matrices=False)
    space = basis.Vh[basis.S > 1e-9]
    sets = [frozenset(chosen) for size in (1, 2, 3) for chosen in combinations(keys, size)]
    sets.append(frozenset(keys) - seen)
    wanted = np.array([[1.0 if key in chosen else 0.0 for key in keys] for chosen in sets])
    missed = np.abs(wanted - wanted @ space.T @ space).max(axis=1)
    return [chosen for chosen, rest in zip(sets, missed, strict=True) if rest < 1e-9]


def bounds(invited: Mapping[str, int], truth: Counts, seen: set[str], key: str) -> tuple[int, int]:
    """Least and greatest number of answers of a hidden group, from the sum of the hidden and their sizes."""
    others = [name for name in invited if name not in seen and name != key]
    if "" not in seen:
        return 0, invited[key]
    remainder = sum(truth[name].total() for name in [*others, key])
    least = remainder - sum(invited[name] for name in others)
    return max(0, least), min(invited[key], remainder)
