"""Endpoints: goal conflicts, weights and the results of closed rating rounds, to read."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from ninja import Router

from kommune.foundation.rest.paging import Cursor, Limit, Page, page_of
from kommune.foundation.rest.problems import found
from kommune.foundation.rest.versions import etag_of
from kommune.municipalities.public import Rung, TokenRequest, Viewer, released_for
from kommune.strategy.api.rating_shapes import (
    ConflictOut,
    RoundOut,
    RoundPairOut,
    ShareOut,
    WeightsOut,
)
from kommune.strategy.api.ratings import shown
from kommune.strategy.api.strategies import as_list, chosen, one
from kommune.strategy.models import GoalConflict, RatingRound, RoundPair, Weighting
from kommune.strategy.queries.conflicts import visible_conflicts
from kommune.strategy.queries.rounds import FEWEST_SHOWN, pairs_of, visible_rounds
from kommune.strategy.shapes import ConflictState, Resolution, RoundState

router = Router(tags=["goal conflicts, weights and rounds"])


@router.get("/goal-conflicts", response=Page[ConflictOut], operation_id="list_goal_conflicts")
def list_conflicts(
    request: TokenRequest,
    limit: Limit = 50,
    cursor: Cursor = "",
    state: ConflictState | None = None,
    digital_goal_id: UUID | None = None,
    city_goal_id: UUID | None = None,
) -> dict[str, Any]:
    """Goals that work against a city goal, as far as they were released to the token's rung."""
    viewer = request.auth.reader
    rows = chosen(
        visible_conflicts(viewer), state=state, digital_goal_id=digital_goal_id, city_goal_id=city_goal_id
    )
    return page_of(rows, shown(viewer, conflict_out), cursor, limit)


@router.get("/goal-conflicts/{uuid:conflict_id}", response=ConflictOut, operation_id="read_goal_conflict")
def read_conflict(request: TokenRequest, response: HttpResponse, conflict_id: UUID) -> ConflictOut:
    """One goal conflict."""
    viewer = request.auth.reader
    conflict = conflict_out(viewer, found(visible_conflicts(viewer).filter(id=conflict_id).first()))
    response["ETag"] = etag_of(conflict)
    return conflict


@router.get("/weights", response=Page[WeightsOut], operation_id="list_weights")
def list_weights(
    request: TokenRequest, limit: Limit = 50, cursor: Cursor = "", strategy_id: UUID | None = None
) -> dict[str, Any]:
    """Weights of goals by strategy; where a strategy has none its goals weigh the same."""
    viewer = request.auth.reader
    rows = chosen(visible_weights(viewer), strategy_id=strategy_id)
    return page_of(rows, shown(viewer, weights_out), cursor, limit)


@router.get("/weights/{uuid:weights_id}", response=WeightsOut, operation_id="read_weights")
def read_weights(request: TokenRequest, response: HttpResponse, weights_id: UUID) -> WeightsOut:
    """The weights of one strategy's goals."""
    viewer = request.auth.reader
    weights = weights_out(viewer, found(visible_weights(viewer).filter(id=weights_id).first()))
    response["ETag"] = etag_of(weights)
    return weights


@router.get("/rating-rounds", response=Page[RoundOut], operation_id="list_rating_rounds")
def list_rounds(request: TokenRequest, limit: Limit = 50, cursor: Cursor = "") -> dict[str, Any]:
    """Closed rating rounds; one that is still open tells nothing."""
    return page_of(closed_rounds(request.auth.reader), as_list(RoundOut), cursor, limit)


@router.get("/rating-rounds/{uuid:round_id}", response=RoundOut, operation_id="read_rating_round")
def read_round(request: TokenRequest, response: HttpResponse, round_id: UUID) -> RoundOut:
    """One closed rating round."""
    return one(closed_rounds(request.auth.reader), RoundOut, round_id, response)


@router.get(
    "/rating-rounds/{uuid:round_id}/pairs", response=Page[RoundPairOut], operation_id="list_round_pairs"
)
def list_pairs(
    request: TokenRequest, round_id: UUID, limit: Limit = 50, cursor: Cursor = ""
) -> dict[str, Any]:
    """What a closed round brought for each pair whose ends the token sees."""
    viewer = request.auth.reader
    rating_round = found(closed_rounds(viewer).filter(id=round_id).first())
    rows = pairs_of(viewer, rating_round.id).select_related(None)
    return page_of(rows, shown(viewer, pair_out), cursor, limit)


def visible_weights(viewer: Viewer) -> QuerySet[Weighting]:
    """The weights of visible strategies."""
    rows: QuerySet[Weighting] = Weighting.objects.filter(released_for(viewer, "strategy__released_to"))
    return rows


def closed_rounds(viewer: Viewer) -> QuerySet[RatingRound]:
    """The closed rounds that the viewer may see."""
    return visible_rounds(viewer).filter(state=RoundState.CLOSED)


def conflict_out(viewer: Viewer, row: GoalConflict) -> ConflictOut:
    """A loaded conflict, with the ``score`` of its query, as the interface shows it."""
    plain = set(ConflictOut.model_fields) - {"resolution"}
    resolution = Resolution(row.resolution) if row.resolution else None
    return ConflictOut(**{name: getattr(row, name) for name in plain}, resolution=resolution)


def weights_out(viewer: Viewer, row: Weighting) -> WeightsOut:
    """Loaded weights as the interface shows them."""
    plain = set(WeightsOut.model_fields) - {"shares"}
    shares = [ShareOut(goal_id=UUID(goal), share=share) for goal, share in sorted(row.shares.items())]
    return WeightsOut(**{name: getattr(row, name) for name in plain}, shares=shares)


def pair_out(viewer: Viewer, row: RoundPair) -> RoundPairOut:
    """What one pair of a closed round shows: below three answers a distribution would name people."""
    is_inside = viewer.clearance <= Rung.ADMINISTRATION
    is_told = sum(row.counts.values()) >= FEWEST_SHOWN
    plain = ("id", "digital_goal_id", "measure_id", "goal_id", "median", "consensus")
    return RoundPairOut(
        **{name: getattr(row, name) for name in plain},
        counts=row.counts if is_told else {},
        spread=row.spread if is_told else None,
        reasons=row.reasons if is_told and is_inside else [],
        consensus_note=row.consensus_note if is_inside else None,
    )
