"""A reason for whole pieces of work: what is written inside is journalled with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_reason: ContextVar[str] = ContextVar("reason", default="")


def reason_given() -> str:
    """The reason of the work that is going on, empty where none was given."""
    return _reason.get()


@contextmanager
def because(reason: str) -> Iterator[None]:
    """Journal everything inside with this reason, unless an action names its own."""
    token = _reason.set(reason)
    try:
        yield
    finally:
        _reason.reset(token)
