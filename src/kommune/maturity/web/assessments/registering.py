"""What the self-assessment registers with the rooms below: rights, findings, history, search, cards."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kommune.audit.public import register_final
from kommune.findings.public import (
    FindingKind,
    Subject,
    register_detector,
    register_finding_kind,
    register_subject,
)
from kommune.foundation.addresses import address_maker
from kommune.foundation.duties import register_duty
from kommune.foundation.navigation import HomeCard, register_home_card
from kommune.foundation.terms import Term, register_terms
from kommune.maturity.actions.assessment_closing import close_forgotten_assessments
from kommune.maturity.actions.detect_weak_dimensions import WEAK_DIMENSION, detect_weak_dimensions
from kommune.maturity.models import Assessment
from kommune.maturity.queries.assessments.reading import own_questions, visible_assessments
from kommune.maturity.rules import may_run_assessments
from kommune.maturity.shapes.assessments import MaturityDimension
from kommune.maturity.web.assessments import cards
from kommune.maturity.web.assessments.words import dimension_name
from kommune.municipalities.public import (
    Part,
    Permission,
    ThingKind,
    register_rights,
    register_thing,
)
from kommune.search.public import (
    Command,
    register_command,
)

ASSESSMENT_PARTS = (
    Part("assessment_item", _("Question"), "assessment_id", "present", "target", is_own=False),
)
TERMS = (
    Term(
        "self_assessment",
        _("Self-assessment"),
        _("Several people say where the town stands today and where it wants to be; blind until it closes."),
    ),
    Term("maturity_dimension", _("Dimension"), _("One of eight sides of a town's digital change.")),
    Term(
        "step", _("Step"), _("How far something is, from 0 (nothing there) to 4 (as good as one can wish).")
    ),
)


def register_assessments() -> None:
    """Everything at once; called in ``AppConfig.ready``."""
    register_final("close_assessment")
    register_duty("close_forgotten_assessments", close_forgotten_assessments)
    _register_rights()
    _register_things()
    register_detector("self_assessment", detect_weak_dimensions)
    register_finding_kind(
        FindingKind(
            key=WEAK_DIMENSION,
            title=_("Weak dimension"),
            sentence=_("“%(dimension)s” stands at %(present)s of 4 (target %(target)s, n = %(n)s)."),
            advice=_(
                "Look at its questions, choose what brings it one step further, and make a measure of it."
            ),
            read_evidence=name_dimension,
        )
    )
    register_subject("assessment", assessment_subjects)
    register_home_card(
        HomeCard(
            "standing",
            "deciders",
            30,
            "maturity/assessments/card_standing.html",
            cards.where_we_stand,
            is_kept=True,
        )
    )
    register_home_card(
        HomeCard("sheets", "employees", 8, "maturity/assessments/card_sheets.html", cards.sheets_waiting)
    )
    register_command(
        Command(
            "new_assessment", _("Prepare a self-assessment"), "maturity:assessment_new", may_run_assessments
        )
    )
    register_terms(*TERMS)


def name_dimension(evidence: Mapping[str, Any]) -> Mapping[str, Any]:
    """The evidence of a weak dimension with its name in the language of the reader."""
    key = evidence.get("key", "")
    return {**evidence, "dimension": dimension_name(key)} if key in MaturityDimension.values else evidence


def assessment_subjects(ids: Iterable[str], slug: str) -> Mapping[str, Subject]:
    """Assessments as subjects of findings."""
    rows = Assessment.objects.filter(id__in=list(ids)).only("title")
    address = address_maker("maturity:assessment", slug)
    return {str(row.id): Subject(row.title, address(row.id)) for row in rows}


def _register_things() -> None:
    register_thing(
        ThingKind(
            "assessment",
            _("Self-assessment"),
            lambda viewer, key: visible_assessments(viewer).filter(id=key).exists(),
            lambda slug, key: reverse("maturity:assessment", args=[slug, key]),
            parts=ASSESSMENT_PARTS,
        )
    )
    register_thing(
        ThingKind(
            "assessment_question",
            _("Own question of the self-assessment"),
            lambda viewer, key: may_run_assessments(viewer) and own_questions().filter(id=key).exists(),
            lambda slug, key: reverse("maturity:assessment_question_edit", args=[slug, key]),
            lambda viewer, key: may_run_assessments(viewer) and own_questions().filter(id=key).exists(),
        )
    )


def _register_rights() -> None:
    register_rights(
        _("Self-assessment"),
        50,
        Permission(
            "assessments.run",
            _("Prepare, open and close self-assessments, invite people, word own questions"),
            may_run_assessments,
        ),
    )
