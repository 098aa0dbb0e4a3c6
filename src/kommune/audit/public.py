"""The journal's door: write batches, read histories, undo."""

from kommune.audit.actions import Batch, bump_revision, journal, undo_batch
from kommune.audit.batches import BatchFilter, BatchLine, batch_line, batch_lines, batch_page, undone_among
from kommune.audit.errors import ChangedSince, NothingToUndo
from kommune.audit.images import image_of, register_kind, registered_kinds
from kommune.audit.queries import (
    batch_changes,
    batch_summary,
    column_changes,
    history_of,
    latest_changes,
    revision,
    trash,
)
from kommune.audit.reasons import because
from kommune.audit.restoring import restore_state
from kommune.audit.shapes import BatchSummary, Change

__all__ = [
    "Batch",
    "BatchFilter",
    "BatchLine",
    "BatchSummary",
    "Change",
    "ChangedSince",
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
    "journal",
    "latest_changes",
    "register_kind",
    "registered_kinds",
    "restore_state",
    "revision",
    "trash",
    "undo_batch",
    "undone_among",
]
