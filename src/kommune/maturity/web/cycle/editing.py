"""Changing a station of the cycle, and the papers that it owes."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kommune.files.public import skipped_upload
from kommune.foundation.pages import carry_out, form_page, found, sent_version
from kommune.maturity.actions.cycles import delete_paper, edit_station, save_paper
from kommune.maturity.models import CycleStation
from kommune.maturity.queries.cycles import paper_for, responsible_ids, station_for
from kommune.maturity.rules import may_edit_cycle, may_edit_station
from kommune.maturity.web.cycle.forms import PaperForm, StationForm
from kommune.maturity.web.hour.frame import hour_crumbs
from kommune.municipalities.public import TownRequest, choose_members, require


@require_http_methods(["GET", "POST"])
def edit(request: TownRequest, town: str, station_id: UUID) -> HttpResponse:
    """State, people, date and notes of a station; who may only read is led to it on its cycle."""
    station = found(station_for(request.viewer, station_id))
    responsible = responsible_ids([station])[station.id]
    may_edit = may_edit_station(request.viewer, responsible)
    if request.method == "GET" and not may_edit:
        return redirect(f"{reverse('maturity:cycle', args=[town, station.strategy_id])}#{station.key}")
    require(may_edit)
    may_name = may_edit_cycle(request.viewer)
    version = station.version
    form = StationForm(
        request.POST or None,
        instance=station,
        members=[(str(key), name) for key, name in choose_members()] if may_name else None,
        chosen=sorted(map(str, responsible)),
    )

    def save() -> None:
        told = form.cleaned_data
        edit_station(
            by=request.viewer,
            station_id=station_id,
            version=sent_version(request),
            state=told["state"],
            due_on=told["due_on"],
            notes=told["notes"],
            people=form.people() if may_name else None,
        )

    return _form_page(request, town, station, form, save, {"title": str(station), "version": version})


@require_http_methods(["GET", "POST"])
def new_paper(request: TownRequest, town: str, station_id: UUID) -> HttpResponse:
    """Add a paper to a station."""
    station = found(station_for(request.viewer, station_id))
    _require_editor(request, station)
    form = PaperForm(request.POST or None, request.FILES or None)

    def save() -> None:
        save_paper(by=request.viewer, station_id=station_id, **_sent_paper(form))

    return _form_page(request, town, station, form, save, {"title": _("New paper")})


@require_http_methods(["GET", "POST"])
def edit_paper(request: TownRequest, town: str, paper_id: UUID) -> HttpResponse:
    """Change a paper of a station."""
    paper = found(paper_for(request.viewer, paper_id))
    station = paper.station
    _require_editor(request, station)
    version, name = paper.version, paper.name
    form = PaperForm(request.POST or None, request.FILES or None, instance=paper)

    def save() -> None:
        save_paper(
            by=request.viewer,
            station_id=station.id,
            paper_id=paper_id,
            version=sent_version(request),
            **_sent_paper(form),
        )

    context = {"title": name, "version": version, "paper": paper}
    return _form_page(request, town, station, form, save, context)


@require_POST
def remove_paper(request: TownRequest, town: str, paper_id: UUID) -> HttpResponse:
    """Put a paper into the trash."""
    paper = found(paper_for(request.viewer, paper_id))
    strategy_id = paper.station.strategy_id
    carry_out(
        request,
        lambda: delete_paper(by=request.viewer, paper_id=paper_id),
        _("The paper is in the trash and can be restored there."),
    )
    return redirect("maturity:cycle", town, strategy_id)


def _require_editor(request: TownRequest, station: CycleStation) -> None:
    require(may_edit_station(request.viewer, responsible_ids([station])[station.id]))


def _sent_paper(form: PaperForm) -> dict[str, Any]:
    values = {name: form.cleaned_data[name] for name in ("name", "state", "link", "note")}
    upload = form.cleaned_data.get("file")
    return {"values": values, "upload": upload or None, "file_name": upload.name if upload else ""}


def _form_page(
    request: TownRequest,
    town: str,
    station: CycleStation,
    form: forms.BaseForm,
    save: Callable[[], None],
    context: dict[str, Any],
) -> HttpResponse:
    target = reverse("maturity:cycle", args=[town, station.strategy_id])
    too_large = skipped_upload(request)
    if request.method == "POST" and too_large is not None and "file" in form.fields:
        form.add_error("file", str(too_large))

    def keep() -> str:
        save()
        return f"{target}#{station.key}"

    page = {
        **context,
        "cancel_url": target,
        "crumbs": hour_crumbs(town, (_("The strategy cycle"), target)),
    }
    return form_page(request, form, keep, page, "maturity/cycle/form.html")
