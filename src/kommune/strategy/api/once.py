"""Posting so that a repeated request with the same Idempotency-Key does not double."""

import hashlib
from collections.abc import Callable
from typing import Annotated, TypeAlias

from django.http import HttpResponse
from ninja import Header

from kommune.foundation.rest.versions import etag_of
from kommune.municipalities.public import Answer, TokenRequest, answer_once
from kommune.strategy.api.rating_shapes import GoalRelationOut, RatedContributionOut
from kommune.strategy.api.shapes import MeasureOut, StatusReportOut

Made: TypeAlias = MeasureOut | StatusReportOut | GoalRelationOut | RatedContributionOut

IdempotencyKey = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        max_length=200,
        pattern=r"^[\x21-\x7e]*$",
        description="A text of your own; the same request with the same key within 24 hours is done once.",
    ),
]


def post_once(request: TokenRequest, key: str, make: Callable[[], Made], address: str) -> HttpResponse:
    """Answer 201 with what ``make`` made, or, for a key sent before, with the answer of then."""

    def carry_out() -> Answer:
        made = make()
        name = made.goal_id if isinstance(made, RatedContributionOut) else made.id
        headers = {"ETag": etag_of(made), "Location": f"{address}{name}"}
        return Answer(201, made.model_dump_json(), headers)

    if key:
        fingerprint = hashlib.sha256(request.path.encode() + b"\n" + request.body).hexdigest()
        answer, was_kept = answer_once(
            access=request.auth, key=key, fingerprint=fingerprint, carry_out=carry_out
        )
    else:
        answer, was_kept = carry_out(), False
    headers = {**answer.headers, **({"Idempotency-Replayed": "true"} if was_kept else {})}
    return HttpResponse(
        answer.body, status=answer.status, content_type="application/json; charset=utf-8", headers=headers
    )
