"""Things with a page of their own: who sees them and where they are, registered by the wings by kind."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise

from kommune.municipalities.shapes import Viewer


@dataclass(frozen=True, slots=True)
class ThingKind:
    """One journalled kind that people look at.

    ``may_see`` takes the viewer and the id of a thing that exists; ``url`` the town's slug and the id.
    """

    kind: str
    label: str | Promise
    may_see: Callable[[Viewer, UUID], bool]
    url: Callable[[str, UUID], str]


_kinds: dict[str, ThingKind] = {}


def register_thing(thing: ThingKind) -> None:
    """Give a journalled kind a history page and a place in the trash; called in ``AppConfig.ready``."""
    _kinds[thing.kind] = thing


def thing_kind(kind: str) -> ThingKind | None:
    """The registered kind, or None."""
    return _kinds.get(kind)


def thing_kinds() -> dict[str, ThingKind]:
    """All kinds with a page of their own."""
    return dict(_kinds)
