"""Endpoints: findings, to read."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from kommune.findings.models import Finding
from kommune.findings.queries import finding_for, read_findings, visible_findings
from kommune.findings.shapes import FindingState
from kommune.foundation.rest.paging import Cursor, Limit, Page, page_of
from kommune.foundation.rest.problems import found
from kommune.foundation.rest.versions import etag_of
from kommune.municipalities.public import TokenRequest

router = Router(tags=["findings"])


class FindingOut(Schema):
    """What an analysis found."""

    id: UUID
    version: int
    kind: str
    sentence: str = Field(description="What was found, in the language of the request.")
    subject_kind: str
    subject_id: str
    severity: int
    state: FindingState
    proposed_goal_ids: list[str]
    cost_cents: int | None = Field(description="Per year; null is unknown.")
    cost_hours: float | None = Field(description="Per year; null is unknown.")
    first_seen_at: datetime
    last_seen_at: datetime
    gone_at: datetime | None


@router.get("/findings", response=Page[FindingOut], operation_id="list_findings")
def list_findings(
    request: TokenRequest,
    limit: Limit = 50,
    cursor: Cursor = "",
    state: FindingState | None = None,
    kind: Annotated[str, Query(max_length=60, pattern=r"^[a-z0-9_.-]*$")] = "",
) -> dict[str, Any]:
    """Findings that the token may see."""
    rows = visible_findings(request.auth.reader)
    if state:
        rows = rows.filter(state=state)
    if kind:
        rows = rows.filter(kind=kind)
    return page_of(rows, partial(findings_out, slug=request.auth.town.slug), cursor, limit)


@router.get("/findings/{uuid:finding_id}", response=FindingOut, operation_id="read_finding")
def read_finding(request: TokenRequest, response: HttpResponse, finding_id: UUID) -> FindingOut:
    """One finding."""
    row = found(finding_for(request.auth.reader, finding_id))
    finding = findings_out([row], slug=request.auth.town.slug)[0]
    response["ETag"] = etag_of(finding)
    return finding


def findings_out(rows: Sequence[Finding], slug: str) -> list[FindingOut]:
    """Findings as the interface shows them, each with its sentence."""
    return [
        FindingOut(
            id=read.finding.id,
            version=read.finding.version,
            kind=read.finding.kind,
            sentence=read.sentence,
            subject_kind=read.finding.subject_kind,
            subject_id=read.finding.subject_id,
            severity=read.finding.severity,
            state=FindingState(read.finding.state),
            proposed_goal_ids=read.finding.proposed_goals,
            cost_cents=read.finding.cost_cents,
            cost_hours=read.finding.cost_hours,
            first_seen_at=read.finding.first_seen_at,
            last_seen_at=read.finding.last_seen_at,
            gone_at=read.finding.gone_at,
        )
        for read in read_findings(list(rows), slug)
    ]
