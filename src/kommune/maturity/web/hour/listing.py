"""Where a strategy begins: hours that run, hours that ended in a draft, and the cycles of strategies."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kommune.analysis.guided_hour import load_hour
from kommune.foundation.pages import carry_out, found
from kommune.foundation.sending import save_once
from kommune.maturity.actions.hours import delete_hour, start_hour
from kommune.maturity.queries.hours import draft_of, hour_for, hours_with_progress, steps_of
from kommune.maturity.rules import may_run_hours, may_see_cycle
from kommune.maturity.web.tabs import place_tabs
from kommune.municipalities.public import TownRequest
from kommune.strategy.public import digital_strategies


@require_GET
def list_hours(request: TownRequest, town: str) -> HttpResponse:
    """Begin an hour, go on with one, look at what came out."""
    form = load_hour()
    hours = list(hours_with_progress(request.viewer))
    context = {
        "running": [hour for hour in hours if draft_of(hour) is None],
        "finished": [hour for hour in hours if draft_of(hour) is not None],
        "may_run": may_run_hours(request.viewer),
        "questions": len(form.questions),
        "steps": len(form.steps),
        "minutes": sum(step.minutes for step in form.steps),
        "strategies": digital_strategies(request.viewer) if may_see_cycle(request.viewer) else [],
        "tabs": place_tabs(town, "hour"),
    }
    return render(request, "maturity/hour/list.html", context)


@require_POST
def start(request: TownRequest, town: str) -> HttpResponse:
    """Begin an hour and go to its first step."""

    def save() -> str:
        hour_id = start_hour(by=request.viewer, title=request.POST.get("title", "").strip()[:300])
        return reverse("maturity:hour_step", args=[town, hour_id, load_hour().steps[0].key])

    return redirect(save_once(request, save))


@require_GET
def go_on(request: TownRequest, town: str, hour_id: UUID) -> HttpResponse:
    """The first step that was not saved yet; where all are, the page of the hour."""
    hour = found(hour_for(request.viewer, hour_id))
    steps = steps_of(hour)
    for step in load_hour().steps:
        row = steps.get(step.key)
        if draft_of(hour) is None and row is not None and row.saved_at is None:
            return redirect("maturity:hour_step", town, hour_id, step.key)
    return redirect("maturity:hour", town, hour_id)


@require_POST
def delete(request: TownRequest, town: str, hour_id: UUID) -> HttpResponse:
    """Put an hour into the trash."""
    found(hour_for(request.viewer, hour_id))
    done = carry_out(
        request,
        lambda: delete_hour(by=request.viewer, hour_id=hour_id),
        _("The guided hour is in the trash and can be restored there."),
    )
    target = reverse("maturity:hour_list", args=[town])
    return redirect(target if done else reverse("maturity:hour", args=[town, hour_id]))
