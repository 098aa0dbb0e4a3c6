"""Which measures need a decision, and by when."""

from datetime import timedelta
from typing import Literal

from kommune.analysis.portfolio.results import DecisionDue
from kommune.analysis.portfolio.shapes import OWES_ITS_END, UNDECIDED, MeasureFacts, Portfolio


def decisions_due(portfolio: Portfolio, *, within_days: int = 180) -> tuple[DecisionDue, ...]:
    """Decisions needed, the earliest day first, those without a day last; at most one per measure.

    A passed end comes before everything else; see ``DecisionDue`` for the reasons.
    """
    found = []
    for measure in portfolio.measures:
        due = _due(measure, portfolio, within_days)
        if due is not None:
            found.append(due)
    return tuple(sorted(found, key=_order))


def _due(measure: MeasureFacts, portfolio: Portfolio, within_days: int) -> DecisionDue | None:
    def needs(reason: Literal["decide", "fund", "cost_unknown", "overdue"]) -> DecisionDue:
        day = measure.end_on if reason == "overdue" else measure.start_on
        return DecisionDue(measure.id, reason, day, measure.total_cents)

    near = measure.start_on is not None and measure.start_on <= portfolio.as_of + timedelta(days=within_days)
    if measure.phase in OWES_ITS_END and measure.end_on is not None and measure.end_on < portfolio.as_of:
        return needs("overdue")
    if measure.phase in UNDECIDED and near:
        return needs("decide")
    if measure.phase == "decided" and measure.total_cents is None:
        return needs("cost_unknown")
    if measure.phase == "decided" and near:
        return needs("fund")
    return None


def _order(due: DecisionDue) -> tuple[bool, int, str]:
    return due.due_on is None, due.due_on.toordinal() if due.due_on else 0, str(due.measure_id)
