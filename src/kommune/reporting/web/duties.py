"""The papers that must exist before day one, each with its sentence, to take along singly or together."""

import io
import zipfile

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kommune.foundation.exports import attachment
from kommune.municipalities.public import TownRequest
from kommune.reporting.duties.catalogue import DUTY_KEYS
from kommune.reporting.duties.duty_docx import render_duty_docx
from kommune.reporting.duties.writing import write_duty_paper
from kommune.reporting.installation import (
    installation_facts,
    installation_papers,
    write_installation_papers,
)
from kommune.reporting.web.pages import DOCX, crumbs, require_steering


@require_GET
def duty_papers(request: TownRequest, town: str) -> HttpResponse:
    """All of them, written from the real settings."""
    require_steering(request)
    context = {"papers": installation_papers(request.town), "crumbs": crumbs(town)}
    return render(request, "reporting/duties.html", context)


@require_GET
def duty_paper(request: TownRequest, town: str, key: str) -> HttpResponse:
    """One of them as DOCX."""
    require_steering(request)
    if key not in DUTY_KEYS:
        raise Http404
    paper = write_duty_paper(key, installation_facts(request.town))
    return attachment(render_duty_docx(paper), f"{key}.docx", DOCX)


@require_GET
def all_duty_papers(request: TownRequest, town: str) -> HttpResponse:
    """All of them as DOCX in one ZIP file."""
    require_steering(request)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for key, _title, content in write_installation_papers(request.town):
            archive.writestr(f"{key}.docx", content)
    return attachment(target.getvalue(), "papiere-vor-dem-ersten-tag.zip", "application/zip")
