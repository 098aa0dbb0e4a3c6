"""Climbing the release ladder: how far a thing of any wing is seen."""

from django.db import models

from kommune.audit.public import Change, history_of, journal, registered_kinds
from kommune.municipalities.edits import change_object, find_object
from kommune.municipalities.errors import ReasonMissing
from kommune.municipalities.models import Released
from kommune.municipalities.rules import may_release, require
from kommune.municipalities.shapes import Rung, Viewer

RELEASE = "release"


def release(
    *, by: Viewer, instance: models.Model, to: Rung | int, reason: str = "", version: int | None = None
) -> None:
    """Set who sees an object that is ``Released``; stepping down needs a reason. The journal records both.

    ``version`` is the one the person saw, against two people releasing one thing.
    """
    require(may_release(by))
    with journal(action=RELEASE, actor_id=by.user_id, reason=reason.strip()) as batch:
        stored = find_object(type(instance), instance.pk)
        if not isinstance(stored, Released):
            raise TypeError(f"{type(instance).__name__} does not climb the release ladder")
        rung = Rung(to)
        if rung < stored.released_to and not reason.strip():
            raise ReasonMissing
        change_object(batch, stored, {"released_to": rung}, version)


def release_history(instance: models.Model) -> list[Change]:
    """When an object was released to whom by whom and why, newest first."""
    kind = next(kind for kind, model in registered_kinds().items() if model is type(instance))
    return [change for change in history_of(kind, str(instance.pk)) if change.action == RELEASE]
