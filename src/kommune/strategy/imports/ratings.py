"""What a row says about a link beside its value, and who then stands for it: never anybody a file names."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from kommune.imports.public import RowIn
from kommune.strategy.imports.shelves import same
from kommune.strategy.shapes import Origin, Way

# A row that changes one of these says something itself; the others leave it with those who said it.
_SAID = frozenset({"score", "strength", "reason", "confidence", "way", "origin"})
REASON_FROM = 2


@dataclass(frozen=True, slots=True)
class Bringer:
    """Who brings a file in, and when: she stands for every rating that the file makes or changes."""

    membership_id: UUID | None
    at: datetime


def told_beside(row: RowIn) -> dict[str, Any]:
    """The columns of a link that a row fills, but for its value."""
    told: dict[str, Any] = {name: row.values[name] or "" for name in ("reason",) if name in row.values}
    told.update({name: row.values[name] for name in ("origin", "way") if row.values.get(name)})
    if row.values.get("to_confirm") is not None:
        told["to_confirm"] = row.values["to_confirm"]
    if "confidence" in row.values:
        told["confidence"] = int(row.values["confidence"]) if row.values["confidence"] else None
    return told


def is_kept(stored: Any, told: Mapping[str, Any]) -> bool:
    """Whether a plain list leaves a link alone: somebody rated it, and the list does not speak of that."""
    return stored is not None and stored.origin == Origin.RATED and not {"origin", "way"} & told.keys()


def signed(stored: Any, told: Mapping[str, Any], bringer: Bringer) -> dict[str, Any]:
    """What is to be written: nothing where nothing differs; who, when and how follow from what is new.

    A value that comes "from list" has no rater. Every other one is from now on that of the person who
    brings the file in: no file can speak for others, nor for a round of several people.
    """
    new = {
        name: value
        for name, value in told.items()
        if stored is None or not same(getattr(stored, name), value)
    }
    if not new or (stored is not None and not _SAID & new.keys()):
        return new
    way = told.get("way") or (stored.way if stored is not None else Way.LIST)
    if way == Way.LIST:
        nobody = {"way": Way.LIST, "rated_at": None, "rated_by_id": None, "round_id": None}
        return {**new, **nobody}
    by_one = Way.MATRIX if way == Way.ROUND else way
    return {
        **new,
        "origin": Origin.RATED,
        "way": str(by_one),
        "rated_at": bringer.at,
        "rated_by_id": bringer.membership_id,
        "round_id": None,
    }


def lacks_reason(stored: Any, values: Mapping[str, Any]) -> bool:
    """Whether a goal relation of ±2 or more would stand there, rated by somebody without a reason."""
    if values.get("way", Way.LIST) == Way.LIST:
        return False
    score = values.get("score", stored.score if stored is not None else 0)
    reason = values.get("reason", stored.reason if stored is not None else "")
    return abs(score) >= REASON_FROM and not reason.strip()
