"""What of the wing the search finds: guided hours, self-assessments, surveys and tools."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kommune.maturity.queries.assessments.reading import visible_assessments
from kommune.maturity.queries.hours import visible_hours
from kommune.maturity.queries.pulses.pulses import visible_pulses
from kommune.maturity.queries.tools import visible_tools
from kommune.municipalities.public import Viewer
from kommune.search.public import Hit, SearchSource, register_source
from kommune.strategy.public import kept_while_unchanged

VIEWERS_KEPT = 64
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
    """Things of the wing by title and by what they are about, whatever the case; no query of its own."""
    wanted = [word.casefold() for word in words]
    found = [one for one in _findable(viewer) if all(word in one.text for word in wanted)]
    found.sort(key=lambda one: (not one.text.startswith(wanted[0]), one.title))
    return [
        Hit(one.title, str(PAGES[one.kind][0]), reverse(PAGES[one.kind][1], args=[slug, one.id]))
        for one in found[:limit]
    ]


@dataclass(frozen=True, slots=True)
class Findable:
    """A thing of the wing; ``text`` is its title and what it is about, folded for comparing."""

    kind: str
    id: UUID
    title: str
    text: str


@kept_while_unchanged(VIEWERS_KEPT)
def _findable(viewer: Viewer) -> tuple[Findable, ...]:
    """All that a person may see: a town has dozens of these things, so they are compared here."""
    kinds: tuple[tuple[str, QuerySet[Any], str, str], ...] = (
        ("hour", visible_hours(viewer), "title", "next_what"),
        ("assessment", visible_assessments(viewer), "title", "note"),
        ("pulse", visible_pulses(viewer), "title", "purpose"),
        ("tool", visible_tools(viewer), "name", "purpose"),
    )
    return tuple(
        Findable(kind, key, named, f"{named}\n{told}".casefold())
        for kind, rows, title, about in kinds
        for key, named, told in rows.select_related(None).order_by("-id").values_list("id", title, about)
    )
