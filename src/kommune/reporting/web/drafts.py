"""Making a draft for a decision of the council from something that a wing knows."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kommune.foundation.dates import today
from kommune.foundation.errors import DomainError
from kommune.foundation.exports import attachment
from kommune.foundation.ids import new_id
from kommune.municipalities.public import TownRequest
from kommune.reporting import actions
from kommune.reporting.draft_sources import SOURCES
from kommune.reporting.queries import recent_committees
from kommune.reporting.render.decision_docx import render_decision_docx
from kommune.reporting.web.forms import PaperForm
from kommune.reporting.web.pages import DOCX, crumbs, require_steering


@require_GET
def draft_docx(request: TownRequest, town: str, kind: str, subject_id: UUID) -> HttpResponse:
    """What is known about a subject as DOCX to work on at once; nothing is kept."""
    require_steering(request)
    draft = actions.sketch_draft(by=request.viewer, town=request.town, kind=kind, subject_id=subject_id)
    if draft is None:
        raise Http404
    return attachment(render_decision_docx(draft), f"{slugify(draft.title)[:60] or kind}.docx", DOCX)


@require_http_methods(["GET", "POST"])
def new_draft(request: TownRequest, town: str, kind: str, subject_id: UUID) -> HttpResponse:
    """The head of the draft; everything else comes from its subject."""
    require_steering(request)
    subject = SOURCES[kind](request.viewer, subject_id) if kind in SOURCES else None
    if subject is None:
        raise Http404
    committees = recent_committees()
    initial = {
        "title": subject.title[:300],
        "committee": committees[0] if committees else _("Council"),
        "dated_on": today(),
        "form_key": str(new_id()),
    }
    form = PaperForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        key = values.pop("form_key")
        try:
            paper_id = actions.make_decision_draft(
                by=request.viewer,
                town=request.town,
                kind=kind,
                subject_id=subject_id,
                values=values,
                form_key=key,
            )
            return redirect("reporting:show", town, paper_id)
        except DomainError as error:
            form.add_error(None, str(error))
    context = {
        "form": form,
        "submit_label": _("Make the draft"),
        "lead": subject.lead,
        "is_released": subject.is_released,
        "committees": committees,
        "crumbs": crumbs(town),
        "cancel_url": reverse("reporting:list", args=[town]),
    }
    return render(request, "reporting/new_draft.html", context, status=422 if form.is_bound else 200)
