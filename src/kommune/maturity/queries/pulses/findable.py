"""What of surveys the search finds: titles and purposes, never what people said."""

from django.urls import reverse

from kommune.maturity.queries.pulses.pulses import visible_pulses
from kommune.municipalities.public import Viewer
from kommune.search.public import Hit, begins_first, matching


def find_pulses(viewer: Viewer, slug: str, words: list[str], limit: int) -> list[Hit]:
    """Surveys by title and purpose."""
    rows = visible_pulses(viewer).filter(matching(words, "title", "purpose")).defer("blocks", "results")
    return [
        Hit(row.title, str(row.get_state_display()), reverse("maturity:pulse", args=[slug, row.id]))
        for row in rows.order_by(begins_first(words, "title"), "-id")[:limit]
    ]
