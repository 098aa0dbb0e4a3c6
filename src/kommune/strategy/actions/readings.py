"""Reading a text, deciding on its proposals, and making a strategy of those that were kept."""

from collections.abc import Callable, Collection, Mapping
from io import BytesIO
from typing import IO, Any
from uuid import UUID

from django.core.files.base import File
from django.utils import timezone

from kommune.analysis.readings import Proposal, propose
from kommune.audit.public import Batch, image_of, journal
from kommune.files.public import FileShape, NoSuchFile, delete_file, file_for, open_file, store_upload
from kommune.municipalities.public import (
    Viewer,
    change_in_bulk,
    change_object,
    create_object,
    delete_objects,
    find_object,
    require,
)
from kommune.standards.documents import Document, DocumentError, Limits, read_document
from kommune.strategy.actions.reading_strategy import add_kept_things
from kommune.strategy.actions.strategies import require_open
from kommune.strategy.errors import AlreadyMade, NoSuchPassage, NothingKept, TextRefused
from kommune.strategy.models import Passage, Reading, Strategy
from kommune.strategy.reading_texts import refusal
from kommune.strategy.rules import may_edit_strategies
from kommune.strategy.shapes import ReadKind, ReadState

PURPOSE = "reading"
LIMITS = Limits(max_bytes=30_000_000, max_pages=1_500, max_characters=4_000_000)
MOST_PROPOSALS = 5_000

Report = Callable[[int, int | None], None]


def keep_upload(*, by: Viewer, upload: File[Any] | IO[bytes] | str, name: str) -> FileShape:
    """Keep an uploaded file or a pasted text until it is read, and beside what was made of it."""
    require(may_edit_strategies(by))
    content = BytesIO(upload.encode("utf-8", "replace")) if isinstance(upload, str) else upload
    return store_upload(by=by, upload=content, name=name, purpose=PURPOSE, limit_bytes=LIMITS.max_bytes)


def read_text(*, by: Viewer, file_id: UUID, title: str, kind: str, report: Report | None = None) -> UUID:
    """Read a kept file, propose what it sets up, and return the id of the reading.

    A file that was read before (a job begun anew) is not read twice. ``report`` takes pages done and in
    all. Raises ``TextRefused`` and throws the file away where it cannot be read.
    """
    require(may_edit_strategies(by))
    known = Reading.objects.filter(file_id=file_id).values_list("id", flat=True).first()
    if known is not None:
        return UUID(str(known))
    document = _document(by, file_id, report)
    proposals = propose(document.blocks)[:MOST_PROPOSALS]
    with journal(action="read_text", actor_id=by.user_id) as batch:
        reading = Reading(
            title=title.strip() or document.filename[:300],
            kind=kind,
            file_id=file_id,
            text=document.text,
            pages=document.pages,
            read_at=timezone.now(),
        )
        create_object(batch, reading)
        _store_proposals(batch, reading, proposals)
    return reading.id


def change_passage(*, by: Viewer, passage_id: UUID, version: int | None, values: Mapping[str, Any]) -> None:
    """Change kind, number, title, description or state of a proposal."""
    require(may_edit_strategies(by))
    with journal(action="change_passage", actor_id=by.user_id) as batch:
        change_object(batch, find_object(Passage, passage_id), values, version)


def decide_passages(
    *,
    by: Viewer,
    reading_id: UUID,
    passage_ids: Collection[UUID],
    state: str | None = None,
    kind: str | None = None,
) -> int:
    """Keep, drop or reopen proposals, or say what they are; returns how many changed. All or nothing."""
    require(may_edit_strategies(by))
    with journal(action="decide_passages", actor_id=by.user_id) as batch:
        passages = list(Passage.objects.filter(reading_id=reading_id, id__in=passage_ids))
        if len(passages) < len(set(passage_ids)):
            raise NoSuchPassage
        changed = []
        for passage in passages:
            before = image_of(passage)
            passage.state = state if state in ReadState.values else passage.state
            passage.kind = kind if kind in ReadKind.values else passage.kind
            if image_of(passage) != before:
                changed.append((passage, before))
        if not change_in_bulk(batch, changed):
            raise NoSuchPassage
    return len(changed)


def make_strategy(*, by: Viewer, reading_id: UUID, title: str, strategy_id: UUID | None = None) -> UUID:
    """Make a draft of the kept proposals, or add them to the draft ``strategy_id``; returns its id.

    One batch, so that one undo takes all back. A proposal stands under the nearest kept one above it; a
    measure is linked "from list" to the goal above it. Raises ``NothingKept``, ``AlreadyMade`` and, for
    a strategy whose text is decided, ``StrategyAlreadyAdopted``.
    """
    require(may_edit_strategies(by))
    with journal(action="make_strategy", actor_id=by.user_id) as batch:
        reading = find_object(Reading, reading_id)
        if reading.strategy_id is not None:
            raise AlreadyMade
        passages = list(Passage.objects.filter(reading=reading))
        if not any(passage.state == ReadState.KEPT for passage in passages):
            raise NothingKept
        if strategy_id is None:
            strategy = create_object(batch, Strategy(kind=reading.kind, title=title.strip() or reading.title))
        else:
            strategy = find_object(Strategy, strategy_id)
            require_open(strategy)
        add_kept_things(batch, strategy, passages)
        change_object(batch, reading, {"strategy": strategy}, None)
    return strategy.id


def delete_reading(*, by: Viewer, reading_id: UUID) -> UUID:
    """Put a text with its proposals into the trash and return the batch; what was made of it stays."""
    require(may_edit_strategies(by))
    with journal(action="delete_reading", actor_id=by.user_id) as batch:
        delete_objects(batch, [find_object(Reading, reading_id)])
    return batch.id


def _document(by: Viewer, file_id: UUID, report: Report | None) -> Document:
    name = file_for(by, file_id).original_name
    try:
        with open_file(by, file_id) as stream:
            return read_document(stream, filename=name, limits=LIMITS, progress=report)
    except DocumentError as error:
        throw_away(by, file_id)
        raise TextRefused(error.code, refusal(error.code, error.params)) from error


def throw_away(by: Viewer, file_id: UUID) -> None:
    """Delete an upload that no reading came of; nothing where it is gone already."""
    try:
        delete_file(by=by, file_id=file_id)
    except NoSuchFile:
        return


def _store_proposals(batch: Batch, reading: Reading, proposals: list[Proposal]) -> None:
    passages: list[Passage] = []
    for position, one in enumerate(proposals):
        passages.append(
            Passage(
                reading=reading,
                parent=None if one.parent is None else passages[one.parent],
                kind=one.kind,
                number=one.number,
                title=one.title or reading.title,
                description=one.description,
                start=one.start,
                end=one.end,
                page=one.page,
                why=one.why,
                position=position,
            )
        )
    Passage.objects.bulk_create(passages, batch_size=400)
    for passage in passages:
        batch.created(passage)
