"""Working on a goal conflict: what is done about it, settling it with its decision, opening it again."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from kommune.audit.public import Batch, journal
from kommune.municipalities.public import (
    ForeignTown,
    Rung,
    Viewer,
    WrongValues,
    change_object,
    release,
    require,
)
from kommune.strategy.errors import AcceptNeedsDecision, ConflictIsGone, ConflictNotSettled, ResolutionMissing
from kommune.strategy.models import GoalConflict
from kommune.strategy.queries.conflict_paths import contributions_to, negative_scores, path_print
from kommune.strategy.queries.conflicts import conflict_for
from kommune.strategy.rules import may_settle_conflicts
from kommune.strategy.shapes import ConflictState, Resolution

EDITABLE = frozenset(
    {
        "resolution",
        "resolution_text",
        "due_on",
        "digital_unit_id",
        "city_unit_id",
        "decision",
        "decided_on",
        "decision_url",
    }
)
WEB = frozenset({"http", "https"})


def edit_conflict(
    *, by: Viewer, conflict_id: UUID, version: int | None, values: Mapping[str, Any], settle: bool = False
) -> UUID:
    """Say what is done about a conflict, by whom, until when, with which decision; ``settle`` closes it too.

    ``version`` is the one that the person saw. Returns the batch that takes the change back.
    ``ResolutionMissing`` and ``AcceptNeedsDecision`` where it cannot be settled like this.
    """
    require(may_settle_conflicts(by))
    if not values.keys() <= EDITABLE:
        raise WrongValues({name: [_("This cannot be changed.")] for name in values.keys() - EDITABLE})
    _require_web_address(str(values.get("decision_url") or ""))
    with journal(action="edit_conflict", actor_id=by.user_id) as batch:
        conflict = _found(by, conflict_id)
        if conflict.state == ConflictState.GONE:
            raise ConflictIsGone
        resolution = values.get("resolution", conflict.resolution)
        if resolution and conflict.state == ConflictState.OPEN:
            values = {**values, "state": ConflictState.IN_WORK}
        if settle:
            values = {**values, **_settled(conflict, values)}
        change_object(batch, conflict, values, version)
    return batch.id


def settle_conflict(*, by: Viewer, conflict_id: UUID, version: int | None) -> UUID:
    """Close a conflict with what stands on its card; returns the batch that takes it back."""
    return edit_conflict(by=by, conflict_id=conflict_id, version=version, values={}, settle=True)


def reopen_conflict(*, by: Viewer, conflict_id: UUID, version: int | None) -> UUID:
    """Take a settled conflict up again; returns the batch that takes it back."""
    require(may_settle_conflicts(by))
    with journal(action="reopen_conflict", actor_id=by.user_id) as batch:
        conflict = _found(by, conflict_id)
        if conflict.state != ConflictState.CLOSED:
            raise ConflictNotSettled
        _reopen(batch, conflict, version)
    return batch.id


def release_conflicts(*, by: Viewer, ids: Iterable[UUID], to: Rung | str) -> None:
    """Show cards to more or fewer people."""
    release(by=by, model=GoalConflict, ids=ids, to=to)


def _reopen(batch: Batch, conflict: GoalConflict, version: int | None) -> None:
    values = {"state": ConflictState.REOPENED, "opened_at": timezone.now(), "settled_at": None, "path": ""}
    change_object(batch, conflict, values, version)


def _settled(conflict: GoalConflict, values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a settled card, with the fingerprint of its ratings; refused where something lacks."""
    said = {name: values.get(name, getattr(conflict, name)) for name in EDITABLE}
    if not said["resolution"]:
        raise ResolutionMissing
    if said["resolution"] == Resolution.ACCEPT and not (said["decision"] and said["decided_on"]):
        raise AcceptNeedsDecision
    goal = conflict.digital_goal_id
    score = negative_scores([goal]).get((goal, conflict.city_goal_id))
    if score is None:
        raise ConflictIsGone
    path = path_print(score, contributions_to([goal]).get(goal, ()))
    return {"state": ConflictState.CLOSED, "settled_at": timezone.now(), "path": path}


def _found(by: Viewer, conflict_id: UUID) -> GoalConflict:
    conflict = conflict_for(by, conflict_id)
    if conflict is None:
        raise ForeignTown
    return conflict


def _require_web_address(address: str) -> None:
    """Only addresses of the web: anything else could be made to run by whoever clicks on it."""
    if not address:
        return
    parts = urlsplit(address)
    if parts.scheme.lower() not in WEB or not parts.netloc:
        raise WrongValues({"decision_url": [_("Write an address that begins with https:// or http://.")]})
