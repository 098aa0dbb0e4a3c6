"""Storing one cell of the matrix as it is typed."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from kommune.foundation.errors import DomainError, PermissionMissing, StaleWrite
from kommune.foundation.ids import parse_id
from kommune.municipalities.public import ForeignTown, TownRequest
from kommune.strategy.actions.ratings import rate_contribution, rate_relation
from kommune.strategy.errors import RatingNeedsReason
from kommune.strategy.models import GoalRelation
from kommune.strategy.queries.matrix import Cell
from kommune.strategy.queries.pairs import pair_for
from kommune.strategy.queries.rateable import Pairing
from kommune.strategy.shapes import Origin
from kommune.strategy.web.pages import found
from kommune.strategy.web.ratings.cells import cell_answer
from kommune.strategy.web.ratings.frame import pairing_of


@require_POST
def rate_cell(request: TownRequest, town: str, pairing: str) -> HttpResponse:
    """Store one keystroke: 200 with the cell as it is now, 409 if somebody was faster, 422 with why not."""
    kind = pairing_of(pairing)
    sent = request.POST
    source_id, goal_id = parse_id(sent.get("source", "")), parse_id(sent.get("goal", ""))
    if source_id is None or goal_id is None:
        raise Http404
    status = 200
    told: dict[str, Any] = {}
    try:
        _store_cell(request, kind, source_id, goal_id)
    except StaleWrite as stale:
        status, told = 409, {"message": str(stale)}
    except ForeignTown as error:
        raise Http404 from error
    except PermissionMissing:
        raise
    except DomainError as error:
        told = {"message": str(error), "needs_reason": isinstance(error, RatingNeedsReason)}
        status = 422
    pair = found(pair_for(request.viewer, kind, source_id, goal_id))
    row = pair.row
    cell = Cell() if row is None else Cell(
        pair.value,
        row.version if isinstance(row, GoalRelation) else 0,
        is_from_list=row.origin == Origin.LIST,
    )  # fmt: skip
    return JsonResponse({**cell_answer(cell, kind), **told}, status=status)


def _store_cell(request: TownRequest, kind: Pairing, source_id: UUID, goal_id: UUID) -> None:
    sent = request.POST
    text, version = sent.get("value", ""), sent.get("version", "")
    value = int(text) if text.lstrip("-").isdigit() and len(text) <= 2 else None
    if text and value is None:
        raise Http404
    if kind == Pairing.MEASURES:
        rate_contribution(
            by=request.viewer, measure_id=source_id, goal_id=goal_id, strength=value, reason=None,
            seen=sent.get("seen", ""),
        )  # fmt: skip
        return
    rate_relation(
        by=request.viewer, digital_goal_id=source_id, city_goal_id=goal_id, score=value, reason=None,
        version=int(version) if version.isdigit() else -1,
    )  # fmt: skip
