"""The preview: problems first, each with quick answers; then what would change; one button takes all over."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kommune.foundation.errors import DomainError
from kommune.imports.actions import answer_problem, commit_import, preview_import
from kommune.imports.errors import AlreadyCommitted
from kommune.imports.models import ImportSession, PlanLine
from kommune.imports.queries import plan_page, problem_kinds
from kommune.imports.shapes import ImportState
from kommune.imports.tasks import COMMIT, PREVIEW
from kommune.imports.web.steps import crumbs, found, in_background, is_large, steps
from kommune.imports.wordings import sentence
from kommune.municipalities.public import TownRequest

MANY = 5


def start_preview(request: TownRequest, town: str, session: ImportSession) -> HttpResponse:
    """Compute the preview, at once or in the background, and show it."""
    if is_large(session):
        title = _("Preview of %(file)s") % {"file": session.file_name}
        return in_background(request.viewer, town, PREVIEW, title, session)
    preview_import(by=request.viewer, session_id=session.id)
    return redirect("imports:preview", town, session.id)


@require_GET
def preview(request: TownRequest, town: str, session_id: UUID) -> HttpResponse:
    """The fourth step."""
    session = found(request, session_id)
    if session.state in {ImportState.COMMITTED, ImportState.UNDONE}:
        return redirect("imports:show", town, session_id)
    if not session.summary:
        return redirect("imports:sheets", town, session_id)
    page = request.GET.get("page")
    section = request.GET.get("section", "")
    problems = plan_page(session, "problem", page if section == "problem" else 1)
    shown = {
        name: plan_page(session, name, page if section == name else 1)
        for name in ("note", "answered", "changed", "new")
    }
    context = {
        "session": session,
        "problems": problems,
        "problem_rows": [told(line) for line in problems],
        "notes": shown["note"],
        "note_rows": [told(line) for line in shown["note"]],
        "answered": shown["answered"],
        "answered_rows": [told(line) for line in shown["answered"]],
        "changed": shown["changed"],
        "new": shown["new"],
        "section": section,
        "kinds": [(code, count) for code, count in problem_kinds(session) if count >= MANY],
        "steps": steps(session, town, 3),
        "crumbs": crumbs(town, _("Preview")),
        "is_stale": not session.plan_digest,
        "open": session.summary["problems"],
    }
    return render(request, "imports/preview.html", context)


def told(line: PlanLine) -> dict[str, Any]:
    """A problem, note or decision as the page shows it."""
    data = line.data
    return {
        **data,
        "code": line.code,
        "sentence": sentence(line.code, data["text"], data["params"]),
        "more": data["count"] - 1,
        "others": ", ".join(str(row) for row in data["rows"][1:6]),
    }


@require_POST
def answer(request: TownRequest, town: str, session_id: UUID) -> HttpResponse:
    """Keep a decision and compute the preview again, of long lists once nothing is open."""
    session = found(request, session_id)
    what, _sep, value = request.POST.get("answer", "").partition(":")
    if what == "replace" and not value:
        value = request.POST.get("value", "")
    key = request.POST.get("key", "")
    if what == "renew" and session.state == ImportState.PREVIEWED:
        return start_preview(request, town, session)
    if (
        key
        and what in {"replace", "leave_out", "skip_row", "create", "forget"}
        and (what != "replace" or value.strip())
    ):
        try:
            session = answer_problem(
                by=request.viewer, session_id=session_id, key=key, what=what, value=value
            )
            if what == "forget" or not (is_large(session) and session.summary["problems"]):
                return start_preview(request, town, session)
        except DomainError as error:
            messages.error(request, str(error))
    return redirect("imports:preview", town, session_id)


@require_POST
def commit(request: TownRequest, town: str, session_id: UUID) -> HttpResponse:
    """Take the list over; the same form sent twice does nothing twice."""
    session = found(request, session_id)
    if is_large(session) and session.state == ImportState.PREVIEWED:
        title = _("Taking over %(file)s") % {"file": session.file_name}
        return in_background(request.viewer, town, COMMIT, title, session)
    try:
        commit_import(by=request.viewer, session_id=session_id)
        messages.success(request, _("The list was taken over."))
    except AlreadyCommitted as already:
        messages.info(request, str(already))
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("imports:preview", town, session_id)
    return redirect("imports:show", town, session_id)
