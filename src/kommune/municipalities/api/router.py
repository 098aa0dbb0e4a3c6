"""Endpoints: the town of the token, its units."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Router, Schema

from kommune.foundation.rest.paging import Cursor, Limit, Page, page_of
from kommune.foundation.rest.problems import found
from kommune.foundation.rest.versions import etag_of
from kommune.municipalities.models import Municipality, Unit
from kommune.municipalities.shapes import TokenRequest

router = Router(tags=["town"])


class TownOut(Schema):
    """The town of the token."""

    id: UUID
    version: int
    slug: str
    name: str
    ags: str
    ars: str
    population: int | None


class UnitOut(Schema):
    """An organisational unit."""

    id: UUID
    version: int
    parent_id: UUID | None
    key: str
    name: str
    short_name: str
    head_count: int | None


@router.get("/town", response=TownOut, operation_id="read_town")
def read_town(request: TokenRequest, response: HttpResponse) -> TownOut:
    """The town that the token belongs to."""
    town = TownOut.model_validate(Municipality.objects.get(id=request.auth.town.id))
    response["ETag"] = etag_of(town)
    return town


@router.get("/units", response=Page[UnitOut], operation_id="list_units")
def list_units(request: TokenRequest, limit: Limit = 50, cursor: Cursor = "") -> dict[str, Any]:
    """The units of the town as a tree: parent_id leads upwards."""
    return page_of(Unit.objects.all(), units_out, cursor, limit)


@router.get("/units/{uuid:unit_id}", response=UnitOut, operation_id="read_unit")
def read_unit(request: TokenRequest, response: HttpResponse, unit_id: UUID) -> UnitOut:
    """One unit."""
    unit = UnitOut.model_validate(found(Unit.objects.filter(id=unit_id).first()))
    response["ETag"] = etag_of(unit)
    return unit


def units_out(rows: Sequence[Unit]) -> list[UnitOut]:
    """Units as the interface shows them."""
    return [UnitOut.model_validate(row) for row in rows]
