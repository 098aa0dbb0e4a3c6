"""The sheet about a survey for the staff council, as DOCX."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kommune.foundation.dates import today
from kommune.foundation.exports import attachment
from kommune.maturity.public import PulseSheet, pulse_sheet_for
from kommune.municipalities.public import TownRequest
from kommune.reporting.duties.duty_docx import render_duty_docx
from kommune.reporting.shapes import Block, DutyPaper, DutySection
from kommune.reporting.web.pages import DOCX


@require_GET
def pulse_sheet(request: TownRequest, town: str, pulse_id: UUID) -> HttpResponse:
    """What is asked, why, who sees what, how long it is kept: for the staff council."""
    sheet = pulse_sheet_for(request.viewer, pulse_id)
    if sheet is None:
        raise Http404
    content = render_duty_docx(paper_of(sheet, request.town.name))
    return attachment(content, f"{slugify(sheet.title)[:60] or 'umfrage'}-personalrat.docx", DOCX)


def paper_of(sheet: PulseSheet, town_name: str) -> DutyPaper:
    """The sheet in the form of the papers that must exist before day one."""
    sections = tuple(
        DutySection(
            part.heading,
            (
                Block("bullets", tuple((sentence,) for sentence in part.sentences)),
                *((Block("table", part.rows),) if part.rows else ()),
            ),
        )
        for part in sheet.parts
    )
    title = _("Survey “%(title)s”: sheet for the staff council") % {"title": sheet.title}
    lead = _("As of %(day)s.") % {"day": date_format(today(), "SHORT_DATE_FORMAT")}
    return DutyPaper("umfrage", title, lead, sections, town_name, today(), str(town_name))
