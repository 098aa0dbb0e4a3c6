"""The buttons of a first step: make a measure of it, set it aside, take it up again, tell other towns."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from kommune.foundation.errors import DomainError
from kommune.foundation.ids import parse_id
from kommune.foundation.pages import form_page, tell_with_undo
from kommune.maturity.actions import steps as actions
from kommune.maturity.rules import may_take_steps
from kommune.maturity.step_words import step_title
from kommune.maturity.web.steps.listing import steps_crumbs
from kommune.municipalities.public import ForeignTown, TownRequest, require


class AsideForm(forms.Form):
    """Why a step is not for this town."""

    reason = forms.CharField(
        label=gettext_lazy("Why is this step not for you now?"),
        help_text=gettext_lazy("Everybody who sees this list reads it; it stands in the history."),
        widget=forms.Textarea({"rows": 3}),
        max_length=2000,
    )


@require_POST
def take(request: TownRequest, town: str, key: str) -> HttpResponse:
    """Make a measure of a step and go to it."""
    try:
        taken = actions.take_step(by=request.viewer, key=key)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("maturity:steps", town)
    text = _("The step is a measure now, an idea. Say who leads it and when it begins.")
    tell_with_undo(request, town, text, taken.batch_id)
    return redirect("strategy:measure", town, taken.measure_id)


@require_POST
def link(request: TownRequest, town: str, key: str) -> HttpResponse:
    """Name the measure that is this step already."""
    try:
        measure_id = parse_id(request.POST.get("measure", ""))
        if measure_id is None:
            raise ForeignTown
        batch_id = actions.link_step(by=request.viewer, key=key, measure_id=measure_id)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        tell_with_undo(request, town, _("The step is this measure now."), batch_id)
    return redirect("maturity:steps_step", town, key)


@require_http_methods(["GET", "POST"])
def aside(request: TownRequest, town: str, key: str) -> HttpResponse:
    """Set a step aside with a reason."""
    require(may_take_steps(request.viewer))
    step = actions.step_named(key)
    form = AsideForm(request.POST or None)
    target = reverse("maturity:steps", args=[town])

    def save() -> str:
        batch_id = actions.set_aside(by=request.viewer, key=key, reason=form.cleaned_data["reason"])
        tell_with_undo(request, town, _("The step is set aside."), batch_id)
        return target

    title = _("Set aside: %(step)s") % {"step": step_title(step)}
    context = {
        "title": title,
        "submit_label": _("Set aside"),
        "cancel_url": target,
        "crumbs": steps_crumbs(town, (title, "")),
    }
    return form_page(request, form, save, context)


@require_POST
def again(request: TownRequest, town: str, key: str) -> HttpResponse:
    """Take a step up again that was set aside."""
    try:
        batch_id = actions.take_up_again(by=request.viewer, key=key)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        tell_with_undo(request, town, _("The step is back in the list."), batch_id)
    return redirect("maturity:steps", town)


@require_POST
def share(request: TownRequest, town: str, key: str) -> HttpResponse:
    """Tell other towns of this installation that this town does the step, or take that back."""
    tells = "stop" not in request.POST
    try:
        if tells:
            batch_id = actions.share_step(by=request.viewer, key=key, town_name=request.town.name)
        else:
            batch_id = actions.stop_sharing(by=request.viewer, key=key)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        text = (
            _("Other towns here see now that you do this.") if tells else _("Other towns no longer see it.")
        )
        tell_with_undo(request, town, text, batch_id)
    return redirect("maturity:steps_step", town, key)
