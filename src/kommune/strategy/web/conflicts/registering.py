"""What goal conflicts register with the rooms below: history, findings, the block for deciders."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kommune.findings.public import (
    FindingKind,
    Subject,
    register_detector,
    register_finding_kind,
    register_subject,
)
from kommune.foundation.addresses import address_maker
from kommune.foundation.dates import today
from kommune.foundation.navigation import HomeCard, register_home_card
from kommune.municipalities.public import ThingKind, Viewer, register_thing
from kommune.strategy.actions.detect_conflicts import GOAL_CONFLICT, detect_conflicts
from kommune.strategy.models import GoalConflict
from kommune.strategy.queries.conflicts import due_conflicts, visible_conflicts
from kommune.strategy.rules import may_settle_conflicts
from kommune.strategy.web.conflicts.words import is_overdue

SHOWN = 5


def register_conflicts() -> None:
    """Everything at once; called in ``AppConfig.ready``."""
    register_thing(
        ThingKind(
            GOAL_CONFLICT,
            _("Goal conflict"),
            lambda viewer, key: visible_conflicts(viewer).filter(id=key).exists(),
            lambda slug, key: reverse("strategy:conflict", args=[slug, key]),
            may_restore_conflict,
        )
    )
    register_detector("conflicts", detect_conflicts)
    register_finding_kind(
        FindingKind(
            key=GOAL_CONFLICT,
            title=_("Goal conflict"),
            sentence=_("Two goals work against each other: %(subject)s."),
            advice=_("Open the card and say what is done about it, by whom and until when."),
        )
    )
    register_subject(GOAL_CONFLICT, conflict_subjects)
    register_home_card(
        HomeCard(
            "conflicts", "deciders", 15, "strategy/conflicts/card_due.html", conflicts_to_decide, is_kept=True
        )
    )


def may_restore_conflict(viewer: Viewer, conflict_id: UUID) -> bool:
    """Those who settle conflicts, as far as they see this one."""
    return may_settle_conflicts(viewer) and visible_conflicts(viewer).filter(id=conflict_id).exists()


def conflict_subjects(ids: Iterable[str], slug: str) -> Mapping[str, Subject]:
    """Conflicts as subjects of findings."""
    rows = GoalConflict.objects.filter(id__in=list(ids)).select_related("digital_goal", "city_goal")
    address = address_maker("strategy:conflict", slug)
    return {str(row.id): Subject(f"{row.digital_goal} ┅ {row.city_goal}", address(row.id)) for row in rows}


def conflicts_to_decide(viewer: Viewer, slug: str) -> dict[str, Any] | None:
    """The conflicts that are due soon or overdue, the nearest first; nothing where none is."""
    rows = due_conflicts(viewer, today(), SHOWN + 1)
    if not rows:
        return None
    told = [{"conflict": row, "is_overdue": is_overdue(row)} for row in rows[:SHOWN]]
    return {"conflicts": told, "has_more": len(rows) > SHOWN, "slug": slug}
