"""Computing the figures of a town and keeping them, once per rung of the ladder."""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from kommune.analysis.portfolio import (
    analyse,
    balance_measures,
    decisions_due,
    five_figures,
    three_sentences,
)
from kommune.audit.public import revision
from kommune.foundation.dates import today
from kommune.foundation.scope import current_town
from kommune.municipalities.public import Rung
from kommune.strategy.models import DerivedFigures
from kommune.strategy.queries.portfolio import load_portfolio

OVERVIEW = "overview"
INPUTS = "overview_inputs"


def refresh_figures() -> None:
    """Compute the overview of the town in scope for every rung and keep it."""
    for rung in Rung:
        refresh_rung(rung)


def refresh_rung(rung: Rung) -> None:
    """Compute and keep the overview as one rung sees it, with the revision it belongs to."""
    number, day = revision(current_town()), today()
    data, inputs = compute_overview(rung, day)
    with transaction.atomic():
        for kind, content in ((OVERVIEW, data), (INPUTS, inputs)):
            DerivedFigures.objects.update_or_create(
                kind=kind,
                rung=rung,
                defaults={
                    "input_revision": number,
                    "as_of": day,
                    "computed_at": timezone.now(),
                    "data": content,
                },
            )


def compute_overview(rung: Rung, day: date) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """The overview as JSON, and the ids behind each figure apart, since they are many and rarely read."""
    proof = analyse(load_portfolio(rung, day))
    figures = {code: asdict(figure) for code, figure in proof.figures.items()}
    inputs = {code: [str(one) for one in figure.pop("inputs")] for code, figure in figures.items()}
    city_money = proof.money.city
    goals_by_role: dict[str, int] = {}
    for goal in proof.portfolio.goals:
        if goal.active:
            goals_by_role[goal.role] = goals_by_role.get(goal.role, 0) + 1
    data = {
        "figures": figures,
        "sentences": [asdict(sentence) for sentence in three_sentences(proof)],
        "five": [figure.code for figure in five_figures(proof)],
        "unknowns": [{"code": one.code, "params": dict(one.params)} for one in proof.unknowns],
        "decisions": [
            {
                "measure_id": str(due.measure_id),
                "reason": due.reason,
                "due_on": due.due_on.isoformat() if due.due_on else None,
                "cost_cents": due.cost_cents,
            }
            for due in decisions_due(proof.portfolio)
        ],
        "money": {
            "per_goal": {str(goal): cents for goal, cents in proof.money.cents_per_goal.items()},
            "per_city_goal": {str(goal): cents for goal, cents in city_money.cents.items()},
            "unallocated_cents": city_money.unallocated_cents,
            "without_goal_cents": proof.money.without_goal_cents,
            "known_total_cents": proof.money.known_total_cents,
            "n_known": proof.money.n_known,
            "n_measures": proof.money.n_measures,
            "by_year": [asdict(year) for year in proof.money.by_year],
        },
        "balance": asdict(balance_measures(proof.portfolio.measures)),
        "city_coverage_known": proof.city_coverage_known,
        "goals_by_role": goals_by_role,
    }
    return data, inputs
