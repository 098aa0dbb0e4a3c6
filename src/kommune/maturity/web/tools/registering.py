"""What introducing tools registers with the rooms below."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kommune.audit.public import register_kind
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
from kommune.maturity import models
from kommune.maturity.actions.detect_tools import TOOL, TOOL_STALLS, detect_tool_stalls
from kommune.maturity.actions.usage import forget_old_intakes
from kommune.maturity.queries.tools import tool_for, tool_of_measure, visible_tools
from kommune.maturity.rights import describe_tool_rights
from kommune.maturity.rules import may_edit_tool, may_introduce_tools
from kommune.maturity.web.tools import cards
from kommune.municipalities.public import Part, ThingKind, Viewer, register_thing
from kommune.search.public import (
    Command,
    register_command,
)
from kommune.strategy.public import MeasureLink, register_measure_links

# Rows of usage counts stand in no history page: their batch tells that counts were taken over.
PARTS = (
    Part("tool_station", _("Station"), "introduction_id", "station", "state"),
    Part("tool_need", _("Need"), "introduction_id", "quote"),
    Part("tool_criterion", _("Criterion"), "introduction_id", "title", "is_must"),
    Part("tool_candidate", _("Candidate"), "introduction_id", "title", "is_chosen"),
    Part("tool_unit", _("Unit in the roll-out"), "introduction_id", "name", "started_on"),
    Part("retired_thing", _("What is retired"), "introduction_id", "title", "state"),
    Part("usability_score", _("Usability score"), "introduction_id", "measured_on", "value"),
    Part("tool_survey", _("Two questions"), "introduction_id", "opened_on", "is_open"),
)
TERMS = (
    Term("usage_count", _("Usage count"), _("How many people of a unit used a tool in a week; never who.")),
    Term("tool_introduction", _("Introduction of a tool"), _("A measure that brings a tool into the house.")),
    Term("reach", _("Reach"), _("How many of those who could use a tool do so.")),
    Term(
        "retired",
        _("What is retired"),
        _("What a new tool replaces, so that the house does not just get fuller."),
    ),
)


def register_tools() -> None:
    """Everything at once; called in ``AppConfig.ready``."""
    register_duty("forget_old_intakes", forget_old_intakes)
    for kind, model in (
        (TOOL, models.ToolIntroduction),
        ("tool_station", models.ToolStation),
        ("tool_need", models.ToolNeed),
        ("tool_criterion", models.ToolCriterion),
        ("tool_candidate", models.ToolCandidate),
        ("candidate_score", models.CandidateScore),
        ("tool_unit", models.ToolUnit),
        ("retired_thing", models.RetiredThing),
        ("tool_survey", models.ToolSurvey),
        ("usage_count", models.UsageCount),
        ("usability_score", models.UsabilityScore),
    ):
        register_kind(kind, model)
    _register_findings()
    _register_home_cards()
    register_thing(
        ThingKind(
            TOOL,
            _("Introduction of a tool"),
            lambda viewer, key: visible_tools(viewer).filter(id=key).exists(),
            lambda slug, key: reverse("maturity:tool", args=[slug, key]),
            may_restore_tool,
            PARTS,
        )
    )
    register_command(Command("new_tool", _("Introduce a tool"), "maturity:tool_new", may_introduce_tools))
    register_measure_links("tools", tool_links)
    register_terms(*TERMS)
    describe_tool_rights()


def _register_findings() -> None:
    register_detector("tools", detect_tool_stalls)
    register_finding_kind(
        FindingKind(
            key=TOOL_STALLS,
            title=_("Tool stalls"),
            sentence=_("%(subject)s stalls in %(stalling)s of %(units)s units, most of all: %(unit)s."),
            advice=_("Ask the team what keeps it from the tool, and help there. Or decide to stop."),
        )
    )
    register_subject(TOOL, tool_subjects)


def _register_home_cards() -> None:
    register_home_card(
        HomeCard(
            "tools", "employees", 30, "maturity/tools/card_team.html", cards.my_teams_tools, is_kept=True
        )
    )
    register_home_card(
        HomeCard(
            "tools-deciders",
            "deciders",
            30,
            "maturity/tools/card_deciders.html",
            cards.taken_up_or_not,
            is_kept=True,
        )
    )


def may_restore_tool(viewer: Viewer, tool_id: UUID) -> bool:
    """Those who may change the tool."""
    tool = tool_for(viewer, tool_id)
    return tool is not None and may_edit_tool(viewer, tool)


def tool_subjects(ids: Iterable[str], slug: str) -> Mapping[str, Subject]:
    """Tools as subjects of findings."""
    rows = models.ToolIntroduction.objects.filter(id__in=list(ids)).only("name")
    address = address_maker("maturity:tool", slug)
    return {str(row.id): Subject(row.name, address(row.id)) for row in rows}


def tool_links(viewer: Viewer, slug: str, measure_id: UUID, may_edit: bool) -> Sequence[MeasureLink]:
    """On a measure's page: the tool that it introduces, or the way to make it one that does."""
    tool = tool_of_measure(viewer, measure_id)
    if tool is not None:
        label = gettext("Introduces the tool “%(tool)s”") % {"tool": tool.name}
        return [MeasureLink(label, reverse("maturity:tool", args=[slug, tool.id]))]
    if not may_edit:
        return []
    address = reverse("maturity:tool_for_measure", args=[slug, measure_id])
    return [MeasureLink(gettext("This measure introduces a tool"), address)]
