"""How often something happened in the running minute: in the memory of this process, and nowhere else.

For limits on pages behind links that stand for a person. A count in a cache on the disk would tell, long
after, in which minute somebody used her link. Each process counts for itself, so that a limit is at most
multiplied by their number.
"""

import time
from collections import Counter
from dataclasses import dataclass, field
from threading import Lock

SECONDS = 60


@dataclass(slots=True)
class _Minute:
    """What was counted in one minute; the whole is let go of when the next one begins."""

    number: int = 0
    counts: Counter[str] = field(default_factory=Counter)


_lock = Lock()
_minute = _Minute()


def count_this_minute(what: str) -> int:
    """Count one more of ``what`` and return how many that makes in the running minute."""
    with _lock:
        counts = _running()
        counts[what] += 1
        return counts[what]


def counted_this_minute(what: str) -> int:
    """How many of ``what`` were counted in the running minute."""
    with _lock:
        return _running()[what]


def forget_counts() -> None:
    """Begin anew."""
    with _lock:
        _minute.counts.clear()


def _running() -> Counter[str]:
    """The counts of the running minute; those of an earlier one are gone. The lock is held."""
    number = running_minute()
    if number != _minute.number:
        _minute.number = number
        _minute.counts.clear()
    return _minute.counts


def running_minute() -> int:
    """The number of the running minute."""
    return int(time.monotonic()) // SECONDS
