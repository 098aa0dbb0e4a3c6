"""Results of a closed assessment as a file: XLSX with profile and questions, CSV with the questions."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kommune.analysis.maturity import DIMENSIONS, HIGHEST_LEVEL
from kommune.foundation.exports import XLSX_TYPE, attachment
from kommune.foundation.pages import found
from kommune.maturity.models import Assessment, AssessmentItem
from kommune.maturity.queries.assessments.reading import assessment_for
from kommune.maturity.queries.assessments.results import results_of
from kommune.maturity.shapes.assessments import AssessmentState
from kommune.maturity.web.assessments.words import dimension_name, question_text
from kommune.municipalities.public import TownRequest
from kommune.standards.spreadsheets import SheetOut, write_csv, write_xlsx

LEVELS = range(HIGHEST_LEVEL + 1)


@require_GET
def export(request: TownRequest, town: str, assessment_id: UUID) -> HttpResponse:
    """One line per dimension and one per question, no line per person."""
    assessment = found(assessment_for(request.viewer, assessment_id))
    if assessment.state != AssessmentState.CLOSED:
        messages.info(request, _("There is a file when the self-assessment is closed."))
        return redirect("maturity:assessment", town, assessment_id)
    name = f"{slugify(assessment.title)}-{assessment.held_on}"
    questions = _questions(assessment)
    if request.GET.get("kind") == "csv":
        content = write_csv(questions.headers, questions.rows)
        return attachment(content, f"{name}.csv", "text/csv; charset=utf-8")
    return attachment(write_xlsx([_profile(assessment), questions]), f"{name}.xlsx", XLSX_TYPE)


def _profile(assessment: Assessment) -> SheetOut:
    headers = [
        _("Dimension"), _("Today"), _("Target"), _("Questions answered"), _("Questions"), _("People"),
        _("Lowest answer"), _("Highest answer"),
    ]  # fmt: skip
    rows: list[list[Any]] = [
        [
            dimension_name(key), one["present"], one["target"], one["answered"], one["asked"], one["n"],
            one["lowest"], one["highest"],
        ]
        for key in DIMENSIONS
        if (one := assessment.profile.get(key))
    ]  # fmt: skip
    return SheetOut(name=_("Profile"), headers=headers, rows=rows)


def _questions(assessment: Assessment) -> SheetOut:
    headers = [
        _("Dimension"), _("Question"), _("Today"), _("Target"), _("Spread today"), _("Spread target"),
        _("Answers today"), _("Answers target"), _("Do not know"),
        *(_("Today: step %(n)s") % {"n": level} for level in LEVELS),
        *(_("Target: step %(n)s") % {"n": level} for level in LEVELS),
        _("Evidence"),
    ]  # fmt: skip
    rows = [_line(item) for item in results_of(assessment)]
    return SheetOut(name=_("Questions"), headers=headers, rows=rows)


def _line(item: AssessmentItem) -> list[Any]:
    return [
        dimension_name(item.dimension), question_text(item), item.present, item.target, item.present_spread,
        item.target_spread, item.n_present, item.n_target, item.n_unknown,
        *(item.present_counts.get(str(level)) for level in LEVELS),
        *(item.target_counts.get(str(level)) for level in LEVELS),
        "\n".join(" ".join(part for part in (one["text"], one["link"]) if part) for one in item.evidence),
    ]  # fmt: skip
