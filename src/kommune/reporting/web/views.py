"""Papers: list, making one, reading it; the town's template; the papers before day one."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kommune.foundation.dates import today
from kommune.foundation.errors import DomainError
from kommune.foundation.exports import attachment
from kommune.foundation.ids import new_id
from kommune.foundation.tables import Column, Table, table_response
from kommune.municipalities.public import Rung, TownRequest, may_steer_strategy, release, require
from kommune.reporting import actions
from kommune.reporting.duties.catalogue import DUTY_KEYS
from kommune.reporting.duties.duty_docx import render_duty_docx
from kommune.reporting.duties.writing import write_duty_paper
from kommune.reporting.installation import installation_facts
from kommune.reporting.models import Paper
from kommune.reporting.queries import paper_for, paper_from, recent_committees, template_name, visible_papers
from kommune.reporting.render.default_template import default_template
from kommune.reporting.render.problem_texts import describe_place, describe_problem

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = {"pdf": "application/pdf", "docx": DOCX}
TEMPLATE_LIMIT = 5 * 1024 * 1024


class PaperForm(forms.Form):
    """What a paper's head says; the rest comes from the figures."""

    title = forms.CharField(label=gettext_lazy("title"), max_length=300)
    committee = forms.CharField(label=gettext_lazy("committee"), max_length=200)
    paper_number = forms.CharField(label=gettext_lazy("paper number"), max_length=80, required=False)
    dated_on = forms.DateField(
        label=gettext_lazy("date"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    form_key = forms.CharField(widget=forms.HiddenInput, max_length=40)


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
        empty_context={"town": request.town, "may_steer": may_steer_strategy(request.viewer)},
    )
    context = {"may_steer": may_steer_strategy(request.viewer)}
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
    context = {"form": form, "crumbs": _crumbs(town), "cancel_url": reverse("reporting:list", args=[town])}
    return render(request, "reporting/new.html", context, status=422 if form.is_bound else 200)


@require_GET
def show_paper(request: TownRequest, town: str, paper_id: UUID) -> HttpResponse:
    """One paper: what it says, and its files."""
    paper = _found(request, paper_id)
    context = {
        "paper": paper,
        "page": paper_from(paper),
        "may_steer": may_steer_strategy(request.viewer),
        "rungs": Rung.choices,
        "crumbs": _crumbs(town),
    }
    return render(request, "reporting/show.html", context)


@require_GET
def download(request: TownRequest, town: str, paper_id: UUID, kind: str) -> HttpResponse:
    """The paper as PDF or DOCX."""
    paper = _found(request, paper_id)
    if kind not in KINDS:
        raise Http404
    name = f"{slugify(paper.title) or 'papier'}-{paper.dated_on}.{kind}"
    return attachment(actions.paper_file(paper, kind), name, KINDS[kind])


@require_POST
def release_paper(request: TownRequest, town: str, paper_id: UUID) -> HttpResponse:
    """Move a paper on the release ladder."""
    paper = _found(request, paper_id)
    sent = request.POST
    return _act(
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
    return _act(
        request,
        lambda: actions.delete_paper(by=request.viewer, paper_id=paper_id),
        _("The paper is in the trash and can be restored there."),
        reverse("reporting:list", args=[town]),
    )


@require_http_methods(["GET", "POST"])
def town_template_page(request: TownRequest, town: str) -> HttpResponse:
    """The town's own DOCX template: what is used, upload another, every problem by its place."""
    require_steering(request)
    problems: list[tuple[str, str]] = []
    upload = request.FILES.get("template")
    if request.method == "POST":
        if upload is None or (upload.size or 0) > TEMPLATE_LIMIT:
            messages.error(request, _("Choose a DOCX file of at most 5 MB."))
        else:
            check = actions.use_template(by=request.viewer, name=upload.name or "", content=upload.read())
            if check.is_usable:
                messages.success(request, _("From now on papers are written with your template."))
                return redirect("reporting:template", town)
            problems = [(describe_place(one), describe_problem(one)) for one in check.problems]
    context = {"problems": problems, "name": template_name(), "crumbs": _crumbs(town)}
    return render(request, "reporting/template.html", context, status=422 if problems else 200)


@require_GET
def our_template(request: TownRequest, town: str) -> HttpResponse:
    """Our template with every field, to begin with."""
    return attachment(default_template(), "vorlage.docx", DOCX)


@require_POST
def drop_template(request: TownRequest, town: str) -> HttpResponse:
    """Write papers with our template again."""
    return _act(
        request,
        lambda: actions.remove_template(by=request.viewer),
        _("Papers are written with our template again."),
        reverse("reporting:template", args=[town]),
    )


@require_GET
def duty_papers(request: TownRequest, town: str) -> HttpResponse:
    """The papers that must exist before day one, written from the real settings."""
    require_steering(request)
    facts = installation_facts(request.town)
    papers = [write_duty_paper(key, facts) for key in DUTY_KEYS]
    return render(request, "reporting/duties.html", {"papers": papers, "crumbs": _crumbs(town)})


@require_GET
def duty_paper(request: TownRequest, town: str, key: str) -> HttpResponse:
    """One of them as DOCX."""
    require_steering(request)
    if key not in DUTY_KEYS:
        raise Http404
    paper = write_duty_paper(key, installation_facts(request.town))
    return attachment(render_duty_docx(paper), f"{key}.docx", DOCX)


def require_steering(request: TownRequest) -> None:
    """Raise where the person does not steer the strategy; the middleware turns it into a page."""
    require(may_steer_strategy(request.viewer))


def _found(request: TownRequest, paper_id: UUID) -> Paper:
    paper = paper_for(request.viewer, paper_id)
    if paper is None:
        raise Http404
    return paper


def _crumbs(town: str) -> list[tuple[Any, str]]:
    return [(_("Papers"), reverse("reporting:list", args=[town]))]


def _act(request: TownRequest, action: Callable[[], Any], done: str, target: str) -> HttpResponse:
    try:
        action()
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return redirect(target)
