"""The steps of an import: upload, map, preview, answer, confirm, undo, discard."""

from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kommune.audit.public import NothingToUndo, journal, undo_batch
from kommune.files.public import delete_file, store_upload
from kommune.foundation.planner import renew_statistics
from kommune.foundation.scope import current_town
from kommune.imports.breath import no_collection
from kommune.imports.errors import (
    AlreadyCommitted,
    FileRefused,
    NotCommitted,
    NothingChosen,
    NotPreviewed,
    PlaceMissing,
    PreviewOutdated,
    ProblemsOpen,
)
from kommune.imports.keeping import forget_writes, is_fresh, write_kept
from kommune.imports.models import ColumnMapping, ImportSession
from kommune.imports.outline import outline_of
from kommune.imports.planning import Preview, make_preview, mark_answered, read_file, store_preview
from kommune.imports.queries import import_for, remembered
from kommune.imports.registry import Report, target_by_key
from kommune.imports.rules import may_import
from kommune.imports.shapes import LEVELS, ImportState
from kommune.municipalities.public import Viewer, require

COMMITTED = frozenset({ImportState.COMMITTED, ImportState.UNDONE})


def report_nowhere(done: int, total: int | None, text: str) -> None:
    """Take progress and tell nobody."""


def upload_list(*, by: Viewer, upload: File[Any] | IO[bytes], name: str) -> ImportSession:
    """Keep an uploaded file and open an import for it; the file is not read yet."""
    require(may_import(by))
    stored = store_upload(by=by, upload=upload, name=name, purpose="import")
    session: ImportSession = ImportSession.objects.create(
        file_id=stored.id, file_name=stored.original_name, by_id=by.membership_id
    )
    return session


def read_outline(*, by: Viewer, session_id: UUID, report: Report = report_nowhere) -> ImportSession:
    """Read the file once and guess what it holds.

    A refused file is deleted, the import stays as a failed one, and ``FileRefused`` is raised.
    """
    session = _open_session(by, session_id)
    try:
        workbook = read_file(session, by, report)
    except FileRefused as refusal:
        with transaction.atomic():
            _delete_file_of(session, by)
            session.state, session.error, session.file_id = ImportState.FAILED, str(refusal), None
            session.save(update_fields=["state", "error", "file"])
        raise
    session.outline = outline_of(workbook)
    known = remembered({entry["signature"] for entry in session.outline})
    session.mapping = [_first_mapping(entry, known) for entry in session.outline]
    session.state = ImportState.UPLOADED
    session.save(update_fields=["outline", "mapping", "state"])
    return session


def _first_mapping(entry: dict[str, Any], known: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The guess, or what the town chose for the same headings before."""
    mapping = {"sheet": entry["sheet"], **entry["guess"]}
    before = known.get(entry["signature"])
    if before:
        by_header = before.get("headers", {})
        columns = {
            str(place): by_header[header]
            for place, header in enumerate(entry["headers"])
            if header in by_header
        }
        mapping = {
            **mapping,
            **{key: value for key, value in before.items() if key != "headers"},
            "columns": columns,
        }
        mapping["remembered"] = True
    return mapping


def choose_mapping(*, by: Viewer, session_id: UUID, mapping: Sequence[dict[str, Any]]) -> ImportSession:
    """Keep what the person said about the sheets; an older preview is thrown away."""
    session = _open_session(by, session_id)
    session.mapping = list(mapping)
    session.state = ImportState.MAPPED
    session.plan_digest = ""
    session.save(update_fields=["mapping", "state", "plan_digest"])
    return session


def check_mapping(session: ImportSession) -> None:
    """Raises ``NothingChosen`` or ``PlaceMissing`` where the sheets are not yet explained."""
    chosen = [entry for entry in session.mapping if entry.get("target")]
    if not chosen:
        raise NothingChosen
    for entry in chosen:
        keys = entry.get("kinds", ()) if entry["target"] == LEVELS else (entry["target"],)
        targets = [target for key in keys if (target := target_by_key(key)) is not None]
        needs = any(target.place == "needed" for target in targets)
        named = "place" in entry.get("columns", {}).values()
        if needs and not named and not entry.get("place"):
            raise PlaceMissing(entry["sheet"])
        if entry.get("place", "").startswith("new:") and not entry.get("place_title", "").strip():
            raise PlaceMissing(entry["sheet"])


def preview_import(*, by: Viewer, session_id: UUID, report: Report = report_nowhere) -> ImportSession:
    """Plan the import and keep what its page shows; the columns chosen are remembered for the town."""
    session = _open_session(by, session_id)
    check_mapping(session)
    with no_collection():
        preview = make_preview(session, by, report)
        with transaction.atomic():
            _keep_preview(session, preview)
            _remember(session)
    return session


def _keep_preview(session: ImportSession, preview: Preview) -> None:
    store_preview(session, preview)
    session.state = ImportState.PREVIEWED
    session.save(update_fields=["summary", "plan_digest", "plan_revision", "state"])


def _remember(session: ImportSession) -> None:
    outlines = {entry["sheet"]: entry for entry in session.outline}
    for entry in session.mapping:
        outline = outlines.get(entry["sheet"])
        if outline is None or not entry.get("target"):
            continue
        headers = outline["headers"]
        kept = {key: entry[key] for key in ("target", "kinds", "tree", "words", "money_unit") if key in entry}
        kept["headers"] = {
            headers[int(place)]: key
            for place, key in entry.get("columns", {}).items()
            if int(place) < len(headers) and headers[int(place)]
        }
        ColumnMapping.objects.update_or_create(
            town_id=current_town(), signature=outline["signature"], defaults={"mapping": kept}
        )


def answer_problem(*, by: Viewer, session_id: UUID, key: str, what: str, value: str = "") -> ImportSession:
    """Keep a decision about one problem, or about all of a code ('all:<code>'); 'forget' takes it back.

    What was answered no longer stands among the open questions; what follows from it says the next preview.
    """
    with transaction.atomic():
        session = _open_session(by, session_id, lock=True)
        if what == "forget":
            session.answers.pop(key, None)
        else:
            session.answers[key] = {"what": what, "value": value.strip()}
            answered = mark_answered(session, key, session.answers[key])
            for name, number in (("problems", -answered), ("answered", answered)):
                session.summary[name] = session.summary.get(name, 0) + number
        session.plan_digest = ""
        session.save(update_fields=["answers", "plan_digest", "summary"])
    return session


def commit_import(*, by: Viewer, session_id: UUID, report: Report = report_nowhere) -> ImportSession:
    """Take the list over: all or nothing, one transaction, one journal batch.

    Raises ``AlreadyCommitted`` for the second of two equal forms, ``ProblemsOpen``, and
    ``PreviewOutdated`` (with a new preview kept) where data changed since and the outcome would differ.
    """
    with no_collection():
        return _commit(by, session_id, report)


def _commit(by: Viewer, session_id: UUID, report: Report) -> ImportSession:
    session = import_for(by, session_id)
    _require_open(session)
    if not session.plan_digest:
        raise NotPreviewed
    if session.summary["problems"]:
        raise ProblemsOpen
    if not is_fresh(session):
        _plan_again(session, by, report)
    rows = session.summary["rows"]
    report(0, None, _("%(count)s rows are being written in one go, all or nothing.") % {"count": rows})
    try:
        return _write_in_one_go(by, session_id)
    except IntegrityError as error:
        forget_writes(session)
        session.save(update_fields=["summary"])
        raise PreviewOutdated from error


def _plan_again(session: ImportSession, by: Viewer, report: Report) -> None:
    """Plan with the data as they are now; raises where that says something else than the preview did."""
    preview = make_preview(session, by, report)
    seen = session.plan_digest
    with transaction.atomic():
        _keep_preview(session, preview)
    if preview.desk.problems:
        raise ProblemsOpen
    if session.plan_digest != seen:
        raise PreviewOutdated


def _write_in_one_go(by: Viewer, session_id: UUID) -> ImportSession:
    with journal(action="import", actor_id=by.user_id, reason=import_for(by, session_id).file_name) as batch:
        session = _locked(session_id, by)
        _require_open(session)
        if not is_fresh(session):
            raise PreviewOutdated
        write_kept(session, batch)
        session.state, session.batch_id = ImportState.COMMITTED, batch.id
        session.committed_at = timezone.now()
        session.summary["written"] = bool(batch.count)
        session.save(update_fields=["state", "batch_id", "committed_at", "summary"])
    renew_statistics()
    return session


def undo_import(*, by: Viewer, session_id: UUID) -> ImportSession:
    """Take back everything an import wrote; raises ``NotCommitted``, ``NothingToUndo``, ``ChangedSince``."""
    with transaction.atomic():
        session = _locked(session_id, by)
        if session.state == ImportState.UNDONE:
            raise NothingToUndo
        if session.state != ImportState.COMMITTED or session.batch_id is None:
            raise NotCommitted
        session.state = ImportState.UNDONE
        session.save(update_fields=["state"])
        if session.summary.get("written", True):
            with no_collection():
                undo_batch(batch_id=session.batch_id, actor_id=by.user_id)
    return session


def discard_import(*, by: Viewer, session_id: UUID) -> None:
    """Throw away an import that was not taken over, with its file."""
    with transaction.atomic():
        session = _open_session(by, session_id, lock=True)
        session.delete()
        _delete_file_of(session, by)


def _delete_file_of(session: ImportSession, by: Viewer) -> None:
    if session.file_id is not None:
        delete_file(by=by, file_id=session.file_id)


def import_whole_file(
    *,
    by: Viewer,
    path: Path,
    mapping: Sequence[dict[str, Any]] | None,
    answers: dict[str, Any] | None,
    place: dict[str, str] | None,
    report: Report,
    preview_only: bool = False,
) -> ImportSession:
    """Upload, guess, preview and confirm in one go; open questions write nothing."""
    with path.open("rb") as source:
        session = upload_list(by=by, upload=source, name=path.name)
    session = read_outline(by=by, session_id=session.id, report=report)
    wanted = {entry["sheet"]: entry for entry in mapping or ()}
    chosen = []
    for entry in session.mapping:
        said = wanted.get(entry["sheet"], wanted.get("", {}))
        chosen.append(
            {**entry, **(place or {}), **{key: value for key, value in said.items() if key != "sheet"}}
        )
    session.answers = answers or {}
    session.save(update_fields=["answers"])
    choose_mapping(by=by, session_id=session.id, mapping=chosen)
    session = preview_import(by=by, session_id=session.id, report=report)
    if session.summary["problems"] or preview_only:
        return session
    return commit_import(by=by, session_id=session.id, report=report)


def _open_session(by: Viewer, session_id: UUID, *, lock: bool = False) -> ImportSession:
    session = _locked(session_id, by) if lock else import_for(by, session_id)
    _require_open(session)
    return session


def _locked(session_id: UUID, by: Viewer) -> ImportSession:
    list(ImportSession.objects.select_for_update().filter(id=session_id).values_list("id"))
    return import_for(by, session_id)


def _require_open(session: ImportSession) -> None:
    if session.state in COMMITTED:
        raise AlreadyCommitted
