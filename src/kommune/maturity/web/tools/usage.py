"""Bringing usage counts in: the file, the preview with what is wrong by row, taking over, discarding."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kommune.foundation.errors import DomainError
from kommune.foundation.upload_limit import name_skipped_upload
from kommune.maturity.actions import usage as actions
from kommune.maturity.errors.tools import UsageAlreadyTaken
from kommune.maturity.models import UsageIntake
from kommune.maturity.queries.usage import intake_for, preview_of
from kommune.maturity.rules import may_edit_tool
from kommune.maturity.usage import FIELDS
from kommune.maturity.usage_texts import FIELD_NAMES, remark_text
from kommune.maturity.web.tools.forms import ReadAgainForm, UsageFileForm, said_units
from kommune.maturity.web.tools.pages import edited_tool, press_button, within_tool
from kommune.maturity.web.tools.words import joined_names, week_text
from kommune.municipalities.public import TownRequest, require

SHOWN = 30
# What a table of counts may look like, for those who make one for the first time.
EXAMPLE = (("FB 20", "KW 23/2026", "14", "31", "212"), ("FB 33", "01.06.2026", "9", "28", "97"))


@require_http_methods(["GET", "POST"])
def upload(request: TownRequest, town: str, tool_id: UUID) -> HttpResponse:
    """Choose a file; it is read at once and kept nowhere."""
    tool = edited_tool(request, tool_id)
    form = UsageFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        name_skipped_upload(request, form)
        if form.is_valid():
            sent = form.cleaned_data["file"]
            chosen = {key: request.POST[f"column_{key}"] for key in FIELDS if f"column_{key}" in request.POST}
            try:
                intake_id = actions.read_usage_file(
                    by=request.viewer, introduction_id=tool_id, upload=sent, name=sent.name,
                    sheet=request.POST.get("sheet", ""), chosen=chosen or None, said=said_units(request.POST),
                )  # fmt: skip
            except DomainError as error:
                form.add_error("file", str(error))
            else:
                return redirect("maturity:tool_preview", town, intake_id)
    context = {
        "tool": tool,
        "form": form,
        "crumbs": within_tool(town, tool),
        "cancel_url": reverse("maturity:tool", args=[town, tool_id]),
        "submit_label": _("Read the file"),
        "example": EXAMPLE,
    }
    return render(
        request, "maturity/tools/upload.html", context, status=422 if request.method == "POST" else 200
    )


@require_GET
def show_preview(request: TownRequest, town: str, intake_id: UUID) -> HttpResponse:
    """What taking the counts over would do."""
    intake = intake_for(request.viewer, intake_id)
    if intake is None:
        return _gone(request, town)
    require(may_edit_tool(request.viewer, intake.introduction))
    data, preview = intake.data, preview_of(intake)
    tool = intake.introduction
    again = ReadAgainForm(
        sheets=data["sheets"], headers=data["headers"], chosen=data["columns"],
        unplaced=data.get("unplaced", []), initial={"sheet": data["sheet"]},
    )  # fmt: skip
    context: dict[str, Any] = {
        "intake": intake,
        "tool": tool,
        "data": data,
        "preview": preview,
        "weeks": (week_text(preview.first), week_text(preview.last))
        if preview.first and preview.last
        else None,
        "units": [(one, week_text(one.last)) for one in preview.units],
        "changed": [(one, week_text(one.week)) for one in preview.changed[:SHOWN]],
        "columns": [(FIELD_NAMES[key], data["columns"].get(key)) for key in FIELDS],
        "persons": joined_names([f"„{head}“" for head in data["persons"]]),
        "others": joined_names([f"„{head}“" for head in data["others"]]),
        "problems": [
            (remark["row"], remark_text(remark), remark.get("more", 0)) for remark in data["problems"]
        ],
        "notes": [remark_text(remark) for remark in data["notes"]],
        "form": again,
        "crumbs": within_tool(town, tool),
    }
    return render(request, "maturity/tools/preview.html", context)


@require_POST
def take(request: TownRequest, town: str, intake_id: UUID) -> HttpResponse:
    """Take the counts over; the same form sent twice does nothing twice."""
    intake = intake_for(request.viewer, intake_id)
    if intake is None:
        return _gone(request, town)
    is_done = press_button(
        request,
        lambda: actions.take_usage(by=request.viewer, intake_id=intake_id),
        _("The counts were taken over."),
    )
    if not is_done:
        return redirect("maturity:tool_preview", town, intake_id)
    return redirect("maturity:tool", town, intake.introduction_id)


@require_POST
def discard(request: TownRequest, town: str, intake_id: UUID) -> HttpResponse:
    """Throw away what was read."""
    intake = _seen(request, intake_id)
    actions.discard_usage(by=request.viewer, intake_id=intake_id)
    messages.success(request, _("Discarded. Nothing was taken over."))
    return redirect("maturity:tool_usage", town, intake.introduction_id)


def _gone(request: TownRequest, town: str) -> HttpResponse:
    """Back from a preview that was taken over or discarded, after a reload or a second click."""
    messages.info(request, str(UsageAlreadyTaken()))
    return redirect("maturity:tools", town)


def _seen(request: TownRequest, intake_id: UUID) -> UsageIntake:
    intake = intake_for(request.viewer, intake_id)
    if intake is None:
        raise Http404
    require(may_edit_tool(request.viewer, intake.introduction))
    return intake
