"""What the list alone proves: overview, explanation of each figure, effect of dropping a measure."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kommune.analysis.portfolio import drop_measure
from kommune.foundation.dates import today
from kommune.foundation.money import euro_text
from kommune.municipalities.public import TownRequest, may_steer_strategy
from kommune.strategy.briefing import figure_value, unknown_texts
from kommune.strategy.public import overview_for, renew_overview
from kommune.strategy.queries.figures import figure_inputs, goals_by_id, measures_by_id
from kommune.strategy.queries.measures import measure_for
from kommune.strategy.queries.portfolio import load_portfolio
from kommune.strategy.rules import sees_part
from kommune.strategy.texts import FIGURES
from kommune.strategy.web.figures import (
    balance_charts,
    decision_rows,
    figure_rows,
    money_rows,
    sentence_texts,
)
from kommune.strategy.web.pages import found, measure_crumbs


@require_GET
def show_proof(request: TownRequest, town: str) -> HttpResponse:
    """Three sentences, what is missing, where the money goes, more than eGovernment, what cannot be known."""
    overview = overview_for(request.viewer)
    if overview is None:
        return render(request, "strategy/proof_empty.html", {"may_edit": may_steer_strategy(request.viewer)})
    context = {
        "overview": overview,
        "sentences": sentence_texts(overview, town),
        "unknowns": unknown_texts(overview),
        "figures": figure_rows(overview, town),
        "decisions": decision_rows(request.viewer, overview, town),
        "money": money_rows(request.viewer, overview, town),
        "balance": balance_charts(overview),
        "may_steer": may_steer_strategy(request.viewer),
        "sees_part": sees_part(request.viewer),
    }
    if request.headers.get("HX-Target") == "proof":
        return render(request, "strategy/_proof.html", context)
    return render(request, "strategy/proof.html", context)


@require_GET
def explain_figure(request: TownRequest, town: str, code: str) -> HttpResponse:
    """One figure: formula in words, the values that went in, the things counted, the day."""
    overview = overview_for(request.viewer)
    if overview is None or code not in FIGURES:
        raise Http404
    figure, text = overview.figure(code), FIGURES[code]
    ids = figure_inputs(request.viewer, code)
    context: dict[str, Any] = {
        "title": text.label,
        "formula": text.formula,
        "values": _figure_values(figure),
        "as_of": date_format(overview.as_of, "SHORT_DATE_FORMAT"),
        "goals": [],
        "measures": [],
        "crumbs": [(_("What the list proves"), reverse("strategy:proof", args=[town]))],
    }
    if figure["inputs_kind"] == "goal":
        context["goals"] = sorted(goals_by_id(request.viewer, ids).values(), key=lambda goal: goal.position)
    else:
        rows = measures_by_id(request.viewer, ids).values()
        context["measures"] = sorted(rows, key=lambda measure: measure.position)
    return render(request, "strategy/explanation.html", context)


def _figure_values(figure: dict[str, Any]) -> list[tuple[str, str]]:
    values = [(_("Result"), figure_value(figure))]
    if figure["unit"] == "count":
        values += [(_("Counted"), str(figure["numerator"])), (_("Out of"), str(figure["denominator"]))]
    else:
        values += [
            (_("Amount"), euro_text(figure["numerator"])),
            (_("Out of"), euro_text(figure["denominator"])),
        ]
    if figure["known"] is not None:
        known = _("%(known)s of %(of)s measures") % {"known": figure["known"], "of": figure["of"]}
        values.append((_("Cost known for"), known))
    return values


@require_POST
def renew(request: TownRequest, town: str) -> HttpResponse:
    """Compute the figures again and look for findings."""
    job_id = renew_overview(by=request.viewer)
    return redirect("jobs:show", town, job_id)


@require_GET
def show_drop(request: TownRequest, town: str, measure_id: UUID) -> HttpResponse:
    """What changes if we drop this measure."""
    measure = found(measure_for(request.viewer, measure_id))
    portfolio = load_portfolio(request.viewer.clearance, today())
    if all(facts.id != measure.id for facts in portfolio.measures):
        raise Http404
    effect = drop_measure(portfolio, measure.id)
    concerned = {
        *effect.goals_losing_only_measure,
        *effect.city_goals_losing_everything,
        *effect.links_lost,
        *effect.shared_with,
    }
    goals = goals_by_id(request.viewer, [str(goal) for goal in concerned])
    shared = {str(other) for others in effect.shared_with.values() for other in others}
    measures = measures_by_id(request.viewer, list(shared)[:200])
    context = {
        "measure": measure,
        "effect": effect,
        "lost": [goals[str(goal)] for goal in effect.goals_losing_only_measure if str(goal) in goals],
        "city_lost": [goals[str(goal)] for goal in effect.city_goals_losing_everything if str(goal) in goals],
        "shared": [
            (goals[str(goal)], [measures[str(other)] for other in others if str(other) in measures])
            for goal, others in effect.shared_with.items()
            if str(goal) in goals and others
        ],
        "years": sorted(effect.freed_by_year.items()),
        "crumbs": measure_crumbs(town, (measure.title, reverse("strategy:measure", args=[town, measure_id]))),
    }
    return render(request, "strategy/drop.html", context)
