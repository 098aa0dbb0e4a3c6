"""The journal's door: write batches, read histories, undo."""

from kommune.audit.actions import Batch, bump_revision, journal, undo_batch
from kommune.audit.errors import ChangedSince, NothingToUndo
from kommune.audit.images import image_of, register_kind, registered_kinds
from kommune.audit.queries import batch_changes, batch_summary, history_of, latest_changes, revision, trash
from kommune.audit.reasons import because
from kommune.audit.shapes import BatchSummary, Change

__all__ = [
    "Batch",
    "BatchSummary",
    "Change",
    "ChangedSince",
    "NothingToUndo",
    "batch_changes",
    "batch_summary",
    "because",
    "bump_revision",
    "history_of",
    "image_of",
    "journal",
    "latest_changes",
    "register_kind",
    "registered_kinds",
    "revision",
    "trash",
    "undo_batch",
]
