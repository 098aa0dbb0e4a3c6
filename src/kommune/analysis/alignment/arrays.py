"""The kinds of NumPy arrays used here, and how they are closed against later changes."""

from typing import Any, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Bools: TypeAlias = NDArray[np.bool_]

AnyArray = TypeVar("AnyArray", bound=NDArray[Any])


def closed(array: AnyArray) -> AnyArray:
    """The same array, read-only from now on."""
    array.setflags(write=False)
    return array


def indices_of(mask: Bools) -> tuple[int, ...]:
    """The positions where a mask holds, ascending, as plain integers."""
    return tuple(np.flatnonzero(mask).tolist())


def summed(positions: Ints, amounts: NDArray[Any], n: int) -> Floats:
    """Per position 0 … n − 1, the sum of the amounts that belong to it."""
    return np.bincount(positions, weights=amounts, minlength=n).astype(np.float64, copy=False)
