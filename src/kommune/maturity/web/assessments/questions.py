"""The town's own questions: list, new, change, retire and bring back."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kommune.foundation.pages import form_page, found, sent_version, tell_with_undo
from kommune.foundation.tables import table_response
from kommune.maturity.actions import assessment_questions as actions
from kommune.maturity.models import AssessmentQuestion
from kommune.maturity.queries.assessments.reading import own_questions
from kommune.maturity.rules import may_run_assessments
from kommune.maturity.web.assessments.forms import QuestionForm
from kommune.maturity.web.assessments.tables import question_table
from kommune.maturity.web.assessments.words import Crumbs, place_crumbs
from kommune.municipalities.public import TownRequest, require


@require_GET
def list_questions(request: TownRequest, town: str) -> HttpResponse:
    """The questions that this town adds to the shipped ones."""
    require(may_run_assessments(request.viewer))
    context = {"crumbs": place_crumbs(town), "may_edit": True}
    table = question_table(request, town)
    return table_response(request, table, "maturity/assessments/questions.html", context)


@require_http_methods(["GET", "POST"])
def new_question(request: TownRequest, town: str) -> HttpResponse:
    """Word a question."""
    require(may_run_assessments(request.viewer))
    form = QuestionForm(request.POST or None)
    target = reverse("maturity:assessment_questions", args=[town])

    def save() -> str:
        actions.add_assessment_question(by=request.viewer, values=form.cleaned_data)
        return target

    context = {"title": _("New question"), "crumbs": _crumbs(town), "cancel_url": target}
    return form_page(request, form, save, context)


@require_http_methods(["GET", "POST"])
def edit_question(request: TownRequest, town: str, town_question_id: UUID) -> HttpResponse:
    """Change the words of a question; assessments that were opened before keep theirs."""
    require(may_run_assessments(request.viewer))
    question = found(own_questions().filter(id=town_question_id).first())
    version, is_retired = question.version, question.retired_on is not None
    target = reverse("maturity:assessment_questions", args=[town])
    form = QuestionForm(request.POST or None, instance=question)

    def save() -> str:
        actions.edit_question(
            by=request.viewer,
            question_id=town_question_id,
            version=sent_version(request),
            values=form.cleaned_data,
        )
        return target

    context = {
        "title": _("Change the question"),
        "version": version,
        "question_id": town_question_id,
        "is_retired": is_retired,
        "crumbs": _crumbs(town),
        "cancel_url": target,
    }
    return form_page(request, form, save, context, "maturity/assessments/question.html")


@require_POST
def retire(request: TownRequest, town: str, town_question_id: UUID) -> HttpResponse:
    """Ask a question no more, or again."""
    require(may_run_assessments(request.viewer))
    question: AssessmentQuestion = found(own_questions().filter(id=town_question_id).first())
    retires = question.retired_on is None
    batch_id = actions.retire_question(by=request.viewer, question_id=town_question_id, is_retired=retires)
    told = _("The question is asked no more.") if retires else _("The question is asked again.")
    tell_with_undo(request, town, told, batch_id)
    return redirect("maturity:assessment_questions", town)


def _crumbs(town: str) -> Crumbs:
    return place_crumbs(town, (_("Own questions"), reverse("maturity:assessment_questions", args=[town])))
