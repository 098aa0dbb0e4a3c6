"""Figures explained: a dimension of a profile with formula and values, one question with its distribution."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kommune.analysis.maturity import FEWEST_SHOWN, HIGHEST_LEVEL
from kommune.foundation.pages import found
from kommune.maturity.models import Assessment, AssessmentItem
from kommune.maturity.queries.assessments.reading import assessment_for, item_for
from kommune.maturity.queries.assessments.results import results_of
from kommune.maturity.shapes.assessments import AssessmentState
from kommune.maturity.web.assessments.showing import told_studies
from kommune.maturity.web.assessments.words import (
    dimension_name,
    hint_text,
    level_texts,
    place_crumbs,
    question_text,
    score_text,
)
from kommune.municipalities.public import TownRequest


@require_GET
def explain_dimension(request: TownRequest, town: str, assessment_id: UUID, dimension: str) -> HttpResponse:
    """Formula in words, the questions that went in, how people differ, published figures as context."""
    assessment = found(assessment_for(request.viewer, assessment_id))
    stored = assessment.profile.get(dimension)
    if stored is None:
        raise Http404
    items = [one for one in results_of(assessment) if one.dimension == dimension]
    context: dict[str, Any] = {
        "title": dimension_name(dimension),
        "formula": _(
            "Per question the median of all answers; of these the mean over the answered questions. It is "
            "shown from 70 % answered questions on. “I do not know” is no answer and never counts as 0."
        ),
        "values": _values(assessment, stored),
        "as_of": date_format(assessment.held_on, "SHORT_DATE_FORMAT") if assessment.held_on else "",
        "people": _("version of the questions: %(version)s") % {"version": assessment.questions_version},
        "lines": [
            {
                "words": question_text(one),
                "url": reverse("maturity:assessment_item", args=[town, one.id]),
                "present": score_text(one.present),
                "target": score_text(one.target),
                "n": one.n_present,
            }
            for one in items
        ],
        "studies": told_studies(dimension),
        "crumbs": _crumbs(town, assessment),
    }
    return render(request, "maturity/assessments/dimension.html", context)


@require_GET
def show_item(request: TownRequest, town: str, asked_id: UUID) -> HttpResponse:
    """One question of a closed assessment: what people said without names, evidence, formula."""
    item = found(item_for(request.viewer, asked_id))
    assessment = item.assessment
    if assessment.state != AssessmentState.CLOSED:
        return redirect("maturity:assessment", town, assessment.id)
    context = {
        "item": item,
        "title": question_text(item),
        "dimension": dimension_name(item.dimension),
        "hint": hint_text(item),
        "steps": _steps(item),
        "present": score_text(item.present),
        "target": score_text(item.target),
        "fewest": FEWEST_SHOWN,
        "day": assessment.held_on,
        "crumbs": _crumbs(town, assessment),
    }
    return render(request, "maturity/assessments/item.html", context)


def _values(assessment: Assessment, stored: dict[str, Any]) -> list[tuple[str, str]]:
    values = [
        (_("Today"), _shown(stored["present"])),
        (_("Target in 2 to 3 years"), _shown(stored["target"])),
        (
            _("Questions answered"),
            _("%(n)s of %(of)s for today, %(target)s for the target")
            % {"n": stored["answered"], "of": stored["asked"], "target": stored["answered_target"]},
        ),
        (_("People who answered"), str(stored["n"])),
    ]
    if stored["lowest"] is not None:
        values.append(
            (
                _("Lowest and highest answer"),
                _("from %(low)s to %(high)s, in the mean of the questions")
                % {"low": score_text(stored["lowest"]), "high": score_text(stored["highest"])},
            )
        )
    else:
        values.append((_("Lowest and highest answer"), _("not shown below three answers")))
    return values


def _shown(score: float | None) -> str:
    if score is None:
        return _("not shown: fewer than 70 % of the questions were answered")
    return _("%(score)s of %(highest)s") % {"score": score_text(score), "highest": HIGHEST_LEVEL}


def _steps(item: AssessmentItem) -> list[dict[str, Any]]:
    """The five steps with how many people chose them, and the length of their bars of 100."""
    highest = max([*item.present_counts.values(), *item.target_counts.values()], default=1)
    return [
        {
            "level": level,
            "text": text,
            "present": item.present_counts.get(str(level), 0),
            "target": item.target_counts.get(str(level), 0),
            "present_bar": round(100 * item.present_counts.get(str(level), 0) / highest),
            "target_bar": round(100 * item.target_counts.get(str(level), 0) / highest),
        }
        for level, text in enumerate(level_texts(item))
    ]


def _crumbs(town: str, assessment: Assessment) -> list[tuple[Any, str]]:
    return place_crumbs(town, (assessment.title, reverse("maturity:assessment", args=[town, assessment.id])))
