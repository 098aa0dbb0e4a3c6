"""What the pages of an import have in common: the steps, found or 404, large files as a job."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from kommune.imports.errors import NoSuchImport
from kommune.imports.models import ImportSession
from kommune.imports.queries import import_for
from kommune.imports.rules import may_import
from kommune.jobs.public import start_job
from kommune.municipalities.public import TownRequest, Viewer, require

LARGE_ROWS = 1_000
LARGE_BYTES = 1_500_000


def allowed(request: TownRequest) -> None:
    """Raises ``NotAllowedHere`` where the person may not import; pages answer 404 then."""
    if not may_import(request.viewer):
        raise Http404


def found(request: TownRequest, session_id: UUID) -> ImportSession:
    """The import, or 404 where it is not there for this person."""
    try:
        return import_for(request.viewer, session_id)
    except NoSuchImport as error:
        raise Http404 from error


def crumbs(town: str, here: str) -> list[tuple[str, str]]:
    """The way to a step."""
    return [(_("Import"), reverse("imports:upload", args=[town])), (here, "")]


def steps(session: ImportSession | None, town: str, current: int) -> list[dict[str, Any]]:
    """The four steps; those done can be gone back to."""
    names = (_("Choose file"), _("Sheets"), _("Columns"), _("Preview"))
    urls = [reverse("imports:upload", args=[town]), "", "", ""]
    if session is not None:
        urls[1] = reverse("imports:sheets", args=[town, session.id])
        urls[2] = reverse("imports:columns", args=[town, session.id, 0])
    return [
        {
            "number": place + 1,
            "label": name,
            "url": urls[place] if place < current else "",
            "current": place == current,
        }
        for place, name in enumerate(names)
    ]


def is_large(session: ImportSession) -> bool:
    """Whether planning takes long enough to be done in the background."""
    chosen = {entry["sheet"] for entry in session.mapping if entry.get("target")}
    rows: int = sum(entry["row_count"] for entry in session.outline if entry["sheet"] in chosen)
    return rows > LARGE_ROWS


def in_background(viewer: Viewer, town: str, kind: str, title: str, session: ImportSession) -> HttpResponse:
    """Start a job for the import and go to its page."""
    require(may_import(viewer))
    params = {
        "session": str(session.id),
        "membership": str(viewer.membership_id) if viewer.membership_id else "",
    }
    return redirect("jobs:show", town, start_job(kind=kind, title=title, by=viewer, params=params))
