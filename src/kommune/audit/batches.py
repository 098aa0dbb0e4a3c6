"""Reading the journal by batches: pages of them, what each did to what, and which were taken back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from kommune.audit.actions import UNDO
from kommune.audit.models import Entry
from kommune.audit.queries import change_from
from kommune.audit.shapes import Change
from kommune.foundation.conditions import IsZero
from kommune.foundation.scope import current_town

SHOWN_LABELS = 3


@dataclass(slots=True)
class BatchLine:
    """One batch in a list: who, when, what, and how many changes of each kind.

    ``labels`` are the first few things by kind and name, ``first`` is its first change; ``undoes`` is the
    action that it took back.
    """

    batch_id: UUID
    at: datetime
    actor_id: UUID | None
    action: str
    reason: str
    is_undone: bool = False
    undoes: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    labels: list[tuple[str, str]] = field(default_factory=list)
    first: Change | None = None

    @property
    def total(self) -> int:
        """How many changes it holds."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class BatchFilter:
    """Which batches are wanted: of one person, of a kind, with a deletion that was not taken back."""

    actor_id: UUID | None = None
    kind: str = ""
    deleted_kinds: tuple[str, ...] = ()


def batch_page(
    wanted: BatchFilter, *, named: Sequence[str], start: int = 0, size: int = 30
) -> tuple[list[BatchLine], int]:
    """Batches newest first from ``start`` on, and how many there are; six queries whatever the size.

    ``named`` are the kinds whose labels tell a person something.
    """
    rows = _first_entries(wanted)
    chosen = [_line(change_from(entry)) for entry in rows.order_by("-batch_id")[start : start + size]]
    return complete_lines(chosen, named, wanted.deleted_kinds), rows.count()


def batch_line(batch_id: UUID) -> BatchLine | None:
    """One batch, or None where it is unknown in the town in scope."""
    first = _firsts().filter(batch_id=batch_id).first()
    return complete_lines([_line(change_from(first))], ())[0] if first else None


def batch_lines(changes: Iterable[Change]) -> dict[UUID, BatchLine]:
    """The batches of these changes by id, without labels; two queries."""
    lines = {change.batch_id: _line(change) for change in changes}
    complete_lines(list(lines.values()), ())
    return lines


def undone_among(batch_ids: Iterable[UUID]) -> set[UUID]:
    """Which of these batches were taken back; one query."""
    reasons = [str(batch_id) for batch_id in batch_ids]
    undone = _firsts().filter(action=UNDO, reason__in=reasons)
    return {UUID(reason) for reason in undone.values_list("reason", flat=True)}


def complete_lines(
    lines: list[BatchLine], named: Sequence[str], deleted_kinds: Sequence[str] = ()
) -> list[BatchLine]:
    """Put counts, names, and what was taken back into lines; three queries, two without names."""
    by_id = {line.batch_id: line for line in lines}
    entries = _of_town().filter(batch_id__in=list(by_id))
    counted = entries.order_by().values_list("batch_id", "kind").annotate(number=Count("id"))
    for batch_id, kind, number in counted:
        by_id[batch_id].counts[kind] = number
    if named:
        shown = entries.filter(kind__in=named)
        if deleted_kinds:
            shown = shown.filter(kind__in=deleted_kinds, after__isnull=True)
        place = Window(RowNumber(), partition_by="batch_id", order_by="position")
        ranked = shown.annotate(place=place).filter(place__lte=SHOWN_LABELS).order_by("batch_id", "position")
        for batch_id, kind, label in ranked.values_list("batch_id", "kind", "label"):
            by_id[batch_id].labels.append((kind, label))
    _tell_what_was_undone(by_id)
    return lines


def _line(first: Change) -> BatchLine:
    return BatchLine(first.batch_id, first.at, first.actor_id, first.action, first.reason, first=first)


def _tell_what_was_undone(lines: dict[UUID, BatchLine]) -> None:
    """Which batches were taken back, and the action that each undoing batch took back; one query."""
    undoing = {line.reason: line for line in lines.values() if line.action == UNDO}
    undone = Q(action=UNDO, reason__in=[str(batch_id) for batch_id in lines])
    firsts = _firsts().filter(undone | Q(batch_id__in=list(undoing)))
    for batch_id, action, reason in firsts.values_list("batch_id", "action", "reason"):
        if action == UNDO and (line := lines.get(UUID(reason))):
            line.is_undone = True
        if str(batch_id) in undoing:
            undoing[str(batch_id)].undoes = action


def _first_entries(wanted: BatchFilter) -> QuerySet[Entry]:
    rows = _firsts()
    if wanted.actor_id is not None:
        rows = rows.filter(actor_id=wanted.actor_id)
    same_batch = _of_town().filter(batch_id=OuterRef("batch_id"))
    if wanted.kind:
        rows = rows.filter(Exists(same_batch.filter(kind=wanted.kind)))
    if wanted.deleted_kinds:
        gone = same_batch.filter(after__isnull=True, kind__in=wanted.deleted_kinds)
        reasons = _firsts().filter(action=UNDO).values_list("reason", flat=True)
        rows = rows.filter(Exists(gone)).exclude(batch_id__in=[UUID(reason) for reason in reasons])
    return rows


def _firsts() -> QuerySet[Entry]:
    """The first entry of each batch; the database finds them by an index of their own."""
    return _of_town().filter(IsZero("position"))


def _of_town() -> QuerySet[Entry]:
    return Entry.objects.filter(town_id=current_town())
