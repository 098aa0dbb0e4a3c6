"""Two closed assessments side by side."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kommune.analysis.maturity import Change
from kommune.foundation.ids import parse_id
from kommune.maturity.models import Assessment
from kommune.maturity.queries.assessments.reading import closed_assessments
from kommune.maturity.queries.assessments.results import changes_between
from kommune.maturity.web.assessments.charts import change_chart
from kommune.maturity.web.assessments.words import (
    assess_tabs,
    difference_text,
    dimension_name,
    place_crumbs,
    score_text,
)
from kommune.municipalities.public import TownRequest

CHOSEN_FROM = 50


@require_GET
def compare(request: TownRequest, town: str) -> HttpResponse:
    """Then and now per dimension, over the questions that both asked in the same words."""
    rows = list(closed_assessments(request.viewer)[:CHOSEN_FROM])
    old, new = _chosen(rows, request.GET.get("old", "")), _chosen(rows, request.GET.get("new", ""))
    if len(rows) > 1 and not ("old" in request.GET or "new" in request.GET):
        old, new = rows[1], rows[0]
    context: dict[str, Any] = {
        "rows": rows,
        "old": old,
        "new": new,
        "is_same": old is not None and old == new,
        "tabs": assess_tabs(town),
        "crumbs": place_crumbs(town),
        "title": _("What has changed?"),
    }
    if old is not None and new is not None and old != new:
        changes = changes_between(old, new)
        context |= {
            "chart": change_chart(changes, old, new),
            "lines": [_line(one) for one in changes],
            "common": sum(one.common for one in changes),
            "asked_old": sum(one.asked_before for one in changes),
            "asked_new": sum(one.asked_after for one in changes),
        }
    return render(request, "maturity/assessments/compare.html", context)


def _chosen(rows: list[Assessment], text: str) -> Assessment | None:
    key: UUID | None = parse_id(text)
    return next((row for row in rows if row.id == key), None)


def _line(change: Change) -> dict[str, Any]:
    return {
        "name": dimension_name(change.dimension),
        "before": score_text(change.before),
        "after": score_text(change.after),
        "difference": difference_text(change.difference),
        "common": change.common,
    }
