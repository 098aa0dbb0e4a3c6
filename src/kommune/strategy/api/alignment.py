"""Endpoint: how far the digital strategy carries the city's goals, to read."""

from typing import Literal

from django.http import HttpResponse
from ninja import Router

from kommune.foundation.rest.versions import etag_of
from kommune.municipalities.public import TokenRequest
from kommune.strategy.api.shapes import AlignedGoalOut, AlignmentOut, OpposedOut
from kommune.strategy.public import KeptAlignment, alignment_for

router = Router(tags=["figures"])


@router.get("/alignment", response=AlignmentOut, operation_id="read_alignment")
def read_alignment(
    request: TokenRequest, response: HttpResponse, sector: Literal["digital", "city"] = "digital"
) -> AlignmentOut:
    """The alignment as the token's rung sees it; `sector`: the side on which sector goals stand."""
    found = alignment_out(alignment_for(request.auth.reader, sector), sector)
    response["ETag"] = etag_of(found)
    return found


def alignment_out(kept: KeptAlignment, sector: Literal["digital", "city"]) -> AlignmentOut:
    """The kept figures in the form that machines read."""
    data = kept.data
    return AlignmentOut(
        as_of=kept.as_of,
        is_current=kept.is_current,
        sector_goals_as=sector,
        is_rated=kept.is_rated,
        is_informative=not data["guard"]["reasons"],
        weights_are_equal=data["weights"]["are_equal"],
        figures=data["headline"],
        figures_with_equal_weights=data["equal"],
        known_money_cents=round(data["money"]["known"]),
        unallocated_cents=round(data["money"]["unallocated"]),
        measures_with_unknown_cost=data["money"]["n_unknown"],
        measures_without_city_goal=data["n_without_goal"],
        digital_goals_without_city_goal=data["orphan_digital"],
        city_goals=[
            AlignedGoalOut(
                id=row["id"],
                weight=row["weight"],
                best_support=row["best"],
                worst_conflict=row["worst"],
                carried_by=row["n_carry"],
                opposed_by=row["n_oppose"],
                has_measure=row["has_measure"],
                has_funded_measure=row["delivers"],
                known_money_cents=round(row["budget"]),
            )
            for row in data["goals"]
        ],
        conflicts=[
            OpposedOut(
                digital_goal_id=one["digital"],
                city_goal_id=one["city"],
                score=one["score"],
                severity=one["severity"],
            )
            for one in data["conflicts"]
        ],
        conflict_count=data["n_conflicts"],
    )
