"""Papers for committees: list, making one, reading it, taking its files along, releasing it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kommune.foundation.dates import today
from kommune.foundation.errors import DomainError
from kommune.foundation.exports import attachment
from kommune.foundation.ids import new_id
from kommune.foundation.tables import Column, Table, table_response
from kommune.municipalities.public import Rung, TownRequest, release
from kommune.reporting import actions
from kommune.reporting.models import Paper
from kommune.reporting.queries import (
    draft_from,
    file_of,
    paper_for,
    paper_from,
    recent_committees,
    shortened,
    visible_papers,
)
from kommune.reporting.rules import may_make_papers
from kommune.reporting.web.forms import PaperForm
from kommune.reporting.web.pages import DOCX, act, crumbs, require_steering
from kommune.strategy.public import count_unreleased

KINDS = {"pdf": "application/pdf", "docx": DOCX}


@require_GET
def list_papers(request: TownRequest, town: str) -> HttpResponse:
    """All papers."""
    columns = [
        Column("title", _("Paper"), "title", sort=("title",)),
        Column("committee", _("Committee"), "committee", sort=("committee",)),
        Column("number", _("No."), "paper_number", priority=3),
        Column("date", _("Date"), "dated_on", sort=("dated_on",), align="end"),
        Column("as_of", _("Figures as of"), "figures_as_of", align="end", priority=2),
    ]
    table = Table(
        request,
        visible_papers(request.viewer),
        columns,
        caption=_("Papers"),
        row_url=lambda row: reverse("reporting:show", args=[town, row.pk]),
        exports=(),
        empty_template="reporting/_none.html",
        empty_context={"town": request.town, "may_steer": may_make_papers(request.viewer)},
    )
    context = {"may_steer": may_make_papers(request.viewer)}
    return table_response(request, table, "reporting/list.html", context)


@require_http_methods(["GET", "POST"])
def new_paper(request: TownRequest, town: str) -> HttpResponse:
    """Make a paper of the figures of this moment."""
    require_steering(request)
    committees = recent_committees()
    initial = {
        "title": _("State of the digital strategy"),
        "committee": committees[0] if committees else "",
        "dated_on": today(),
        "form_key": str(new_id()),
    }
    form = PaperForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        key = values.pop("form_key")
        try:
            paper_id = actions.make_committee_paper(
                by=request.viewer, town=request.town, values=values, form_key=key
            )
            return redirect("reporting:show", town, paper_id)
        except DomainError as error:
            form.add_error(None, str(error))
    context = {
        "form": form,
        "submit_label": _("Make a paper"),
        "unreleased": count_unreleased(request.viewer, Rung.COUNCIL),
        "committees": committees,
        "crumbs": crumbs(town),
        "cancel_url": reverse("reporting:list", args=[town]),
    }
    return render(request, "reporting/new.html", context, status=422 if form.is_bound else 200)


@require_GET
def show_paper(request: TownRequest, town: str, paper_id: UUID) -> HttpResponse:
    """One paper: what it says, and its files."""
    paper = _found(request, paper_id)
    draft = draft_from(paper)
    context = {
        "paper": paper,
        "draft": draft,
        "page": None if draft else shortened(paper_from(paper)),
        "may_steer": may_make_papers(request.viewer),
        "rungs": Rung.choices,
        "crumbs": crumbs(town),
    }
    return render(request, "reporting/show.html", context)


@require_GET
def download(request: TownRequest, town: str, paper_id: UUID, kind: str) -> HttpResponse:
    """The paper as PDF or DOCX."""
    paper = _found(request, paper_id)
    content = file_of(request.viewer, paper.id, kind)
    if content is None:
        raise Http404
    name = f"{slugify(paper.title) or 'papier'}-{paper.dated_on}.{kind}"
    return attachment(content, name, KINDS[kind])


@require_POST
def release_paper(request: TownRequest, town: str, paper_id: UUID) -> HttpResponse:
    """Move a paper on the release ladder."""
    paper = _found(request, paper_id)
    sent = request.POST
    return act(
        request,
        lambda: release(
            by=request.viewer,
            model=Paper,
            ids=[paper.id],
            to=sent.get("rung", ""),
            reason=sent.get("reason", ""),
        ),
        _("Visibility changed."),
        reverse("reporting:show", args=[town, paper_id]),
    )


@require_POST
def delete(request: TownRequest, town: str, paper_id: UUID) -> HttpResponse:
    """Put a paper into the trash."""
    _found(request, paper_id)
    return act(
        request,
        lambda: actions.delete_paper(by=request.viewer, paper_id=paper_id),
        _("The paper is in the trash and can be restored there."),
        reverse("reporting:list", args=[town]),
    )


def _found(request: TownRequest, paper_id: UUID) -> Paper:
    paper = paper_for(request.viewer, paper_id)
    if paper is None:
        raise Http404
    return paper
