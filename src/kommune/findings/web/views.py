"""Pages of the register: all findings, one finding, what to do with it."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kommune.findings import actions
from kommune.findings.models import Finding
from kommune.findings.queries import finding_for, last_runs, read_findings
from kommune.findings.registry import handler, handlers_for
from kommune.findings.rules import may_work_on_findings
from kommune.findings.web.table import finding_table, state_badge
from kommune.foundation.errors import DomainError
from kommune.foundation.exports import table_file
from kommune.foundation.ids import parse_id
from kommune.foundation.pages import sent_version
from kommune.foundation.tables import table_response
from kommune.municipalities.public import Rung, TownRequest, choose_members
from kommune.municipalities.public import release as release_things


@require_GET
def list_findings(request: TownRequest, town: str) -> HttpResponse:
    """The register."""
    table = finding_table(request, town)
    kind = request.GET.get("export", "")
    if kind in table.exports:
        return table_file(table, kind, _("Findings"))
    runs = last_runs(1)
    context = {"run": runs[0] if runs else None, "may_work": may_work_on_findings(request.viewer)}
    return table_response(request, table, "findings/list.html", context)


@require_GET
def show_finding(request: TownRequest, town: str, finding_id: UUID) -> HttpResponse:
    """One finding: what, where, since when, and what to do."""
    finding = _found(request, finding_id)
    may_work = may_work_on_findings(request.viewer)
    context = {
        "read": read_findings([finding], town)[0],
        "finding": finding,
        "badge": state_badge(finding.state),
        "may_work": may_work,
        "handlers": handlers_for(request.viewer) if finding.state != "gone" else [],
        "members": choose_members() if may_work else [],
        "rungs": Rung.choices,
        "crumbs": [(_("Findings"), reverse("findings:list", args=[town]))],
    }
    return render(request, "findings/show.html", context)


@require_POST
def look_again(request: TownRequest, town: str) -> HttpResponse:
    """Run the same analysis again."""

    def act() -> None:
        result = actions.look_for_findings(by=request.viewer)
        text = _("%(new)s new, %(gone)s gone, %(back)s back, %(same)s unchanged.") % {
            "new": result.new,
            "gone": result.gone,
            "back": result.back,
            "same": result.still_there,
        }
        messages.success(request, text)

    return _act(request, act, reverse("findings:list", args=[town]))


@require_POST
def assign(request: TownRequest, town: str, finding_id: UUID) -> HttpResponse:
    """Say who looks after it."""
    finding = _found(request, finding_id)
    owner = parse_id(request.POST.get("owner", ""))
    return _act(
        request,
        lambda: actions.assign_finding(
            by=request.viewer, finding_id=finding.id, version=sent_version(request), owner_id=owner
        ),
        reverse("findings:show", args=[town, finding_id]),
    )


@require_POST
def dismiss(request: TownRequest, town: str, finding_id: UUID) -> HttpResponse:
    """Set it aside with a reason."""
    finding = _found(request, finding_id)
    reason = request.POST.get("reason", "")
    return _act(
        request,
        lambda: actions.dismiss_finding(
            by=request.viewer, finding_id=finding.id, version=sent_version(request), reason=reason
        ),
        reverse("findings:show", args=[town, finding_id]),
    )


@require_POST
def reopen(request: TownRequest, town: str, finding_id: UUID) -> HttpResponse:
    """Take it up again."""
    finding = _found(request, finding_id)
    return _act(
        request,
        lambda: actions.reopen_finding(
            by=request.viewer, finding_id=finding.id, version=sent_version(request)
        ),
        reverse("findings:show", args=[town, finding_id]),
    )


@require_POST
def release(request: TownRequest, town: str, finding_id: UUID) -> HttpResponse:
    """Move it on the release ladder."""
    finding = _found(request, finding_id)
    sent = request.POST

    def act() -> None:
        release_things(
            by=request.viewer, model=Finding, ids=[finding.id], to=sent.get("rung", ""),
            reason=sent.get("reason", ""),
        )  # fmt: skip

    return _act(
        request,
        act,
        reverse("findings:show", args=[town, finding_id]),
    )


@require_POST
def answer(request: TownRequest, town: str, finding_id: UUID, key: str) -> HttpResponse:
    """Do what a wing offers for it, for example make a measure of it."""
    finding = _found(request, finding_id)
    chosen = handler(key)
    if chosen is None or not chosen.may_handle(request.viewer):
        raise Http404
    try:
        return redirect(chosen.handle_finding(request.viewer, finding.id, town))
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("findings:show", town, finding_id)


def _found(request: TownRequest, finding_id: UUID) -> Finding:
    finding = finding_for(request.viewer, finding_id)
    if finding is None:
        raise Http404
    return finding


def _act(request: TownRequest, action: Callable[[], None], target: str) -> HttpResponse:
    try:
        action()
    except DomainError as error:
        messages.error(request, str(error))
    return redirect(target)
