"""What of the wing the search finds: guided hours, self-assessments, surveys and tools, asked for at once."""

from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kommune.maturity.queries.assessments.reading import visible_assessments
from kommune.maturity.queries.hours import visible_hours
from kommune.maturity.queries.pulses.pulses import visible_pulses
from kommune.maturity.queries.tools import visible_tools
from kommune.municipalities.public import Viewer
from kommune.search.public import Hit, SearchSource, begins_first, matching, register_source

# Kind of thing: what a hit of it is called, and the name of its page.
PAGES: dict[str, tuple[Promise, str]] = {
    "hour": (_("Guided hour"), "maturity:hour"),
    "assessment": (_("Self-assessment"), "maturity:assessment"),
    "pulse": (_("Survey"), "maturity:pulse"),
    "tool": (_("Tool"), "maturity:tool"),
}


def register_findable() -> None:
    """The one search source of the wing; called in ``AppConfig.ready``."""
    register_source(SearchSource("maturity", _("Place and people"), 60, find_in_wing))


def find_in_wing(viewer: Viewer, slug: str, words: list[str], limit: int) -> list[Hit]:
    """Things of the wing by title and by what they are about; one query over all kinds."""
    first, *others = (
        _found("hour", visible_hours(viewer), words, "title", "next_what"),
        _found("assessment", visible_assessments(viewer), words, "title", "note"),
        _found("pulse", visible_pulses(viewer), words, "title", "purpose"),
        _found("tool", visible_tools(viewer), words, "name", "purpose"),
    )
    hits = first.union(*others, all=True).order_by("rank", "shown")[:limit]
    return [
        Hit(shown, str(PAGES[kind][0]), reverse(PAGES[kind][1], args=[slug, key]))
        for kind, key, shown, _rank in hits
    ]


def _found(kind: str, rows: QuerySet[Any], words: list[str], title: str, about: str) -> QuerySet[Any, Any]:
    plain = rows.filter(matching(words, title, about)).select_related(None).order_by()
    named = plain.annotate(
        kind=Value(kind, output_field=CharField()), shown=F(title), rank=begins_first(words, title)
    )
    columns: QuerySet[Any, Any] = named.values_list("kind", "id", "shown", "rank")
    return columns
