"""Reading the kept figures, and knowing whether they are still true."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from kommune.audit.public import revision
from kommune.foundation.dates import today
from kommune.foundation.scope import current_town
from kommune.municipalities.public import Rung, Viewer
from kommune.strategy.models import Goal, Measure
from kommune.strategy.queries.kept import kept_figures


@dataclass(frozen=True, slots=True)
class Overview:
    """The figures as a viewer's rung sees them; ``is_current`` is false while newer data wait."""

    data: dict[str, Any]
    as_of: date
    is_current: bool

    def figure(self, code: str) -> dict[str, Any]:
        """One figure's values; see ``kommune.analysis.portfolio`` for their meaning."""
        found: dict[str, Any] = self.data["figures"][code]
        return found


def kept_overview(viewer: Viewer) -> Overview | None:
    """The kept overview for this person's rung, or None where it was never computed. Two queries."""
    row = kept_figures("overview", viewer.clearance)
    if row is None:
        return None
    current = row.input_revision == revision(current_town()) and row.as_of == today()
    return Overview(data=row.data, as_of=row.as_of, is_current=current)


def figure_inputs(viewer: Viewer, code: str) -> list[str]:
    """Ids of the goals or measures counted in a figure."""
    row = kept_figures("overview_inputs", viewer.clearance)
    ids: list[str] = row.data.get(code, []) if row else []
    return ids


def measures_by_id(viewer: Viewer, ids: list[str]) -> dict[str, Measure]:
    """Measures released to this rung by id as text; one query."""
    seen = Measure.objects.filter(released_to__gte=viewer.clearance, id__in=ids)
    return {str(row.id): row for row in seen.select_related("lead_unit")}


def goals_by_id(viewer: Viewer, ids: list[str]) -> dict[str, Goal]:
    """Goals released to this rung by id as text; one query."""
    seen = Goal.objects.filter(strategy__released_to__gte=viewer.clearance, id__in=ids)
    return {str(row.id): row for row in seen.select_related("strategy")}


def count_unreleased(viewer: Viewer, rung: Rung) -> int:
    """How many goals and measures count in this viewer's figures that people on ``rung`` may not see."""
    measures = Measure.objects.filter(released_to__gte=viewer.clearance, released_to__lt=rung).count()
    goals = Goal.objects.filter(
        strategy__released_to__gte=viewer.clearance, strategy__released_to__lt=rung
    ).count()
    return measures + goals
