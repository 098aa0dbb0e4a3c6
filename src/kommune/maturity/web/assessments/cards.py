"""The self-assessment's blocks on the home pages: where the town stands, sheets that wait."""

from typing import Any

from kommune.maturity.queries.assessments.reading import closed_assessments, own_sheets
from kommune.maturity.web.assessments.showing import told_standings
from kommune.municipalities.public import Viewer


def where_we_stand(viewer: Viewer, slug: str) -> dict[str, Any] | None:
    """The newest profile in a sentence with its weakest three; nothing where there is none."""
    newest = closed_assessments(viewer).first()
    if newest is None:
        return None
    return {"assessment": newest, "slug": slug, **told_standings(newest)}


def sheets_waiting(viewer: Viewer, slug: str) -> dict[str, Any] | None:
    """Open self-assessments that ask this very person."""
    rows = [one.assessment for one in own_sheets(viewer) if not one.is_done]
    return {"assessments": rows, "slug": slug} if rows else None
