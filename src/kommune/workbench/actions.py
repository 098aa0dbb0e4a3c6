"""Taking a batch back and restoring an earlier state of one thing, for those who may."""

from uuid import UUID

from kommune.audit.public import NothingToUndo, batch_changes, batch_line, restore_state, undo_batch
from kommune.municipalities.public import ForeignTown, Viewer, thing_kind, thing_kinds
from kommune.workbench.errors import NotYoursToTakeBack
from kommune.workbench.rules import may_take_back
from kommune.workbench.telling import thing_of

OWN_BATCH_SIZE = 200


def take_back(*, by: Viewer, batch_id: UUID) -> None:
    """Undo a batch: what it changed, created and deleted is as before, all of it or nothing."""
    line = batch_line(batch_id)
    if line is None:
        raise ForeignTown
    if line.is_undone:
        raise NothingToUndo
    if not may_take_back(by, line, may_change_things=_may_change_all(by, batch_id)):
        raise NotYoursToTakeBack
    undo_batch(batch_id=batch_id, actor_id=by.user_id)


def restore_thing(*, by: Viewer, kind: str, object_id: UUID, entry_id: UUID) -> None:
    """Give a thing back the state that it had after one of its changes."""
    thing = thing_kind(kind)
    if thing is None or not thing.may_see(by, object_id):
        raise ForeignTown
    if thing.may_change is None or not thing.may_change(by, object_id):
        raise NotYoursToTakeBack
    restore_state(kind=kind, object_id=str(object_id), entry_id=entry_id, actor_id=by.user_id)


def _may_change_all(viewer: Viewer, batch_id: UUID) -> bool:
    changes = batch_changes(batch_id, limit=OWN_BATCH_SIZE + 1)
    if len(changes) > OWN_BATCH_SIZE:
        return False
    things = {thing_of(change) for change in changes}
    kinds = thing_kinds()
    for kind, object_id in things:
        may_change = kinds[kind].may_change if kind in kinds else None
        if may_change is None or not may_change(viewer, UUID(object_id)):
            return False
    return True
