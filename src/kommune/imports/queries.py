"""Reading imports: the list, one import, the lines of its preview."""

from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet

from kommune.imports.errors import NoSuchImport
from kommune.imports.models import ColumnMapping, ImportSession, PlanLine
from kommune.imports.rules import may_import
from kommune.municipalities.public import Viewer

PAGE_SIZE = 50


def imports_of(viewer: Viewer) -> QuerySet[ImportSession]:
    """The town's imports that the viewer may see, newest first."""
    sessions: QuerySet[ImportSession] = ImportSession.objects.select_related("by__user")
    return sessions.defer("outline", "mapping", "answers") if may_import(viewer) else sessions.none()


def import_for(viewer: Viewer, session_id: UUID) -> ImportSession:
    """One import; raises ``NoSuchImport`` where it is not there for this person."""
    session: ImportSession | None = ImportSession.objects.filter(id=session_id).first()
    if session is None or not may_import(viewer):
        raise NoSuchImport
    return session


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
