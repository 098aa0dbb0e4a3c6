"""Own values beside the quarters of other towns; releasing, withdrawing, bringing values from a file."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kommune.foundation.errors import DomainError
from kommune.foundation.exports import table_file
from kommune.foundation.pages import form_page, tell_with_undo
from kommune.foundation.tables import table_response
from kommune.foundation.upload_limit import name_skipped_upload
from kommune.maturity.actions import peers as actions
from kommune.maturity.peer_words import figure_name, figure_names, figure_unit
from kommune.maturity.queries.peers import brought_sources, figure_lines
from kommune.maturity.rules import may_release_figures
from kommune.maturity.shapes.peers import FigureLine
from kommune.maturity.web.peers.values_table import value_text, values_table
from kommune.maturity.web.tabs import place_tabs
from kommune.municipalities.public import TownRequest, require


class BringForm(forms.Form):
    """A file of values of other towns."""

    file = forms.FileField(
        label=gettext_lazy("Spreadsheet (XLSX, ODS or CSV)"),
        help_text=gettext_lazy("Three columns: AGS, Kennzahl, Wert. One row for each town and figure."),
        widget=forms.FileInput({"accept": ".xlsx,.ods,.csv"}),
    )
    source = forms.CharField(
        label=gettext_lazy("Where the values come from"),
        help_text=gettext_lazy("For example: comparison circle of the district, spring 2026"),
        max_length=300,
    )


@require_GET
def show_values(request: TownRequest, town: str) -> HttpResponse:
    """Where own values lie among the towns that released theirs."""
    lines = figure_lines(request.viewer)
    told = [told_line(line) for line in lines]
    context = {
        "lines": told,
        "shown": [line for line in lines if line.others],
        "releasable": [line for line in told if line["own"] is not None or line["is_released"]],
        "has_released": any(line["is_released"] for line in told),
        "sources": brought_sources(),
        "may_release": may_release_figures(request.viewer),
        "tabs": place_tabs(town, "peers"),
        "crumbs": peers_crumbs(town, (_("Our values"), "")),
    }
    table = values_table(request, lines)
    kind = request.GET.get("export", "")
    if kind in table.exports:
        return table_file(table, kind, _("Our values"))
    return table_response(request, table, "maturity/peers/values.html", context)


def peers_crumbs(town: str, *more: tuple[str, str]) -> list[tuple[Any, str]]:
    """The way from the comparison group."""
    return [(_("Comparison group"), reverse("maturity:peers", args=[town])), *more]


def told_line(line: FigureLine) -> dict[str, Any]:
    """One figure in words, as it may be released."""
    return {
        "key": line.key,
        "name": figure_name(line.key),
        "own": _with_unit(line.key, line.own.value) if line.own else None,
        "as_of": line.own.as_of if line.own else None,
        "is_released": line.released is not None,
        "released": _with_unit(line.key, line.released) if line.released is not None else "",
        "released_as_of": line.released_as_of,
    }


def _with_unit(key: str, value: float) -> str:
    unit = figure_unit(key)
    return f"{value_text(value)} %" if unit == "%" else f"{value_text(value)} ({unit})"


@require_POST
def release(request: TownRequest, town: str) -> HttpResponse:
    """Release the chosen values and withdraw the others."""
    try:
        batch_id = actions.release_figures(
            by=request.viewer, town=request.town, keys=set(request.POST.getlist("figure"))
        )
    except DomainError as error:
        messages.error(request, str(error))
    else:
        tell_with_undo(request, town, _("Saved: exactly these values count for other towns now."), batch_id)
    return redirect("maturity:peers_values", town)


@require_POST
def withdraw(request: TownRequest, town: str) -> HttpResponse:
    """Take back every released value."""
    try:
        batch_id = actions.withdraw_figures(by=request.viewer)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        tell_with_undo(request, town, _("Your values no longer count anywhere."), batch_id)
    return redirect("maturity:peers_values", town)


@require_http_methods(["GET", "POST"])
def bring(request: TownRequest, town: str) -> HttpResponse:
    """Take in values of other towns from a file."""
    require(may_release_figures(request.viewer))
    form = BringForm(request.POST or None, request.FILES or None)
    name_skipped_upload(request, form)
    target = reverse("maturity:peers_values", args=[town])

    def save() -> str:
        upload = form.cleaned_data["file"]
        batch_id = actions.bring_figures(
            by=request.viewer, stream=upload.file, filename=upload.name, source=form.cleaned_data["source"]
        )
        tell_with_undo(request, town, _("The values are taken in."), batch_id)
        return target

    title = _("Bring values of other towns")
    context = {
        "title": title,
        "names": [(name, figure_unit(key)) for key, name in figure_names().items()],
        "submit_label": _("Take in values"),
        "cancel_url": target,
        "crumbs": peers_crumbs(town, (_("Our values"), target), (title, "")),
    }
    return form_page(request, form, save, context, "maturity/peers/bring.html")


@require_POST
def drop(request: TownRequest, town: str) -> HttpResponse:
    """Forget the values of one file."""
    try:
        batch_id = actions.drop_figures(by=request.viewer, source=request.POST.get("source", ""))
    except DomainError as error:
        messages.error(request, str(error))
    else:
        tell_with_undo(request, town, _("The values of this file are gone."), batch_id)
    return redirect("maturity:peers_values", town)
