"""What the findings register adds to the shell."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kommune.findings.queries import PRESENT, read_findings, visible_findings, waiting_for
from kommune.findings.registry import finding_kinds
from kommune.foundation.navigation import HomeCard, NavigationItem, register_home_card, register_navigation
from kommune.municipalities.public import ThingKind, Viewer, may_enter_workbench, register_thing
from kommune.search.public import Hit, SearchSource, register_source

SHOWN = 12


def my_findings(viewer: Viewer, slug: str) -> dict[str, Any] | None:
    """Findings that wait for this person."""
    own = visible_findings(viewer).filter(owner_id=viewer.membership_id, state__in=PRESENT)
    rows = read_findings(list(own[:SHOWN]), slug)
    return {"rows": rows, "slug": slug} if rows else None


def find_findings(viewer: Viewer, slug: str, words: list[str], limit: int) -> list[Hit]:
    """Findings whose kind's title holds every word."""
    keys = [
        key
        for key, kind in finding_kinds().items()
        if all(word.lower() in str(kind.title).lower() for word in words)
    ]
    if not keys:
        return []
    rows = read_findings(
        list(visible_findings(viewer).filter(kind__in=keys, state__in=PRESENT)[:limit]), slug
    )
    return [
        Hit(
            read.sentence,
            str(read.finding.get_state_display()),
            reverse("findings:show", args=[slug, read.finding.id]),
        )
        for read in rows
    ]


def register_room() -> None:
    """Left bar, home block, search, history; called in ``AppConfig.ready``."""
    register_home_card(HomeCard("findings", "employees", 30, "findings/card_mine.html", my_findings))
    register_source(SearchSource("findings", _("Findings"), 40, find_findings))
    register_thing(
        ThingKind(
            "finding",
            _("Finding"),
            lambda viewer, key: visible_findings(viewer).filter(id=key).exists(),
            lambda slug, key: reverse("findings:show", args=[slug, key]),
        )
    )
    register_navigation(
        NavigationItem(
            "findings", _("Findings"), "findings:list", 15, "finding", may_enter_workbench, waiting_for
        )
    )
