"""Climbing the release ladder: how far a thing of any wing is seen."""

from collections.abc import Iterable
from uuid import UUID

from django.db import models

from kommune.audit.public import Change, history_of, journal, registered_kinds
from kommune.municipalities.edits import change_object, find_object
from kommune.municipalities.errors import ReasonMissing, UnknownRung
from kommune.municipalities.models import Released
from kommune.municipalities.rules import may_release, require
from kommune.municipalities.shapes import Rung, Viewer

RELEASE = "release"


def release(
    *,
    by: Viewer,
    model: type[models.Model],
    ids: Iterable[UUID],
    to: Rung | str,
    reason: str = "",
    version: int | None = None,
) -> int:
    """Set who sees objects of a ``Released`` model, all or none; returns how many changed.

    Stepping down needs a reason; the journal records both. ``version`` is the one the person saw,
    against two people releasing one thing. ``to`` may be a rung's number as text.
    """
    require(may_release(by))
    rung = read_rung(to)
    with journal(action=RELEASE, actor_id=by.user_id, reason=reason.strip()) as batch:
        for object_id in ids:
            stored = find_object(model, object_id)
            if not isinstance(stored, Released):
                raise TypeError(f"{model.__name__} does not climb the release ladder")
            if rung < stored.released_to and not reason.strip():
                raise ReasonMissing
            change_object(batch, stored, {"released_to": rung}, version)
        return len(batch.entries)


def read_rung(text: Rung | str) -> Rung:
    """The rung written as a number; raises ``UnknownRung``."""
    try:
        return Rung(int(text))
    except ValueError:
        raise UnknownRung from None


def release_history(instance: models.Model) -> list[Change]:
    """When an object was released to whom by whom and why, newest first."""
    kind = next(kind for kind, model in registered_kinds().items() if model is type(instance))
    return [change for change in history_of(kind, str(instance.pk)) if change.action == RELEASE]
