"""What the town wants, what it does for it, how far it is, what it costs: for everybody."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kommune.foundation.money import euro_text
from kommune.municipalities.public import TownRequest, Viewer, stranger
from kommune.portal.web.pages import language_of, public_page, render_page
from kommune.strategy.public import (
    kept_overview,
    public_goal,
    public_measure,
    public_measures,
    public_strategies,
    public_strategy,
    published_measure_phases,
)

PAGE_SIZE = 50


@public_page
def show_home(request: TownRequest, town: str) -> HttpResponse:
    """The strategies that the town has released to the public, and in short how far they are."""
    viewer = stranger(request.town.id)
    strategies, phases = public_strategies(viewer), published_measure_phases(viewer)
    context = {
        "strategies": strategies,
        "measure_count": sum(phases.values()),
        "stages": _stages(phases),
        **_figures(viewer),
    }
    return render_page(request, "portal/home.html", context)


@public_page
def show_strategy(request: TownRequest, town: str, strategy_id: UUID) -> HttpResponse:
    """One strategy: its goals and the measures for it."""
    strategy = public_strategy(stranger(request.town.id), strategy_id)
    if strategy is None:
        raise Http404
    return render_page(request, "portal/strategy.html", {"strategy": strategy})


@public_page
def show_goal(request: TownRequest, town: str, goal_id: UUID) -> HttpResponse:
    """One goal: what it means and what is done for it."""
    page = public_goal(stranger(request.town.id), goal_id)
    if page is None:
        raise Http404
    return render_page(request, "portal/goal.html", {"page": page})


@public_page
def show_measures(request: TownRequest, town: str) -> HttpResponse:
    """All measures that the town has released to the public, page by page."""
    number = request.GET.get("page", "1")
    page = max(int(number), 1) if number.isdigit() and len(number) < 6 else 1
    viewer = stranger(request.town.id)
    measures, total = public_measures(viewer, start=(page - 1) * PAGE_SIZE, size=PAGE_SIZE)
    context = {
        "measures": measures,
        "total": total,
        "before": page - 1,
        "after": page + 1 if page * PAGE_SIZE < total else 0,
        "and_lang": f"&lang={language_of(request)}" if "lang" in request.GET else "",
    }
    return render_page(request, "portal/measures.html", context)


@public_page
def show_measure(request: TownRequest, town: str, measure_id: UUID) -> HttpResponse:
    """One measure."""
    measure = public_measure(stranger(request.town.id), measure_id)
    if measure is None:
        raise Http404
    return render_page(request, "portal/measure.html", {"measure": measure})


def _stages(counts: dict[str, int]) -> list[str]:
    running, reached, planned, given_up = (
        counts.get(stage, 0) for stage in ("running", "reached", "planned", "given_up")
    )
    texts = [
        (ngettext("%(n)s measure is under way", "%(n)s measures are under way", running), running),
        (ngettext("%(n)s is done", "%(n)s are done", reached), reached),
        (ngettext("%(n)s is planned", "%(n)s are planned", planned), planned),
        (ngettext("%(n)s was given up", "%(n)s were given up", given_up), given_up),
    ]
    return [text % {"n": number} for text, number in texts if number]


def _figures(viewer: Viewer) -> dict[str, Any]:
    """The kept figures of what is public, in words; nothing where none were kept yet."""
    overview = kept_overview(viewer)
    if overview is None:
        return {"sentences": [], "as_of": None}
    sentences = []
    goals = overview.figure("city_goals_without_measure")
    if goals["value"] is not None and goals["denominator"]:
        carried = {"carried": goals["denominator"] - goals["value"], "of": goals["denominator"]}
        sentences.append(_("Something digital works for %(carried)s of %(of)s goals of the city.") % carried)
    money = overview.data["money"]
    if money["n_measures"]:
        known = {
            "known": money["n_known"],
            "of": money["n_measures"],
            "sum": euro_text(money["known_total_cents"]),
        }
        sentences.append(
            _("The cost is known for %(known)s of %(of)s active measures: together %(sum)s.") % known
            if money["n_known"]
            else _("The cost of the %(of)s active measures is not known yet.") % known
        )
    return {"sentences": sentences, "as_of": overview.as_of}
