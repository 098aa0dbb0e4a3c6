"""Endpoint: the figures of the overview, to read."""

from django.http import HttpResponse
from ninja import Router

from kommune.foundation.rest.problems import found
from kommune.foundation.rest.versions import etag_of
from kommune.municipalities.public import TokenRequest
from kommune.strategy.api.shapes import FiguresOut
from kommune.strategy.public import overview_for

router = Router(tags=["figures"])


@router.get("/figures", response=FiguresOut, operation_id="read_figures")
def read_figures(request: TokenRequest, response: HttpResponse) -> FiguresOut:
    """The figures as the token's rung sees them; old ones are renewed in the background."""
    overview = found(overview_for(request.auth.reader))
    figures = FiguresOut(
        as_of=overview.as_of,
        is_current=overview.is_current,
        figures=overview.data["figures"],
        sentences=overview.data["sentences"],
        money=overview.data["money"],
    )
    response["ETag"] = etag_of(figures)
    return figures
