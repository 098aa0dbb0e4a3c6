"""The town's own DOCX template: which is used, ours to begin with, upload with every problem."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kommune.files.public import skipped_upload
from kommune.foundation.exports import attachment
from kommune.municipalities.public import TownRequest
from kommune.reporting import actions
from kommune.reporting.queries import template_name
from kommune.reporting.render.default_template import default_template
from kommune.reporting.render.problem_texts import describe_place, describe_problem
from kommune.reporting.web.pages import DOCX, act, crumbs, require_steering

TEMPLATE_LIMIT = 5 * 1024 * 1024


@require_http_methods(["GET", "POST"])
def town_template_page(request: TownRequest, town: str) -> HttpResponse:
    """The town's own DOCX template: what is used, upload another, every problem by its place."""
    require_steering(request)
    problems: list[tuple[str, str]] = []
    upload = request.FILES.get("template")
    if request.method == "POST":
        if (too_large := skipped_upload(request)) is not None:
            messages.error(request, str(too_large))
        elif upload is None or (upload.size or 0) > TEMPLATE_LIMIT:
            messages.error(request, _("Choose a DOCX file of at most 5 MB."))
        else:
            check = actions.use_template(by=request.viewer, name=upload.name or "", content=upload.read())
            if check.is_usable:
                messages.success(request, _("From now on papers are written with your template."))
                return redirect("reporting:template", town)
            problems = [(describe_place(one), describe_problem(one)) for one in check.problems]
    context = {"problems": problems, "name": template_name(), "crumbs": crumbs(town)}
    return render(request, "reporting/template.html", context, status=422 if problems else 200)


@require_GET
def our_template(request: TownRequest, town: str) -> HttpResponse:
    """Our template with every field, to begin with."""
    return attachment(default_template(), "vorlage.docx", DOCX)


@require_POST
def drop_template(request: TownRequest, town: str) -> HttpResponse:
    """Write papers with our template again."""
    return act(
        request,
        lambda: actions.remove_template(by=request.viewer),
        _("Papers are written with our template again."),
        reverse("reporting:template", args=[town]),
    )
