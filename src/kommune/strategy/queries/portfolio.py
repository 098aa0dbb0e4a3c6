"""A town's strategies and measures as plain facts for the analysis, as one rung of the ladder sees them."""

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max

from kommune.analysis.portfolio import GoalFacts, LinkFacts, MeasureFacts, Portfolio, RelationFacts
from kommune.municipalities.public import Rung
from kommune.strategy.models import Contribution, Goal, GoalRelation, Measure, MeasureCost, StatusReport
from kommune.strategy.queries.strategies import counts
from kommune.strategy.shapes import Dimension

SPLIT = {dimension.value: f"split_{dimension.value}" for dimension in Dimension}


def load_portfolio(rung: Rung, as_of: date) -> Portfolio:
    """Everything released to ``rung`` as facts; six queries whatever the size.

    Goals of an edition that is superseded, or not adopted while an older one holds, are not active.
    """
    columns = (
        "id", "strategy__kind", "parent_id", "strategy__state",
        "strategy__supersedes__state", "strategy__supersedes__released_to",
    )  # fmt: skip
    goals = Goal.objects.filter(strategy__released_to__gte=rung).order_by().values_list(*columns)
    seen = Measure.objects.filter(released_to__gte=rung)
    links = Contribution.objects.filter(measure__released_to__gte=rung)
    relations = GoalRelation.objects.all()
    return Portfolio(
        goals=tuple(
            GoalFacts(id=goal, role=kind, parent_id=parent, active=_is_active(state, old, old_rung, rung))
            for goal, kind, parent, state, old, old_rung in goals
        ),
        measures=tuple(_measures(seen, rung)),
        links=tuple(
            LinkFacts(measure, goal, strength, origin)
            for measure, goal, strength, origin in links.values_list(
                "measure_id", "goal_id", "strength", "origin"
            )
        ),
        relations=tuple(
            RelationFacts(source, target, score, origin)
            for source, target, score, origin in relations.values_list(
                "digital_goal_id", "city_goal_id", "score", "origin"
            )
        ),
        as_of=as_of,
    )


def _is_active(state: str, old: str | None, old_rung: int | None, rung: Rung) -> bool:
    return counts(state, old if old_rung is not None and old_rung >= rung else None)


def _measures(seen: Any, rung: Rung) -> list[MeasureFacts]:
    totals: dict[UUID, int] = {}
    years: dict[UUID, dict[int, int | None]] = defaultdict(dict)
    costs = MeasureCost.objects.filter(measure__released_to__gte=rung).order_by()
    for measure, year, cents in costs.values_list("measure_id", "year", "amount_cents"):
        if year is None:
            totals[measure] = cents
        else:
            years[measure][year] = cents
    reports = StatusReport.objects.filter(measure__released_to__gte=rung).order_by().values_list("measure_id")
    reported = dict(reports.annotate(last=Max("reported_on")))
    columns = (
        "id", "phase", "title", "lead_unit_id", "owner_id", "owner_name", "starts_on", "ends_on",
        "is_legal_duty", *SPLIT.values(),
    )  # fmt: skip
    facts = []
    for row in seen.order_by("position", "number").values_list(*columns):
        measure, phase, title, unit, owner, owner_name, start, end, duty, *shares = row
        split = dict(zip(SPLIT, shares, strict=True))
        facts.append(
            MeasureFacts(
                id=measure,
                phase=phase,
                title=title,
                has_unit=unit is not None,
                has_owner=owner is not None or bool(owner_name),
                start_on=start,
                end_on=end,
                cost_cents=totals.get(measure),
                costs_by_year=years.get(measure, {}),
                legal_duty=duty,
                last_report_on=reported.get(measure),
                split=None
                if all(share is None for share in shares)
                else {k: v or 0 for k, v in split.items()},
            )
        )
    return facts
