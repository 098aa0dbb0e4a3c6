"""The units of a town as a tree: add, edit, move, remove, take in a list."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kommune.foundation.errors import DomainError, StaleWrite
from kommune.foundation.sending import save_once
from kommune.foundation.upload_limit import name_skipped_upload
from kommune.municipalities.actions.units import change_unit, create_unit, remove_unit, take_in_units
from kommune.municipalities.models import Unit
from kommune.municipalities.queries import unit_head_counts, units
from kommune.municipalities.shapes import TownRequest
from kommune.municipalities.unit_files import read_units
from kommune.municipalities.web.forms import UnitFileForm, UnitForm
from kommune.municipalities.web.pages import for_administration, form_status, town_page


def tree_nodes(slug: str) -> list[dict[str, Any]]:
    """The units as nested nodes of the tree component, two queries whatever their number."""
    people = unit_head_counts()
    nodes: dict[UUID, dict[str, Any]] = {}
    every = units()
    for unit in every:
        count = people.get(unit.id, 0)
        note = ngettext("%(count)d person here", "%(count)d people here", count) % {"count": count}
        nodes[unit.id] = {
            "label": unit.name,
            "url": reverse("town:unit", args=[slug, unit.id]),
            "number": unit.key,
            "note": note if count else "",
            "children": [],
        }
    roots: list[dict[str, Any]] = []
    for unit in every:
        siblings = nodes[unit.parent_id]["children"] if unit.parent_id in nodes else roots
        siblings.append(nodes[unit.id])
    return roots


def parent_choices(without: UUID | None = None) -> list[tuple[str, str]]:
    """The units under which one may hang another."""
    return [(str(unit.id), unit.name) for unit in units() if unit.id != without]


def form_values(form: UnitForm) -> dict[str, Any]:
    """What a valid unit form holds, as the actions take it."""
    values = dict(form.cleaned_data)
    values.pop("version")
    values["parent_id"] = values.pop("parent")
    return values


@require_GET
@for_administration
def show_units(request: TownRequest, town: str) -> HttpResponse:
    """The tree."""
    return town_page(request, "municipalities/units.html", "units", {"nodes": tree_nodes(town)})


@require_http_methods(["GET", "POST"])
@for_administration
def add_unit(request: TownRequest, town: str) -> HttpResponse:
    """A new unit."""
    form = UnitForm(request.POST or None, parents=parent_choices())

    def save() -> str:
        create_unit(by=request.viewer, values=form_values(form))
        messages.success(request, _("Saved."))
        return reverse("town:units", args=[town])

    if request.method == "POST" and form.is_valid():
        try:
            return redirect(save_once(request, save))
        except DomainError as error:
            form.add_error(None, str(error))
    context = {"form": form}
    return town_page(request, "municipalities/unit.html", "units", context, status=form_status(form.errors))


@require_http_methods(["GET", "POST"])
@for_administration
def unit(request: TownRequest, town: str, unit_id: UUID) -> HttpResponse:
    """One unit: edit, move."""
    found = Unit.objects.filter(id=unit_id).first()
    if found is None:
        raise Http404
    initial = {
        "name": found.name,
        "short_name": found.short_name,
        "key": found.key,
        "parent": str(found.parent_id or ""),
        "head_count": found.head_count,
        "version": found.version,
    }
    form = UnitForm(request.POST or None, initial=initial, parents=parent_choices(without=unit_id))
    stale = None
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            change_unit(by=request.viewer, unit_id=unit_id, version=version, values=form_values(form))
        except StaleWrite as error:
            stale = error
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("town:units", town)
    context = {"form": form, "unit": found, "stale": stale}
    return town_page(request, "municipalities/unit.html", "units", context, status=form_status(form.errors))


@require_POST
@for_administration
def remove(request: TownRequest, town: str, unit_id: UUID) -> HttpResponse:
    """Remove a unit without sub-units."""
    try:
        remove_unit(by=request.viewer, unit_id=unit_id)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The unit was removed."))
    return redirect("town:units", town)


@require_http_methods(["GET", "POST"])
@for_administration
def upload_units(request: TownRequest, town: str) -> HttpResponse:
    """Take in a list of units from YAML, all or nothing."""
    form = UnitFileForm(request.POST, request.FILES) if request.method == "POST" else UnitFileForm()
    name_skipped_upload(request, form)
    if request.method == "POST" and form.is_valid():
        try:
            entries = read_units(form.cleaned_data["file"].read())
            created, changed = take_in_units(by=request.viewer, entries=entries)
        except DomainError as error:
            form.add_error("file", str(error))
        else:
            text = _("Units: %(created)d new, %(changed)d changed.")
            messages.success(request, text % {"created": created, "changed": changed})
            return redirect("town:units", town)
    context = {"form": form}
    return town_page(
        request, "municipalities/unit_file.html", "units", context, status=form_status(form.errors)
    )
