"""The strategy wing's blocks on the home pages."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kommune.municipalities.public import Viewer, may_steer_strategy
from kommune.strategy.models import Measure
from kommune.strategy.public import overview_for
from kommune.strategy.queries.measures import own_measures, unit_measures
from kommune.strategy.web.figures import decision_rows, sentence_texts
from kommune.strategy.web.measure_table import light_badge

SHOWN = 12


def first_steps(viewer: Viewer, slug: str) -> dict[str, Any] | None:
    """The way from nothing to a first insight, while there are no measures."""
    if not may_steer_strategy(viewer) or Measure.objects.exists():
        return None
    return {
        "steps": [
            (_("My town"), _("name and units"), reverse("town:settings", args=[slug])),
            (_("My strategies"), _("what the town wants"), reverse("strategy:list", args=[slug])),
            (
                _("My spreadsheet"),
                _("the list of measures that you have"),
                reverse("imports:upload", args=[slug]),
            ),
        ]
    }


def three_sentences(viewer: Viewer, slug: str) -> dict[str, Any] | None:
    """Where do we stand, in three sentences; goals carried and open."""
    overview = overview_for(viewer)
    if overview is None or not (overview.data["goals_by_role"] or overview.data["money"]["n_measures"]):
        return None
    city = overview.figure("city_goals_without_measure")
    return {
        "sentences": sentence_texts(overview, slug),
        "as_of": overview.as_of,
        "is_current": overview.is_current,
        "open": city["value"],
        "carried": None if city["value"] is None else city["denominator"] - city["value"],
        "of": city["denominator"],
        "known": overview.data["money"]["n_known"],
        "measures": overview.data["money"]["n_measures"],
        "decisions": decision_rows(viewer, overview, slug, limit=5),
        "decisions_total": len(overview.data["decisions"]),
        "slug": slug,
    }


def my_measures(viewer: Viewer, slug: str) -> dict[str, Any] | None:
    """What a person owns, with the button to report in one click."""
    return {"measures": _rows(own_measures(viewer)[:SHOWN]), "slug": slug}


def my_units_measures(viewer: Viewer, slug: str) -> dict[str, Any] | None:
    """What her unit leads or takes part in."""
    if viewer.unit_id is None:
        return None
    rows = _rows(unit_measures(viewer).exclude(owner_id=viewer.membership_id)[:SHOWN])
    return {"measures": rows, "slug": slug} if rows else None


def _rows(measures: Any) -> list[dict[str, Any]]:
    return [{"measure": measure, "light": light_badge(measure.light)} for measure in measures]
