"""What first steps register with the rooms below: words, rights, the block for deciders."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kommune.foundation.navigation import HomeCard, register_home_card
from kommune.foundation.terms import register_terms
from kommune.maturity.place_terms import TERMS
from kommune.maturity.queries.steps import best_step
from kommune.maturity.rules import may_see_step_notes, may_take_steps
from kommune.maturity.web.steps.telling import told_line
from kommune.municipalities.public import Permission, Viewer, register_rights


def register_steps() -> None:
    """Everything at once; called in ``AppConfig.ready``."""
    register_terms(*TERMS)
    register_rights(
        _("First steps"),
        52,
        Permission(
            "steps.take",
            _("Answer what first steps need, make measures of them, set them aside, tell other towns"),
            may_take_steps,
        ),
        Permission(
            "steps.notes",
            _("Read what the town answered about first steps, and why it set one aside"),
            may_see_step_notes,
        ),
    )
    register_home_card(HomeCard("first_step", "deciders", 30, "maturity/steps/card.html", step_that_pays))


def step_that_pays(viewer: Viewer, slug: str) -> dict[str, Any] | None:
    """The step that fits best now; nothing where nobody has said what the town needs."""
    best = best_step(viewer, slug)
    if best is None:
        return None
    line, count, facts = best
    return {
        "line": told_line(line, facts, slug, may_answer=may_take_steps(viewer)),
        "count": count,
        "all_url": reverse("maturity:steps", args=[slug]),
    }
