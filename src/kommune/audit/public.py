"""The journal's door: write batches, read histories, undo."""

from kommune.audit.actions import Batch, bump_revision, journal
from kommune.audit.batches import BatchFilter, BatchLine, batch_line, batch_lines, batch_page, undone_among
from kommune.audit.errors import CannotBeTakenBack, ChangedSince, NothingToUndo
from kommune.audit.finality import register_final
from kommune.audit.images import (
    Made,
    image_of,
    instance_from,
    kind_of,
    made_of,
    register_kind,
    registered_kinds,
)
from kommune.audit.queries import (
    batch_changes,
    batch_summary,
    column_changes,
    history_of,
    images_before,
    latest_changes,
    revision,
    revisions_remembered,
    trash,
)
from kommune.audit.reasons import because
from kommune.audit.restoring import restore_state
from kommune.audit.shapes import BatchSummary, Change
from kommune.audit.undoing import undo_batch

__all__ = [
    "Batch",
    "BatchFilter",
    "BatchLine",
    "BatchSummary",
    "CannotBeTakenBack",
    "Change",
    "ChangedSince",
    "Made",
    "NothingToUndo",
    "batch_changes",
    "batch_line",
    "batch_lines",
    "batch_page",
    "batch_summary",
    "because",
    "bump_revision",
    "column_changes",
    "history_of",
    "image_of",
    "images_before",
    "instance_from",
    "journal",
    "kind_of",
    "latest_changes",
    "made_of",
    "register_final",
    "register_kind",
    "registered_kinds",
    "restore_state",
    "revision",
    "revisions_remembered",
    "trash",
    "undo_batch",
    "undone_among",
]
