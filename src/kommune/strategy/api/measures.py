"""Endpoints: measures, to read, make and change."""

from collections.abc import Sequence
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from ninja import Body, Query, Router

from kommune.foundation.rest.paging import Cursor, Limit, Page, page_of
from kommune.foundation.rest.problems import found
from kommune.foundation.rest.versions import etag_of, require_match
from kommune.municipalities.public import Rung, Scope, TokenRequest, Viewer, released_for, require_scope
from kommune.strategy.actions.measures import create_measure, edit_measure
from kommune.strategy.api.changes import ChangedMeasure, NewMeasure, check_visible
from kommune.strategy.api.once import IdempotencyKey, post_once
from kommune.strategy.api.shapes import ContributionOut, CostOut, MeasureOut, SplitOut
from kommune.strategy.api.strategies import IfMatch
from kommune.strategy.models import Contribution, Measure
from kommune.strategy.queries.measures import visible_measures
from kommune.strategy.shapes import Dimension, Light, Phase

router = Router(tags=["measures"])


@router.get("/measures", response=Page[MeasureOut], operation_id="list_measures")
def list_measures(
    request: TokenRequest,
    limit: Limit = 50,
    cursor: Cursor = "",
    phase: Phase | None = None,
    light: Light | None = None,
    number: Annotated[str, Query(max_length=40, pattern=r"^[^\x00]*$")] = "",
    strategy_id: UUID | None = None,
    field_id: UUID | None = None,
    lead_unit_id: UUID | None = None,
) -> dict[str, Any]:
    """Measures that the token may see, with costs, units, contributions and split."""
    wanted = {
        "phase": phase, "light": light, "number": number or None, "strategy_id": strategy_id,
        "field_id": field_id, "lead_unit_id": lead_unit_id,
    }  # fmt: skip
    viewer = request.auth.reader
    rows = full_measures(viewer).filter(
        **{name: value for name, value in wanted.items() if value is not None}
    )
    return page_of(rows, partial(measures_out, viewer), cursor, limit)


@router.post("/measures", response={201: MeasureOut}, operation_id="create_measure", summary="Make a measure")
def post_measure(
    request: TokenRequest, body: Annotated[NewMeasure, Body()], key: IdempotencyKey = ""
) -> HttpResponse:
    """A new measure, visible to the working group until it is released. Needs the scope write:measures."""
    require_scope(request.auth, Scope.WRITE_MEASURES)

    def make() -> MeasureOut:
        check_visible(request.auth.reader, body)
        measure_id = create_measure(
            by=request.auth.writer,
            values=body.values(),
            unit_ids=body.unit_ids,
            costs=body.costs_by_year(),
            goals=body.strengths(),
        )
        return one_measure(request.auth.reader, measure_id)

    return post_once(request, key, make, "/api/v1/measures/")


@router.get("/measures/{uuid:measure_id}", response=MeasureOut, operation_id="read_measure")
def read_measure(request: TokenRequest, response: HttpResponse, measure_id: UUID) -> MeasureOut:
    """One measure."""
    measure = one_measure(request.auth.reader, measure_id)
    response["ETag"] = etag_of(measure)
    return measure


@router.patch("/measures/{uuid:measure_id}", response=MeasureOut, operation_id="change_measure")
def patch_measure(
    request: TokenRequest,
    response: HttpResponse,
    measure_id: UUID,
    body: Annotated[ChangedMeasure, Body()],
    if_match: IfMatch = None,
) -> MeasureOut:
    """Change what is sent and leave the rest; lists are replaced as a whole. Needs write:measures."""
    require_scope(request.auth, Scope.WRITE_MEASURES)
    reader = request.auth.reader
    with transaction.atomic():
        found(visible_measures(reader).select_for_update(of=("self",)).filter(id=measure_id).first())
        current = one_measure(reader, measure_id)
        require_match(request, etag_of(current), current)
        check_visible(reader, body)
        edit_measure(
            by=request.auth.writer,
            measure_id=measure_id,
            version=current.version,
            values=body.values(),
            unit_ids=body.unit_ids if body.was_sent("unit_ids") else None,
            costs=body.costs_by_year() if body.was_sent("costs") else None,
            goals=body.strengths() if body.was_sent("contributions") else None,
        )
        changed = one_measure(reader, measure_id)
    response["ETag"] = etag_of(changed)
    return changed


def full_measures(viewer: Viewer) -> QuerySet[Measure]:
    """Visible measures with all that hangs on them: a fixed number of queries for any number of rows."""
    links = Contribution.objects.filter(released_for(viewer, "goal__strategy__released_to")).order_by("id")
    rows = visible_measures(viewer).select_related("strategy", "field__strategy", "owner__user")
    return rows.prefetch_related("participations", "costs", Prefetch("contributions", queryset=links))


def one_measure(viewer: Viewer, measure_id: UUID) -> MeasureOut:
    """One measure as the interface shows it; the problem ``not-found`` where the viewer does not see it."""
    return measures_out(viewer, [found(full_measures(viewer).filter(id=measure_id).first())])[0]


def measures_out(viewer: Viewer, rows: Sequence[Measure]) -> list[MeasureOut]:
    """Measures as the interface shows them."""
    return [measure_out(viewer, row) for row in rows]


def measure_out(viewer: Viewer, row: Measure) -> MeasureOut:
    """One loaded measure; names and remarks are for those who work in the administration."""
    is_inside = viewer.clearance <= Rung.ADMINISTRATION
    strategy = row.strategy if row.strategy and row.strategy.is_visible_to(viewer) else None
    field = row.field if row.field and row.field.strategy.is_visible_to(viewer) else None
    plain = (
        "id", "version", "number", "title", "aim", "benefit_decision_makers", "benefit_employees",
        "benefit_citizens", "lead_unit_id", "starts_on", "ends_on", "is_legal_duty", "legal_basis", "phase",
        "phase_reason", "decision", "decided_on", "released_to",
    )  # fmt: skip
    return MeasureOut(
        **{name: getattr(row, name) for name in plain},
        strategy_id=strategy.id if strategy else None,
        field_id=field.id if field else None,
        unit_ids=sorted(part.unit_id for part in row.participations.all()),
        owner_name=(str(row.owner.user) if row.owner else row.owner_name) if is_inside else None,
        remarks=row.remarks if is_inside else None,
        light=Light(row.light) if row.light else None,
        costs=[CostOut.model_validate(cost) for cost in row.costs.all()],
        contributions=[ContributionOut.model_validate(link) for link in row.contributions.all()],
        split=SplitOut(**{name: getattr(row, f"split_{name}") for name in Dimension.values}),
    )
