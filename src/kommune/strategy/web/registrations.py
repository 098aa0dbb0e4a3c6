"""What the strategy wing registers with the rooms below: navigation, findings, subjects, handlers, jobs."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kommune.files.public import register_purpose
from kommune.findings.public import (
    FindingHandler,
    FindingKind,
    Subject,
    register_detector,
    register_finding_kind,
    register_handler,
    register_subject,
)
from kommune.foundation.addresses import address_maker
from kommune.foundation.navigation import HomeCard, NavigationItem, register_home_card, register_navigation
from kommune.jobs.public import register_job
from kommune.municipalities.public import Viewer, may_enter_workbench
from kommune.strategy.actions.answers import make_measure_of
from kommune.strategy.actions.detect import detect_gaps
from kommune.strategy.actions.readings import PURPOSE as READ_PURPOSE
from kommune.strategy.models import Goal, Measure
from kommune.strategy.public import REFRESH
from kommune.strategy.rules import may_edit_strategies
from kommune.strategy.tasks import (
    READ_TEXT,
    READ_TEXTS,
    proof_url,
    ratings_url,
    read_one_text,
    read_texts,
    reading_url,
    renew_figures_and_findings,
)
from kommune.strategy.texts import FINDINGS
from kommune.strategy.web import cards
from kommune.strategy.web.alignment.tabs import TABS
from kommune.strategy.web.conflicts.registering import register_conflicts
from kommune.strategy.web.findable import register_findable
from kommune.strategy.web.things import register_things


def register_wing() -> None:
    """Everything at once; called in ``AppConfig.ready``."""
    register_job(REFRESH, renew_figures_and_findings, result_url=proof_url)
    register_job(READ_TEXTS, read_texts, result_url=ratings_url)
    register_job(READ_TEXT, read_one_text, result_url=reading_url)
    register_purpose(READ_PURPOSE, may_edit_strategies)
    register_detector("strategy", detect_gaps)
    for key, (title, sentence, advice) in FINDINGS.items():
        register_finding_kind(FindingKind(key=key, title=title, sentence=sentence, advice=advice))
    register_subject("goal", goal_subjects)
    register_subject("measure", measure_subjects)
    register_handler(
        FindingHandler(
            key="measure",
            label=_("Make a measure of it"),
            may_handle=may_edit_strategies,
            handle_finding=answer_finding,
        )
    )
    items = [
        ("proof", _("What the list proves"), "strategy:proof", 20, "bars"),
        ("alignment", _("Alignment"), "strategy:alignment", 25, "strategy"),
        ("strategy", _("Strategy"), "strategy:list", 30, "goal"),
        ("measures", _("Measures"), "strategy:measures", 40, "measure"),
    ]
    tabs = tuple(url_name for _key, _label, url_name in TABS)
    for key, label, url_name, order, icon in items:
        also = tabs if key == "alignment" else ()
        register_navigation(NavigationItem(key, label, url_name, order, icon, may_enter_workbench, also=also))
    for home in ("deciders", "employees"):
        register_home_card(HomeCard(f"steps-{home}", home, 5, "strategy/card_steps.html", cards.first_steps))
    register_home_card(
        HomeCard("overview", "deciders", 10, "strategy/card_overview.html", cards.three_sentences)
    )
    conflict_card = "strategy/alignment/card_conflict.html"
    register_home_card(HomeCard("conflict", "deciders", 15, conflict_card, cards.worst_conflict))
    register_home_card(
        HomeCard("lately", "deciders", 20, "strategy/card_lately.html", cards.lately, is_kept=True)
    )
    register_home_card(HomeCard("new", "employees", 40, "strategy/card_new.html", cards.whats_new))
    for key, order, template, build in (
        ("mine", 10, "strategy/card_measures.html", cards.my_measures),
        ("unit", 20, "strategy/card_unit.html", cards.my_units_measures),
    ):
        register_home_card(HomeCard(key, "employees", order, template, build, is_kept=True))
    register_findable()
    register_things()
    register_conflicts()


def goal_subjects(ids: Iterable[str], slug: str) -> Mapping[str, Subject]:
    """Goals as subjects of findings."""
    rows = Goal.objects.filter(id__in=list(ids)).only("number", "title")
    address = address_maker("strategy:goal", slug)
    return {str(row.id): Subject(str(row), address(row.id)) for row in rows}


def measure_subjects(ids: Iterable[str], slug: str) -> Mapping[str, Subject]:
    """Measures as subjects of findings."""
    rows = Measure.objects.filter(id__in=list(ids)).only("number", "title")
    address = address_maker("strategy:measure", slug)
    return {str(row.id): Subject(str(row), address(row.id)) for row in rows}


def answer_finding(viewer: Viewer, finding_id: Any, slug: str) -> str:
    """Make a measure of a finding and go to edit it."""
    measure_id = make_measure_of(by=viewer, finding_id=finding_id, slug=slug)
    return reverse("strategy:measure_edit", args=[slug, measure_id])
