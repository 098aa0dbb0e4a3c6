"""What pages read again and again, kept by this process until the town's data change."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from kommune.audit.public import revision
from kommune.foundation.scope import current_town
from kommune.strategy.models import DerivedFigures

Arguments = ParamSpec("Arguments")
Found = TypeVar("Found")
FIGURES_KEPT = 24


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


@dataclass(frozen=True, slots=True)
class KeptFigures:
    """Figures as they lie in the database; nobody changes ``data``, which all readers share."""

    data: dict[str, Any]
    as_of: date
    input_revision: int


def kept_figures(kind: str, rung: int) -> KeptFigures | None:
    """Figures of the town in scope, None where they were never made; one query where they are known.

    Reading a town's figures from their text takes longer than the rest of a small page. This process keeps
    them until they are made anew, which changes the moment that is asked for here.
    """
    rows = DerivedFigures.objects.filter(kind=kind, rung=rung).order_by()
    for computed_at, revision_then, as_of in rows.values_list("computed_at", "input_revision", "as_of")[:1]:
        data = _figures_of(current_town(), kind, rung, computed_at, revision_then)
        return KeptFigures(data, as_of, revision_then)
    return None


@lru_cache(maxsize=FIGURES_KEPT)
def _figures_of(_town: UUID, kind: str, rung: int, _computed_at: datetime, _revision: int) -> dict[str, Any]:
    data: dict[str, Any] = DerivedFigures.objects.values_list("data", flat=True).get(kind=kind, rung=rung)
    return data
