"""Endpoints: status reports, to read and write."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from ninja import Body, Router

from kommune.foundation.rest.paging import Cursor, Limit, Page, page_of
from kommune.foundation.rest.problems import found
from kommune.foundation.rest.texts import Sent, Text
from kommune.foundation.rest.versions import etag_of
from kommune.municipalities.public import Scope, TokenRequest, Viewer, require_scope
from kommune.strategy.actions.reports import report_status
from kommune.strategy.api.once import IdempotencyKey, post_once
from kommune.strategy.api.shapes import StatusReportOut
from kommune.strategy.models import StatusReport
from kommune.strategy.queries.measures import measure_for, visible_measures
from kommune.strategy.shapes import Light

router = Router(tags=["status reports"])


class NewReport(Sent):
    """How the measure goes; the day is today where none is sent."""

    light: Light
    text: Text = ""
    reported_on: date | None = None


@router.get("/status-reports", response=Page[StatusReportOut], operation_id="list_status_reports")
def list_reports(
    request: TokenRequest, limit: Limit = 50, cursor: Cursor = "", measure_id: UUID | None = None
) -> dict[str, Any]:
    """Status reports of visible measures."""
    rows = visible_reports(request.auth.reader)
    if measure_id:
        rows = rows.filter(measure_id=measure_id)
    return page_of(rows, lambda page: [report_out(row) for row in page], cursor, limit)


@router.get("/status-reports/{uuid:report_id}", response=StatusReportOut, operation_id="read_status_report")
def read_report(request: TokenRequest, response: HttpResponse, report_id: UUID) -> StatusReportOut:
    """One status report."""
    report = report_out(found(visible_reports(request.auth.reader).filter(id=report_id).first()))
    response["ETag"] = etag_of(report)
    return report


@router.post(
    "/measures/{uuid:measure_id}/status-reports",
    response={201: StatusReportOut},
    operation_id="write_status_report",
    summary="Write a status report",
)
def post_report(
    request: TokenRequest, measure_id: UUID, body: Annotated[NewReport, Body()], key: IdempotencyKey = ""
) -> HttpResponse:
    """The newest report's light becomes the measure's. Needs the scope write:status."""
    require_scope(request.auth, Scope.WRITE_STATUS)
    found(measure_for(request.auth.reader, measure_id))

    def make() -> StatusReportOut:
        report_id = report_status(
            by=request.auth.writer,
            measure_id=measure_id,
            light=body.light,
            text=body.text,
            reported_on=body.reported_on,
        )
        return report_out(StatusReport.objects.get(id=report_id))

    return post_once(request, key, make, "/api/v1/status-reports/")


def visible_reports(viewer: Viewer) -> QuerySet[StatusReport]:
    """The status reports of visible measures."""
    seen = visible_measures(viewer).order_by().values("id")
    rows: QuerySet[StatusReport] = StatusReport.objects.filter(measure_id__in=seen)
    return rows


def report_out(row: StatusReport) -> StatusReportOut:
    """A status report as the interface shows it."""
    return StatusReportOut(
        id=row.id,
        version=row.version,
        measure_id=row.measure_id,
        number=row.number,
        reported_on=row.reported_on,
        label=row.label,
        light=Light(row.light) if row.light else None,
        text=row.text,
    )
