"""Endpoints: how goals act on city goals and how much measures contribute, to read, rate and rate anew."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated, Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from ninja import Body, Router
from pydantic import Field

from kommune.foundation.errors import StaleWrite
from kommune.foundation.rest.paging import Cursor, Limit, Page, page_of
from kommune.foundation.rest.problems import Problem, found
from kommune.foundation.rest.texts import Sent, Text
from kommune.foundation.rest.versions import etag_of, require_match
from kommune.municipalities.public import Rung, Scope, TokenRequest, Viewer, released_for, require_scope
from kommune.strategy.actions.ratings import rate_contribution, rate_relation
from kommune.strategy.api.once import IdempotencyKey, post_once
from kommune.strategy.api.rating_shapes import GoalRelationOut, RatedContributionOut
from kommune.strategy.api.strategies import IfMatch, chosen, require_present
from kommune.strategy.models import Contribution, Goal, GoalRelation
from kommune.strategy.queries.measures import visible_measures
from kommune.strategy.queries.relations import seen_relations
from kommune.strategy.queries.strategies import visible_goals

router = Router(tags=["ratings"])
Score = Annotated[int, Field(ge=-3, le=3)]
Strength = Annotated[int, Field(ge=0, le=3)]
Sure = Annotated[int, Field(ge=1, le=3)] | None
TWICE = "This pair is rated already; change that rating instead."


class ChangedRelation(Sent):
    """The whole rating anew; from ±2 on it needs a reason."""

    score: Score
    reason: Text = ""
    confidence: Sure = None


class NewRelation(ChangedRelation):
    """A pair that nobody has rated yet."""

    digital_goal_id: UUID
    city_goal_id: UUID


class ChangedContribution(Sent):
    """The whole rating anew."""

    strength: Strength
    reason: Text = ""
    confidence: Sure = None


class NewContribution(ChangedContribution):
    """A goal that the measure is not linked to yet."""

    goal_id: UUID


@router.get("/goal-relations", response=Page[GoalRelationOut], operation_id="list_goal_relations")
def list_relations(
    request: TokenRequest,
    limit: Limit = 50,
    cursor: Cursor = "",
    digital_goal_id: UUID | None = None,
    city_goal_id: UUID | None = None,
) -> dict[str, Any]:
    """How goals act on city goals."""
    viewer = request.auth.reader
    rows = chosen(visible_relations(viewer), digital_goal_id=digital_goal_id, city_goal_id=city_goal_id)
    return page_of(rows, shown(viewer, relation_out), cursor, limit)


@router.post(
    "/goal-relations", response={201: GoalRelationOut}, operation_id="rate_goals", summary="Rate two goals"
)
def post_relation(
    request: TokenRequest, body: Annotated[NewRelation, Body()], key: IdempotencyKey = ""
) -> HttpResponse:
    """Say how a goal acts on a city goal that it was not rated with. Needs the scope write:measures."""
    require_scope(request.auth, Scope.WRITE_MEASURES)
    viewer = request.auth.reader

    def make() -> GoalRelationOut:
        goals = Goal.objects.filter(id__in=visible_goals(viewer).values("id"))
        ends = {"digital_goal_id": body.digital_goal_id, "city_goal_id": body.city_goal_id}
        require_present((name, one, goals) for name, one in ends.items())
        with once("city_goal_id"):
            rate_relation(
                by=request.auth.writer,
                digital_goal_id=body.digital_goal_id,
                city_goal_id=body.city_goal_id,
                score=body.score,
                reason=body.reason,
                confidence=body.confidence,
                version=0,
            )
        return relation_out(viewer, visible_relations(viewer).get(**ends))

    return post_once(request, key, make, "/api/v1/goal-relations/")


@router.get("/goal-relations/{uuid:relation_id}", response=GoalRelationOut, operation_id="read_goal_relation")
def read_relation(request: TokenRequest, response: HttpResponse, relation_id: UUID) -> GoalRelationOut:
    """One relation between two goals."""
    viewer = request.auth.reader
    relation = relation_out(viewer, found(visible_relations(viewer).filter(id=relation_id).first()))
    response["ETag"] = etag_of(relation)
    return relation


@router.patch("/goal-relations/{uuid:relation_id}", response=GoalRelationOut, operation_id="rate_goals_anew")
def patch_relation(
    request: TokenRequest,
    response: HttpResponse,
    relation_id: UUID,
    body: Annotated[ChangedRelation, Body()],
    if_match: IfMatch = None,
) -> GoalRelationOut:
    """Rate two goals anew; the earlier rating stays in the journal. Needs the scope write:measures."""
    require_scope(request.auth, Scope.WRITE_MEASURES)
    viewer, rows = request.auth.reader, visible_relations(request.auth.reader).filter(id=relation_id)
    with transaction.atomic():
        row = found(rows.select_for_update(of=("self",)).first())
        current = relation_out(viewer, row)
        require_match(request, etag_of(current), current)
        rate_relation(
            by=request.auth.writer,
            digital_goal_id=row.digital_goal_id,
            city_goal_id=row.city_goal_id,
            score=body.score,
            reason=body.reason,
            confidence=body.confidence,
            version=row.version,
        )
        changed = relation_out(viewer, rows.get())
    response["ETag"] = etag_of(changed)
    return changed


@router.get("/contributions", response=Page[RatedContributionOut], operation_id="list_contributions")
def list_contributions(
    request: TokenRequest,
    limit: Limit = 50,
    cursor: Cursor = "",
    measure_id: UUID | None = None,
    goal_id: UUID | None = None,
) -> dict[str, Any]:
    """How much measures contribute to goals."""
    viewer = request.auth.reader
    rows = chosen(visible_contributions(viewer), measure_id=measure_id, goal_id=goal_id)
    return page_of(rows, shown(viewer, contribution_out), cursor, limit)


@router.post(
    "/measures/{uuid:measure_id}/contributions",
    response={201: RatedContributionOut},
    operation_id="rate_contribution",
    summary="Rate what a measure contributes",
)
def post_contribution(
    request: TokenRequest,
    measure_id: UUID,
    body: Annotated[NewContribution, Body()],
    key: IdempotencyKey = "",
) -> HttpResponse:
    """Link a measure to a goal with a strength. Needs the scope write:measures."""
    require_scope(request.auth, Scope.WRITE_MEASURES)
    viewer = request.auth.reader
    found(visible_measures(viewer).filter(id=measure_id).first())

    def make() -> RatedContributionOut:
        goals = Goal.objects.filter(id__in=visible_goals(viewer).values("id"))
        require_present([("goal_id", body.goal_id, goals)])
        with once("goal_id"):
            rate_contribution(
                by=request.auth.writer,
                measure_id=measure_id,
                goal_id=body.goal_id,
                strength=body.strength,
                reason=body.reason,
                confidence=body.confidence,
                seen="",
            )
        row = visible_contributions(viewer).get(measure_id=measure_id, goal_id=body.goal_id)
        return contribution_out(viewer, row)

    return post_once(request, key, make, f"/api/v1/measures/{measure_id}/contributions/")


@router.get(
    "/measures/{uuid:measure_id}/contributions/{uuid:goal_id}",
    response=RatedContributionOut,
    operation_id="read_contribution",
)
def read_contribution(
    request: TokenRequest, response: HttpResponse, measure_id: UUID, goal_id: UUID
) -> RatedContributionOut:
    """One contribution of a measure to a goal."""
    viewer = request.auth.reader
    rows = visible_contributions(viewer).filter(measure_id=measure_id, goal_id=goal_id)
    contribution = contribution_out(viewer, found(rows.first()))
    response["ETag"] = etag_of(contribution)
    return contribution


@router.patch(
    "/measures/{uuid:measure_id}/contributions/{uuid:goal_id}",
    response=RatedContributionOut,
    operation_id="rate_contribution_anew",
)
def patch_contribution(
    request: TokenRequest,
    response: HttpResponse,
    measure_id: UUID,
    goal_id: UUID,
    body: Annotated[ChangedContribution, Body()],
    if_match: IfMatch = None,
) -> RatedContributionOut:
    """Rate a contribution anew; the earlier rating stays in the journal. Needs the scope write:measures."""
    require_scope(request.auth, Scope.WRITE_MEASURES)
    viewer = request.auth.reader
    rows = visible_contributions(viewer).filter(measure_id=measure_id, goal_id=goal_id)
    with transaction.atomic():
        row = found(rows.select_for_update(of=("self",)).first())
        current = contribution_out(viewer, row)
        require_match(request, etag_of(current), current)
        rate_contribution(
            by=request.auth.writer,
            measure_id=measure_id,
            goal_id=goal_id,
            strength=body.strength,
            reason=body.reason,
            confidence=body.confidence,
            seen=str(row.strength),
        )
        changed = contribution_out(viewer, rows.get())
    response["ETag"] = etag_of(changed)
    return changed


def visible_relations(viewer: Viewer) -> QuerySet[GoalRelation]:
    """The relations both of whose goals are visible, with their rounds."""
    rows = seen_relations(viewer.clearance).filter(
        released_for(viewer, "digital_goal__strategy__released_to"),
        released_for(viewer, "city_goal__strategy__released_to"),
    )
    return rows.select_related("round")


def visible_contributions(viewer: Viewer) -> QuerySet[Contribution]:
    """The contributions of visible measures to visible goals, with their rounds."""
    rows: QuerySet[Contribution] = Contribution.objects.filter(
        released_for(viewer, "goal__strategy__released_to"),
        measure__in=visible_measures(viewer).order_by().values("id"),
    )
    return rows.select_related("round")


def relation_out(viewer: Viewer, row: GoalRelation) -> GoalRelationOut:
    """A loaded relation as the interface shows it."""
    own = {name: getattr(row, name) for name in ("id", "version", "digital_goal_id", "city_goal_id", "score")}
    return GoalRelationOut(**own, **rated_out(viewer, row))


def contribution_out(viewer: Viewer, row: Contribution) -> RatedContributionOut:
    """A loaded contribution as the interface shows it."""
    own = {name: getattr(row, name) for name in ("measure_id", "goal_id", "strength")}
    return RatedContributionOut(**own, **rated_out(viewer, row))


def rated_out(viewer: Viewer, row: GoalRelation | Contribution) -> dict[str, Any]:
    """What is known about a rating; its rater is told nobody, its reason to the administration."""
    plain = ("origin", "strength_given", "to_confirm", "way", "confidence", "rated_at")
    rating_round = row.round if row.round and row.round.is_visible_to(viewer) else None
    return {
        **{name: getattr(row, name) for name in plain},
        "reason": row.reason if viewer.clearance <= Rung.ADMINISTRATION else None,
        "round_title": rating_round.title if rating_round else None,
    }


def shown(viewer: Viewer, out: Callable[[Viewer, Any], Any]) -> Callable[[Sequence[Any]], list[Any]]:
    """Turns a page's rows into values as a viewer sees them."""
    return lambda rows: [out(viewer, row) for row in rows]


@contextmanager
def once(field: str) -> Iterator[None]:
    """Rate a pair that nobody rated; the problem ``invalid`` where somebody did."""
    try:
        yield
    except StaleWrite:
        raise Problem("invalid", errors=[{"field": f"body.{field}", "message": TWICE}]) from None
