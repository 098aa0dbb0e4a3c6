"""The town in scope: every query for town data happens inside one, or raises."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

_town: ContextVar[UUID | None] = ContextVar("town", default=None)


class NoTownInScope(RuntimeError):
    """Town data was asked for while no town was in scope: a fault in the program, never the user's."""


def current_town() -> UUID:
    """The id of the town in scope; raises ``NoTownInScope`` where there is none."""
    town = _town.get()
    if town is None:
        raise NoTownInScope("Enter town_scope(...) before reading or writing a town's data.")
    return town


def town_in_scope() -> UUID | None:
    """The id of the town in scope or None; for the database connection, not for queries."""
    return _town.get()


@contextmanager
def town_scope(town_id: UUID) -> Iterator[None]:
    """Work on one town's data; scopes nest, the inner one counts."""
    token = _town.set(town_id)
    try:
        yield
    finally:
        _town.reset(token)
