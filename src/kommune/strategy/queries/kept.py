"""What pages read again and again, kept by this process until the town's data change."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from kommune.audit.public import revision
from kommune.foundation.scope import current_town

Arguments = ParamSpec("Arguments")
Found = TypeVar("Found")


def kept_while_unchanged(
    most: int,
) -> Callable[[Callable[Arguments, Found]], Callable[Arguments, Found]]:
    """Keep the last ``most`` answers of a query by town, revision and arguments; one query while kept.

    For queries that depend on journalled rows alone and whose answers nobody changes.
    """

    def keep(read: Callable[Arguments, Found]) -> Callable[Arguments, Found]:
        def read_now(_town: UUID, _revision: int, *arguments: Any, **named: Any) -> Found:
            return read(*arguments, **named)

        read_at: Callable[..., Found] = lru_cache(maxsize=most)(read_now)

        @wraps(read)
        def kept(*arguments: Arguments.args, **named: Arguments.kwargs) -> Found:
            town = current_town()
            return read_at(town, revision(town), *arguments, **named)

        return kept

    return keep
