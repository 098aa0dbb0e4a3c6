"""Choosing a file, the list of imports, undo, and downloads of templates and data."""

from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kommune.files.public import skipped_upload
from kommune.foundation.errors import DomainError
from kommune.imports.actions import discard_import, read_outline, undo_import, upload_list
from kommune.imports.queries import imports_of
from kommune.imports.registry import wings
from kommune.imports.shapes import ImportState
from kommune.imports.tasks import READ
from kommune.imports.web.steps import LARGE_BYTES, allowed, crumbs, found, in_background, steps
from kommune.imports.wordings import refusal
from kommune.municipalities.public import TownRequest
from kommune.standards.spreadsheets import DEFAULT_LIMITS, SpreadsheetError

SHOWN = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class UploadForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label=gettext_lazy("Spreadsheet"),
        help_text=gettext_lazy(
            "XLSX, ODS or CSV. Nothing is written before you have seen a preview and agreed."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.ods,.csv,.tsv,.txt"}),
    )


@require_http_methods(["GET", "POST"])
def upload(request: TownRequest, town: str) -> HttpResponse:
    """The first step: choose a file; below it templates and earlier imports."""
    allowed(request)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if (too_large := skipped_upload(request)) is not None:
        form.fields["file"].error_messages["required"] = str(too_large)
    if request.method == "POST" and form.is_valid():
        upload_file = form.cleaned_data["file"]
        try:
            session = upload_list(by=request.viewer, upload=upload_file, name=upload_file.name)
            if upload_file.size > LARGE_BYTES:
                return in_background(
                    request.viewer, town, READ, _("Reading %(file)s") % {"file": session.file_name}, session
                )
            read_outline(by=request.viewer, session_id=session.id)
            return redirect("imports:sheets", town, session.id)
        except DomainError as error:
            form.add_error("file", str(error))
    context = {
        "form": form,
        "limit_mb": settings.UPLOAD_LIMIT_BYTES // (1024 * 1024),
        "limit_rows": DEFAULT_LIMITS.max_rows,
        "steps": steps(None, town, 0),
        "crumbs": crumbs(town, _("Choose file")),
        "downloads": [(wing.key, one) for wing in wings() for one in wing.downloads()],
        "imports": imports_of(request.viewer, SHOWN),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "imports/upload.html", context, status=status)


@require_GET
def show(request: TownRequest, town: str, session_id: UUID) -> HttpResponse:
    """Where an import stands: its result, or the step that comes next."""
    session = found(request, session_id)
    if session.state in {ImportState.COMMITTED, ImportState.UNDONE}:
        return render(
            request, "imports/done.html", {"session": session, "crumbs": crumbs(town, session.file_name)}
        )
    if session.state == ImportState.FAILED:
        messages.error(request, session.error)
        return redirect("imports:upload", town)
    is_previewed = session.state == ImportState.PREVIEWED
    return redirect("imports:preview" if is_previewed else "imports:sheets", town, session.id)


@require_POST
def undo(request: TownRequest, town: str, session_id: UUID) -> HttpResponse:
    """Take back what an import wrote."""
    found(request, session_id)
    try:
        undo_import(by=request.viewer, session_id=session_id)
        messages.success(request, _("The import was undone; everything is as it was before."))
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("imports:show", town, session_id)


@require_POST
def discard(request: TownRequest, town: str, session_id: UUID) -> HttpResponse:
    """Throw an import away that was not taken over."""
    found(request, session_id)
    try:
        discard_import(by=request.viewer, session_id=session_id)
        messages.success(request, _("The upload was thrown away."))
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("imports:upload", town)


@require_GET
def download(request: TownRequest, town: str, wing: str, key: str) -> HttpResponse:
    """A template, or the town's own data in the form that comes back in."""
    for one in wings():
        for offered in one.downloads():
            if (one.key, offered.key) == (wing, key):
                try:
                    answer = HttpResponse(one.download(key, request.viewer), content_type=XLSX)
                except SpreadsheetError as error:
                    messages.error(request, refusal(error.code, error.params))
                    return redirect("imports:upload", town)
                answer["Content-Disposition"] = f'attachment; filename="{offered.file_name}"'
                return answer
    raise Http404
