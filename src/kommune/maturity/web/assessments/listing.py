"""The page "Where do we stand?": the newest profile and all assessments."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from kommune.foundation.tables import table_response
from kommune.maturity.queries.assessments.reading import closed_assessments, own_sheets
from kommune.maturity.rules import may_run_assessments
from kommune.maturity.web.assessments.charts import profile_chart
from kommune.maturity.web.assessments.showing import told_standings
from kommune.maturity.web.assessments.tables import assessment_table
from kommune.maturity.web.assessments.words import assess_tabs
from kommune.municipalities.public import TownRequest


@require_GET
def list_assessments(request: TownRequest, town: str) -> HttpResponse:
    """The newest closed assessment as picture and sentence, own open sheets, and the table of all."""
    newest = closed_assessments(request.viewer).first()
    context: dict[str, Any] = {
        "newest": newest,
        "mine": own_sheets(request.viewer),
        "may_edit": may_run_assessments(request.viewer),
        "tabs": assess_tabs(town),
        "crumbs": [],
    }
    if newest is not None:
        context |= {"chart": profile_chart(newest, town), **told_standings(newest)}
    return table_response(request, assessment_table(request, town), "maturity/assessments/list.html", context)
