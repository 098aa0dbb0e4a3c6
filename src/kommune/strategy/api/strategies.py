"""Endpoints: strategies, fields of action and goals, to read."""

from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.http import HttpResponse
from ninja import Header, Router, Schema

from kommune.foundation.rest.paging import Cursor, Limit, Page, page_of
from kommune.foundation.rest.problems import Problem, found
from kommune.foundation.rest.versions import etag_of
from kommune.municipalities.public import TokenRequest, Viewer, released_for
from kommune.strategy.api.shapes import FieldOut, GoalOut, StrategyOut
from kommune.strategy.models import FieldOfAction, Goal
from kommune.strategy.queries.strategies import visible_goals, visible_strategies
from kommune.strategy.shapes import StrategyKind, StrategyState

router = Router(tags=["strategy"])
Row = TypeVar("Row", bound=Model)
Out = TypeVar("Out", bound=Schema)
IfMatch = Annotated[
    str | None,
    Header(alias="If-Match", description="The ETag of what you saw. Without it: 428; another one: 412."),
]


def as_list(shape: type[Out]) -> Callable[[Sequence[Any]], list[Out]]:
    """Turns rows into values of a shape."""
    return lambda rows: [shape.model_validate(row) for row in rows]


def one(rows: QuerySet[Row], shape: type[Out], object_id: UUID, response: HttpResponse) -> Out:
    """One of the rows as a value of a shape, with its ETag; the problem ``not-found`` otherwise."""
    value = shape.model_validate(found(rows.filter(pk=object_id).first()))
    response["ETag"] = etag_of(value)
    return value


def chosen(rows: QuerySet[Row], **wanted: Any) -> QuerySet[Row]:
    """The rows with these values; None asks for nothing."""
    return rows.filter(**{name: value for name, value in wanted.items() if value is not None})


def visible_fields(viewer: Viewer) -> QuerySet[FieldOfAction]:
    """The fields of action of visible strategies."""
    rows: QuerySet[FieldOfAction] = FieldOfAction.objects.filter(
        released_for(viewer, "strategy__released_to")
    )
    return rows


def require_present(wanted: Iterable[tuple[str, UUID, QuerySet[Any]]]) -> None:
    """Refuse ids of things that are not among the rows, all of them at once; names are those of the body."""
    missing = [(name, str(one)) for name, one, rows in wanted if not rows.filter(pk=one).exists()]
    message = "There is nothing with this id for this token."
    errors = [{"field": f"body.{name}", "message": message, "value": one} for name, one in missing]
    if errors:
        raise Problem("invalid", errors=errors)


@router.get("/strategies", response=Page[StrategyOut], operation_id="list_strategies")
def list_strategies(
    request: TokenRequest,
    limit: Limit = 50,
    cursor: Cursor = "",
    kind: StrategyKind | None = None,
    state: StrategyState | None = None,
) -> dict[str, Any]:
    """Strategies that the token may see."""
    rows = chosen(visible_strategies(request.auth.reader), kind=kind, state=state)
    return page_of(rows, as_list(StrategyOut), cursor, limit)


@router.get("/strategies/{uuid:strategy_id}", response=StrategyOut, operation_id="read_strategy")
def read_strategy(request: TokenRequest, response: HttpResponse, strategy_id: UUID) -> StrategyOut:
    """One strategy."""
    return one(visible_strategies(request.auth.reader), StrategyOut, strategy_id, response)


@router.get("/fields", response=Page[FieldOut], operation_id="list_fields")
def list_fields(
    request: TokenRequest, limit: Limit = 50, cursor: Cursor = "", strategy_id: UUID | None = None
) -> dict[str, Any]:
    """Fields of action of visible strategies."""
    rows = chosen(visible_fields(request.auth.reader), strategy_id=strategy_id)
    return page_of(rows, as_list(FieldOut), cursor, limit)


@router.get("/fields/{uuid:field_id}", response=FieldOut, operation_id="read_field")
def read_field(request: TokenRequest, response: HttpResponse, field_id: UUID) -> FieldOut:
    """One field of action."""
    return one(visible_fields(request.auth.reader), FieldOut, field_id, response)


@router.get("/goals", response=Page[GoalOut], operation_id="list_goals")
def list_goals(
    request: TokenRequest,
    limit: Limit = 50,
    cursor: Cursor = "",
    strategy_id: UUID | None = None,
    field_id: UUID | None = None,
) -> dict[str, Any]:
    """Goals of visible strategies."""
    rows = chosen(goals(request), strategy_id=strategy_id, field_id=field_id)
    return page_of(rows, as_list(GoalOut), cursor, limit)


@router.get("/goals/{uuid:goal_id}", response=GoalOut, operation_id="read_goal")
def read_goal(request: TokenRequest, response: HttpResponse, goal_id: UUID) -> GoalOut:
    """One goal."""
    return one(goals(request), GoalOut, goal_id, response)


def goals(request: TokenRequest) -> QuerySet[Goal]:
    """The goals that the token may see, without their joins."""
    return visible_goals(request.auth.reader).select_related(None)
