"""The town's own settings, the table of rights and the release ladder explained."""

from itertools import groupby

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kommune.foundation.errors import DomainError, StaleWrite
from kommune.municipalities.actions.towns import change_town, town_values
from kommune.municipalities.permissions import permission_table
from kommune.municipalities.shapes import CLEARANCE, Role, Rung, TownRequest
from kommune.municipalities.web.forms import TownForm
from kommune.municipalities.web.pages import for_administration, form_status, town_page


@require_http_methods(["GET", "POST"])
@for_administration
def town_settings(request: TownRequest, town: str) -> HttpResponse:
    """Name, key, inhabitants, head of letters, second factor."""
    form = TownForm(request.POST or None, initial=town_values(request.town.id))
    stale = None
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        version = values.pop("version")
        try:
            change_town(by=request.viewer, version=version, values=values)
        except StaleWrite as error:
            stale = error
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("town:settings", town)
    context = {"form": form, "stale": stale}
    return town_page(
        request, "municipalities/settings.html", "settings", context, status=form_status(form.errors)
    )


@require_GET
def rights(request: TownRequest, town: str) -> HttpResponse:
    """Role by permission, asked of the rules themselves."""
    words = {"yes": _("yes"), "own": _("only own"), "no": _("no")}
    tones = {"yes": "good", "own": "warn", "no": "none"}
    wings = [
        (wing, [(row.sentence, [(tones[one], words[one]) for one in row.answers.values()]) for row in rows])
        for wing, rows in groupby(permission_table(), key=lambda row: row.wing)
    ]
    context = {"roles": [role.label for role in Role], "wings": wings}
    return town_page(request, "municipalities/rights.html", "rights", context)


@require_GET
def ladder(request: TownRequest, town: str) -> HttpResponse:
    """Which rung is seen by whom."""
    rows = [
        (rung.label, [role.label for role in Role if CLEARANCE[role] <= rung], rung == Rung.PUBLIC)
        for rung in Rung
    ]
    context = {"rows": rows, "mine": request.viewer.clearance.label}
    return town_page(request, "municipalities/ladder.html", "ladder", context)
