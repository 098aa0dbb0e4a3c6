"""Pages before an assessment opens: a new one or a repetition, its frame, a look at its questions."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kommune.analysis.maturity import DIMENSIONS
from kommune.foundation.ids import parse_id
from kommune.foundation.pages import form_page, found, sent_version
from kommune.maturity.actions import assessments as actions
from kommune.maturity.models import Assessment
from kommune.maturity.queries.assessments.asking import items_of, minutes_for
from kommune.maturity.queries.assessments.reading import assessment_for
from kommune.maturity.rules import may_run_assessments
from kommune.maturity.shapes.assessments import AssessmentState
from kommune.maturity.web.assessments.forms import AssessmentForm, OpenAssessmentForm
from kommune.maturity.web.assessments.words import (
    dimension_name,
    hint_text,
    level_texts,
    place_crumbs,
    question_text,
)
from kommune.municipalities.public import TownRequest, require


@require_http_methods(["GET", "POST"])
def new_assessment(request: TownRequest, town: str) -> HttpResponse:
    """Begin an assessment, or repeat an earlier one with its form and the units asked."""
    require(may_run_assessments(request.viewer))
    earlier = _earlier(request)
    form = AssessmentForm(request.POST or None, initial=_initial(earlier))

    def save() -> str:
        values: dict[str, Any] = dict(form.cleaned_data)
        if earlier is not None:
            values |= {"repeats": earlier, "groups": earlier.groups}
        key = actions.prepare_assessment(by=request.viewer, values=values)
        return reverse("maturity:assessment", args=[town, key])

    context = {
        "title": _("Repeat the self-assessment") if earlier else _("Prepare a self-assessment"),
        "note": _("Form and units asked come from “%(title)s”.") % {"title": earlier.title}
        if earlier
        else "",
        "submit_label": _("Prepare"),
        "crumbs": place_crumbs(town),
        "cancel_url": reverse("maturity:assessments", args=[town]),
    }
    return form_page(request, form, save, context)


@require_http_methods(["GET", "POST"])
def edit_assessment(request: TownRequest, town: str, assessment_id: UUID) -> HttpResponse:
    """Change the frame of an assessment."""
    require(may_run_assessments(request.viewer))
    assessment = found(assessment_for(request.viewer, assessment_id))
    version, title = assessment.version, assessment.title
    target = reverse("maturity:assessment", args=[town, assessment_id])
    kind = AssessmentForm if assessment.state == AssessmentState.PREPARED else OpenAssessmentForm
    form = kind(request.POST or None, instance=assessment)

    def save() -> str:
        actions.edit_assessment(
            by=request.viewer,
            assessment_id=assessment_id,
            version=sent_version(request),
            values=form.cleaned_data,
        )
        return target

    context = {
        "title": title,
        "version": version,
        "crumbs": place_crumbs(town, (title, target)),
        "cancel_url": target,
    }
    return form_page(request, form, save, context)


@require_GET
def preview(request: TownRequest, town: str, assessment_id: UUID) -> HttpResponse:
    """All questions with their steps, to read and to print."""
    assessment = found(assessment_for(request.viewer, assessment_id))
    items = items_of(assessment)
    context = {
        "assessment": assessment,
        "count": len(items),
        "minutes": minutes_for(len(items)),
        "parts": [
            (
                dimension_name(key),
                [
                    {
                        "words": question_text(one),
                        "levels": level_texts(one),
                        "hint": hint_text(one),
                        "is_own": one.is_own,
                    }
                    for one in items
                    if one.dimension == key
                ],
            )
            for key in DIMENSIONS
        ],
        "crumbs": place_crumbs(
            town, (assessment.title, reverse("maturity:assessment", args=[town, assessment_id]))
        ),
    }
    return render(request, "maturity/assessments/preview.html", context)


def _earlier(request: TownRequest) -> Assessment | None:
    """The assessment that shall be repeated, where the address names one."""
    key = parse_id(request.GET.get("repeats", ""))
    return found(assessment_for(request.viewer, key)) if key else None


def _initial(earlier: Assessment | None) -> dict[str, Any]:
    if earlier is None:
        return {}
    return {"title": earlier.title, "form": earlier.form, "note": earlier.note}
