"""Things with a page of their own, registered by the wings: who sees and changes them, and where they are."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise

from kommune.municipalities.shapes import Viewer


@dataclass(frozen=True, slots=True)
class Part:
    """A journalled kind whose rows belong to a thing, so that the thing's history tells of them too.

    ``owner`` is the column with the thing's id, ``name`` the column that tells one row from another,
    ``value`` the column that matters, empty where a row only is there or not. ``is_own`` is false for
    rows that count as another thing's and are only told of here too. ``say`` puts a name that is a key into
    words.
    """

    kind: str
    label: str | Promise
    owner: str
    name: str
    value: str = ""
    is_own: bool = True
    say: Callable[[str], str] | None = None


@dataclass(frozen=True, slots=True)
class ThingKind:
    """One journalled kind that people look at.

    ``may_see`` and ``may_change`` take the viewer and the id of a thing that exists; without ``may_change``
    nobody restores an earlier state. ``url`` takes the town's slug and the id.
    """

    kind: str
    label: str | Promise
    may_see: Callable[[Viewer, UUID], bool]
    url: Callable[[str, UUID], str]
    may_change: Callable[[Viewer, UUID], bool] | None = None
    parts: tuple[Part, ...] = ()


_kinds: dict[str, ThingKind] = {}


def register_thing(thing: ThingKind) -> None:
    """Give a journalled kind a history page; called in ``AppConfig.ready``."""
    _kinds[thing.kind] = thing


def thing_kind(kind: str) -> ThingKind | None:
    """The registered kind, or None."""
    return _kinds.get(kind)


def thing_kinds() -> dict[str, ThingKind]:
    """All kinds with a page of their own."""
    return dict(_kinds)
