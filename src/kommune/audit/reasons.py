"""A reason for whole pieces of work: what is written inside is journalled with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_reason: ContextVar[str] = ContextVar("reason", default="")


def reason_with(own: str) -> str:
    """The reason of the work that is going on and the one of a single action in it, as far as given."""
    return ": ".join(part for part in (_reason.get(), own) if part)


@contextmanager
def because(reason: str) -> Iterator[None]:
    """Journal everything inside with this reason; an action's own follows it."""
    token = _reason.set(reason)
    try:
        yield
    finally:
        _reason.reset(token)
