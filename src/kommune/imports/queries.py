"""Reading imports: the list, one import, the lines of its preview."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count

from kommune.audit.public import undone_among
from kommune.imports.errors import NoSuchImport
from kommune.imports.models import ColumnMapping, ImportSession, PlanLine
from kommune.imports.rules import may_import
from kommune.imports.shapes import ImportState
from kommune.municipalities.public import Viewer

PAGE_SIZE = 50


def imports_of(viewer: Viewer, limit: int) -> list[ImportSession]:
    """The newest imports of the town that the viewer may see and whose files were read."""
    if not may_import(viewer):
        return []
    sessions = ImportSession.objects.select_related("by__user").defer("outline", "mapping", "answers")
    return _as_journalled(sessions.exclude(state=ImportState.READING)[:limit])


def import_for(viewer: Viewer, session_id: UUID) -> ImportSession:
    """One import; raises ``NoSuchImport`` where it is not there for this person."""
    found = _as_journalled(ImportSession.objects.filter(id=session_id))
    if not found or not may_import(viewer):
        raise NoSuchImport
    return found[0]


def _as_journalled(sessions: Iterable[ImportSession]) -> list[ImportSession]:
    """Imports that were taken back in the journal stand as undone; one query where any was taken over."""
    found = list(sessions)
    taken_over = {
        one.batch_id: one for one in found if one.state == ImportState.COMMITTED and one.batch_id is not None
    }
    for batch_id in undone_among(taken_over) if taken_over else ():
        taken_over[batch_id].state = ImportState.UNDONE
    return found


def plan_page(
    session: ImportSession, section: str, number: str | int | None, code: str = ""
) -> Page[PlanLine]:
    """One page of the lines of a section, of one code if named; an impossible number gives the nearest."""
    lines = PlanLine.objects.filter(session=session, section=section)
    if code:
        lines = lines.filter(code=code)
    return Paginator(lines, PAGE_SIZE).get_page(number)


def problem_kinds(session: ImportSession) -> list[tuple[str, int]]:
    """How many open questions there are of each kind, the most frequent first."""
    lines = PlanLine.objects.filter(session=session, section="problem").order_by()
    return list(lines.values_list("code").annotate(count=Count("id")).order_by("-count", "code"))


def remembered(signatures: set[str]) -> dict[str, dict[str, Any]]:
    """What the town chose before for sheets with these headings."""
    rows = ColumnMapping.objects.filter(signature__in=signatures)
    return {row.signature: row.mapping for row in rows}
