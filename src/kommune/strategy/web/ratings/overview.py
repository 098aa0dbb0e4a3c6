"""The first page about ratings: how much is rated, and the ways to rate."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kommune.jobs.public import has_waiting_job, start_job
from kommune.municipalities.public import TownRequest, require
from kommune.strategy.queries.meaning import kept_encoder, stored_vectors
from kommune.strategy.queries.rating_state import rating_state
from kommune.strategy.rules import may_rate_relations
from kommune.strategy.shapes import Way
from kommune.strategy.tasks import READ_TEXTS
from kommune.strategy.web.alignment.tabs import alignment_tabs
from kommune.strategy.web.pages import strategy_crumbs


@require_GET
def show_ratings(request: TownRequest, town: str) -> HttpResponse:
    """How much is rated, by whom it came about, and where to go on."""
    steers = may_rate_relations(request.viewer)
    if steers and kept_encoder() is not None and not stored_vectors()[0] and not has_waiting_job(READ_TEXTS):
        start_job(kind=READ_TEXTS, title=_("Reading the texts of goals and measures"), by=request.viewer)
    state = rating_state(request.viewer)
    ways = [
        (Way(way).label, state.relations.get(way, 0), state.contributions.get(way, 0))
        for way in Way.values
        if way in state.relations or way in state.contributions
    ]
    context = {
        "state": state,
        "ways": ways,
        "may_rate_relations": steers,
        "is_reading": has_waiting_job(READ_TEXTS),
        "is_encoder_installed": kept_encoder() is not None,
        "read": stored_vectors()[0],
        "tabs": alignment_tabs(town, "ratings"),
        "crumbs": strategy_crumbs(town, (_("Ratings"), "")),
    }
    return render(request, "strategy/ratings/overview.html", context)


@require_POST
def read_texts_again(request: TownRequest, town: str) -> HttpResponse:
    """Read the texts that changed, in the background."""
    require(may_rate_relations(request.viewer))
    job = start_job(kind=READ_TEXTS, title=_("Reading the texts of goals and measures"), by=request.viewer)
    return redirect(reverse("jobs:show", args=[town, job]))
