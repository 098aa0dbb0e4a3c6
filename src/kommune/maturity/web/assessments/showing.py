"""One assessment: how far it is, opening, closing, its results, trash."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kommune.analysis.maturity import FEWEST_SHOWN, strongest, studies_about
from kommune.foundation.pages import carry_out, found, release_by_form, tell_with_undo
from kommune.maturity.actions import assessments as actions
from kommune.maturity.actions.assessment_closing import close_assessment
from kommune.maturity.models import Assessment
from kommune.maturity.queries.assessments.asking import items_of, minutes_for
from kommune.maturity.queries.assessments.reading import (
    assessment_for,
    few_answers,
    named_people,
    progress_of,
)
from kommune.maturity.queries.assessments.results import (
    earlier_than,
    standings_of,
    weakest_of,
)
from kommune.maturity.rules import may_run_assessments
from kommune.maturity.shapes.assessments import AssessmentState
from kommune.maturity.shapes.pulses import in_language
from kommune.maturity.web.assessments.charts import profile_chart
from kommune.maturity.web.assessments.tables import disputed_table, form_name, result_table
from kommune.maturity.web.assessments.words import (
    assess_tabs,
    dimension_name,
    place_crumbs,
    score_text,
)
from kommune.municipalities.public import Rung, TownRequest, release, require
from kommune.strategy.public import renew_overview

FOLDER = "maturity/assessments"


@require_GET
def show_assessment(request: TownRequest, town: str, assessment_id: UUID) -> HttpResponse:
    """One assessment, in the state that it is in."""
    assessment = found(assessment_for(request.viewer, assessment_id))
    may_edit = may_run_assessments(request.viewer)
    context: dict[str, Any] = {
        "assessment": assessment,
        "progress": progress_of(assessment),
        "may_edit": may_edit,
        "rungs": Rung.choices,
        "fewest": FEWEST_SHOWN,
        "form_name": form_name(assessment),
        "tabs": assess_tabs(town),
        "crumbs": place_crumbs(town),
    }
    if assessment.state == AssessmentState.CLOSED:
        return render(request, f"{FOLDER}/results.html", context | _results(request, town, assessment))
    count = len(items_of(assessment))
    context |= {"count": count, "minutes": minutes_for(count)}
    if may_edit:
        context |= {"people": named_people(assessment_id), "few": few_answers(assessment)}
    return render(request, f"{FOLDER}/show.html", context)


@require_POST
def open_assessment(request: TownRequest, town: str, assessment_id: UUID) -> HttpResponse:
    """Let people answer."""
    found(assessment_for(request.viewer, assessment_id))
    carry_out(
        request,
        lambda: actions.open_assessment(by=request.viewer, assessment_id=assessment_id),
        _("The self-assessment is open; the links work now."),
    )
    return redirect("maturity:assessment", town, assessment_id)


@require_POST
def close(request: TownRequest, town: str, assessment_id: UUID) -> HttpResponse:
    """Evaluate the sheets, delete them, and look for findings."""
    found(assessment_for(request.viewer, assessment_id))
    is_closed = carry_out(
        request,
        lambda: close_assessment(by=request.viewer, assessment_id=assessment_id),
        _("Closed. Sheets and names are deleted; below is what all of them say together."),
    )
    if is_closed:
        renew_overview(by=request.viewer)
    return redirect("maturity:assessment", town, assessment_id)


@require_POST
def release_assessment(request: TownRequest, town: str, assessment_id: UUID) -> HttpResponse:
    """Show the assessment to more or fewer people."""
    found(assessment_for(request.viewer, assessment_id))
    release_by_form(request, release, request.viewer, Assessment, assessment_id)
    return redirect("maturity:assessment", town, assessment_id)


@require_POST
def delete(request: TownRequest, town: str, assessment_id: UUID) -> HttpResponse:
    """Put an assessment into the trash."""
    require(may_run_assessments(request.viewer))
    found(assessment_for(request.viewer, assessment_id))
    batch_id = actions.delete_assessment(by=request.viewer, assessment_id=assessment_id)
    tell_with_undo(request, town, _("The self-assessment is in the trash."), batch_id)
    return redirect("maturity:assessments", town)


def told_standings(assessment: Assessment) -> dict[str, Any]:
    """The weakest and strongest three with their figures, for sentences."""
    standings = standings_of(assessment)
    return {
        "weak": [_told(one.key, one.present) for one in weakest_of(assessment)],
        "strong": [_told(one.key, one.present) for one in strongest(standings)],
        "unknown": [dimension_name(one.key) for one in standings if one.present is None],
    }


def told_studies(key: str) -> list[dict[str, str]]:
    """Published figures about a dimension in the language of the page."""
    return [
        {
            "value": in_language(one.value),
            "said": in_language(one.said),
            "name": f"{one.name} {one.year}",
            "sample": one.sample,
            "url": one.url,
        }
        for one in studies_about(key)
    ]


def _told(key: str, score: float | None) -> dict[str, str]:
    return {"key": key, "name": dimension_name(key), "score": score_text(score)}


def _results(request: TownRequest, town: str, assessment: Assessment) -> dict[str, Any]:
    earlier = earlier_than(request.viewer, assessment)
    compare = reverse("maturity:assessments_compare", args=[town])
    told, disputed = told_standings(assessment), disputed_table(request, town, assessment)
    return {
        **told,
        "chart": profile_chart(assessment, town),
        "figures": _figures(assessment, town),
        "disputed_count": disputed.total,
        "disputed": disputed,
        "questions": result_table(request, town, assessment),
        "studies": [(dimension_name(key), told_studies(key)) for key in assessment.profile],
        "compare_url": f"{compare}?old={earlier.id}&new={assessment.id}" if earlier else "",
        "earlier": earlier,
    }


def _figures(assessment: Assessment, town: str) -> list[dict[str, Any]]:
    """One line per dimension; each figure leads to its explanation."""
    return [
        {
            "name": dimension_name(one.key),
            "url": reverse("maturity:assessment_dimension", args=[town, assessment.id, one.key]),
            "present": score_text(one.present),
            "target": score_text(one.target),
            "gap": score_text(one.gap) if one.target is not None and one.present is not None else "–",
            "people": assessment.profile[one.key]["n"],
        }
        for one in standings_of(assessment)
    ]
