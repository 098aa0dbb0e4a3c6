"""What pulses register with the rooms below: rights, navigation, findings, history, search, home cards."""

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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
from kommune.foundation.navigation import HomeCard, NavigationItem, register_home_card, register_navigation
from kommune.foundation.terms import register_terms
from kommune.maturity.actions.detect_pulses import LOW_TOPIC, TOPIC, detect_low_topics
from kommune.maturity.actions.pulse_closing import close_forgotten_pulses, drop_old_texts
from kommune.maturity.pulse_terms import TERMS
from kommune.maturity.queries.pulses.pulses import visible_pulses
from kommune.maturity.queries.pulses.results import newest_topics
from kommune.maturity.rules import may_run_pulses
from kommune.maturity.web.pulses import cards
from kommune.maturity.web.tabs import PEOPLE
from kommune.municipalities.public import (
    Part,
    Permission,
    ThingKind,
    may_enter_workbench,
    register_rights,
    register_thing,
    system_viewer,
)
from kommune.search.public import Command, register_command


def register_pulses() -> None:
    """Everything at once; called in ``AppConfig.ready``."""
    register_terms(*TERMS)
    # Behind its opening, groups and floor could be cut anew around answers that are there already.
    register_final("open_pulse")
    register_final("close_pulse")
    register_duty("close_forgotten_pulses", close_forgotten_pulses)
    register_duty("drop_old_texts", drop_old_texts)
    _register_navigation()
    _register_findings()
    register_rights(
        _("Surveys of employees"),
        60,
        Permission(
            "maturity.run_pulses",
            _("Prepare, open and close surveys, make slips, say what is done about the results"),
            may_run_pulses,
        ),
    )
    register_thing(
        ThingKind(
            "pulse",
            _("Survey"),
            lambda viewer, key: visible_pulses(viewer).filter(id=key).exists(),
            lambda slug, key: reverse("maturity:pulse", args=[slug, key]),
            parts=(
                Part("pulse_group", _("Reporting group"), "pulse_id", "name", "invited"),
                Part("pulse_reply", _("What we do about it"), "pulse_id", "text", "state"),
            ),
        )
    )


def _register_navigation() -> None:
    tabs = tuple(url_name for _key, _label, url_name in PEOPLE)
    register_navigation(
        NavigationItem(
            "people",
            pgettext_lazy("wing", "People"),
            "maturity:pulses",
            55,
            "people",
            may_enter_workbench,
            also=tabs,
        )
    )
    register_command(Command("new_pulse", _("Prepare a survey"), "maturity:pulse_new", may_run_pulses))
    register_home_card(
        HomeCard(
            "pulses",
            "employees",
            15,
            "maturity/pulses/card_open.html",
            cards.open_for_employees,
            is_kept=True,
        )
    )
    register_home_card(
        HomeCard(
            "culture",
            "deciders",
            30,
            "maturity/pulses/card_culture.html",
            cards.culture_for_deciders,
            is_kept=True,
        )
    )


def _register_findings() -> None:
    register_detector("pulses", detect_low_topics)
    register_finding_kind(
        FindingKind(
            key=LOW_TOPIC,
            title=_("Low result of a survey"),
            sentence=_("“%(subject)s” stands low in the last survey: %(mean)s of %(highest)s."),
            advice=_("Talk about it with those concerned, say what is done, and make a measure of it."),
        )
    )
    register_subject(TOPIC, topic_subjects)


def topic_subjects(ids: Iterable[str], slug: str) -> Mapping[str, Subject]:
    """Topics of surveys as subjects of findings; each leads to the newest survey that asked it."""
    newest = newest_topics(system_viewer())
    address = address_maker("maturity:pulse", slug)
    return {
        key: Subject(newest[key].title, f"{address(newest[key].pulse.id)}#{key}")
        for key in ids
        if key in newest
    }
