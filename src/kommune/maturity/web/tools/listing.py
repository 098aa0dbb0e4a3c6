"""The list of tools, beginning one, and the balance of what came and what went."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kommune.analysis.adoption import ToolBalance, balance_tools
from kommune.foundation.addresses import address_maker
from kommune.foundation.dates import today
from kommune.foundation.exports import table_file
from kommune.foundation.tables import Column, Filter, Table, table_response
from kommune.foundation.templatetags.components import state
from kommune.maturity.actions.tools import introduce_by_measure, introduce_tool
from kommune.maturity.models import RetiredThing, ToolIntroduction
from kommune.maturity.queries.adoption import ToolStanding, tool_standings
from kommune.maturity.queries.tools import (
    retired_counts,
    tool_of_measure,
    visible_tools,
)
from kommune.maturity.rules import may_introduce_tools
from kommune.maturity.shapes.tools import Retirement, Station, Verdict
from kommune.maturity.web.tabs import people_tabs
from kommune.maturity.web.tools.forms import ToolForm
from kommune.maturity.web.tools.pages import save_form, tool_crumbs
from kommune.maturity.web.tools.words import (
    COURSES,
    RETIREMENT_TONES,
    course_of,
    day_text,
    share_text,
    stalling_text,
    tool_badge,
    verdict_badge,
)
from kommune.municipalities.public import TownRequest, require
from kommune.strategy.public import may_edit_measure, measure_for


@dataclass(frozen=True, slots=True)
class ToolsRead:
    """All tools that a person may see, with how they go, station and what they replace, read once."""

    tools: list[ToolIntroduction]
    standings: dict[UUID, ToolStanding]


@require_GET
def list_tools(request: TownRequest, town: str) -> HttpResponse:
    """All introductions of tools, with where they stand."""
    known = read_tools(request)
    table = tool_table(request, town, known)
    kind = request.GET.get("export", "")
    if kind in table.exports:
        return table_file(table, kind, _("Tools"))
    context = {
        "may_begin": may_introduce_tools(request.viewer),
        "balance": balance_of(known.tools, {key: one.retired for key, one in known.standings.items()}),
        "taken_up": sum(one.counted > 0 and not one.is_stalling for one in known.standings.values()),
        "stalling": sum(one.is_stalling for one in known.standings.values()),
        "total": len(known.tools),
        "tabs": people_tabs(town, "tools"),
    }
    return table_response(request, table, "maturity/tools/list.html", context)


def read_tools(request: TownRequest) -> ToolsRead:
    """Everything that the list shows of tools; two queries whatever their number while figures are kept."""
    tools = list(visible_tools(request.viewer))
    known = tool_standings(today())
    return ToolsRead(tools, {tool.id: known[tool.id] for tool in tools})


def tool_table(request: TownRequest, slug: str, known: ToolsRead) -> Table:
    """The tools that this person may see."""
    standings = known.standings

    def station_of(row: ToolIntroduction) -> str:
        station = standings[row.id].station
        return str(Station(station).label) if station else _("end of the way")

    def stalling(row: ToolIntroduction) -> str:
        return stalling_text(standings[row.id])

    def retired(row: ToolIntroduction) -> str:
        counts = standings[row.id].retired
        done, of = counts[Retirement.SWITCHED_OFF], sum(counts.values())
        return _("%(done)s of %(of)s") % {"done": done, "of": of} if of else _("nothing")

    columns = [
        Column("name", _("Tool"), "name", sort=("name",)),
        Column(
            "course",
            _("How it goes"),
            lambda row: tool_badge(row, standings[row.id]),
        ),
        Column("station", _("Station"), station_of, priority=2),
        Column("verdict", _("Verdict"), verdict_badge, sort=("verdict",), priority=3),
        Column("reach", _("Reach"), lambda row: share_text(standings[row.id].reach), align="end"),
        Column(
            "stalling", _("Stalls in"), lambda row: stalling_text(standings[row.id]), align="end", priority=2
        ),
        Column("retired", _("Retired"), retired, align="end", priority=2),
    ]

    def of_course(rows: QuerySet[ToolIntroduction], values: list[str]) -> QuerySet[ToolIntroduction]:
        return rows.filter(id__in=[key for key, one in standings.items() if course_of(one) in values])

    address = address_maker("maturity:tool", slug)
    return Table(
        request,
        visible_tools(request.viewer),
        columns,
        caption=_("Tools"),
        filters=[
            Filter("course", _("How it goes"), "multi", list(COURSES.items()), narrow=of_course),
            Filter("verdict", _("Verdict"), "multi", Verdict.choices, lookup="verdict__in"),
        ],
        search=lambda rows, text: rows.filter(Q(name__icontains=text) | Q(purpose__icontains=text)),
        default_sort="name",
        row_url=lambda row: address(row.pk),
        empty_template="maturity/tools/_none.html",
        empty_context={"may_begin": may_introduce_tools(request.viewer)},
    )


@require_http_methods(["GET", "POST"])
def new_tool(request: TownRequest, town: str) -> HttpResponse:
    """Begin a tool together with its measure."""
    require(may_introduce_tools(request.viewer))
    form = ToolForm(request.POST or None)

    def save(_version: int) -> str:
        tool_id = introduce_tool(by=request.viewer, values=form.cleaned_data)
        return reverse("maturity:tool_way", args=[town, tool_id])

    context = {
        "title": _("Which tool shall be introduced?"),
        "note": _(
            "A measure with this name is made along with it, so that money, goals and status reports have "
            "their place."
        ),
        "crumbs": tool_crumbs(town),
        "cancel_url": reverse("maturity:tools", args=[town]),
    }
    return save_form(request, form, save, context)


@require_http_methods(["GET", "POST"])
def tool_for_measure(request: TownRequest, town: str, measure_id: UUID) -> HttpResponse:
    """Make the introduction of a tool of a measure that is there; where it is one already, go to it."""
    measure = measure_for(request.viewer, measure_id)
    if measure is None:
        raise Http404
    present = tool_of_measure(request.viewer, measure_id)
    if present is not None:
        return redirect("maturity:tool", town, present.id)
    require(may_edit_measure(request.viewer, measure))
    form = ToolForm(request.POST or None, initial={"name": measure.title[:200], "purpose": measure.aim})

    def save(_version: int) -> str:
        tool_id = introduce_by_measure(by=request.viewer, measure_id=measure_id, values=form.cleaned_data)
        return reverse("maturity:tool_way", args=[town, tool_id])

    context = {
        "title": _("Which tool does “%(measure)s” introduce?") % {"measure": measure},
        "crumbs": tool_crumbs(town),
        "cancel_url": reverse("strategy:measure", args=[town, measure_id]),
    }
    return save_form(request, form, save, context)


@require_GET
def show_balance(request: TownRequest, town: str) -> HttpResponse:
    """What came and what went: does the house get fuller or emptier?"""
    tools = list(visible_tools(request.viewer))
    columns = [
        Column("title", _("What is replaced"), "title", sort=("title",)),
        Column("tool", _("By"), "introduction.name", sort=("introduction__name",)),
        Column("state", _("State"), retirement_badge, sort=("state",)),
        Column("from_on", _("From"), lambda row: day_text(row.from_on), sort=("from_on",), align="end"),
        Column("reason", _("Reason"), "reason", priority=2, clamp=True),
    ]
    address = address_maker("maturity:tool_way", town)
    rows = RetiredThing.objects.filter(introduction__in=[tool.id for tool in tools])
    table = Table(
        request,
        rows.select_related("introduction"),
        columns,
        caption=_("What is replaced"),
        filters=[Filter("state", _("State"), "multi", Retirement.choices, lookup="state__in")],
        search=lambda rows, text: rows.filter(title__icontains=text),
        default_sort="title",
        row_url=lambda row: address(row.introduction_id),
    )
    kind = request.GET.get("export", "")
    if kind in table.exports:
        return table_file(table, kind, _("What is replaced"))
    counts = retired_counts([tool.id for tool in tools])
    context: dict[str, Any] = {
        "balance": balance_of(tools, counts),
        "keeping_all": [tool for tool in tools if _retires_nothing(tool, counts[tool.id])],
        "crumbs": tool_crumbs(town),
    }
    return table_response(request, table, "maturity/tools/balance.html", context)


def balance_of(tools: list[ToolIntroduction], gone: Mapping[UUID, Mapping[str, int]]) -> ToolBalance:
    """Tools decided for against things switched off."""
    total = dict.fromkeys(Retirement.values, 0)
    for counts in gone.values():
        for key, number in counts.items():
            total[key] += number
    introduced = sum(tool.verdict in {Verdict.GO, Verdict.GO_WITH_CONDITIONS} for tool in tools)
    return balance_tools(
        introduced, total[Retirement.SWITCHED_OFF], total[Retirement.PLANNED], total[Retirement.KEPT]
    )


def retirement_badge(row: RetiredThing) -> Any:
    """What becomes of something, by word, shape and colour."""
    return state(RETIREMENT_TONES[Retirement(row.state)], Retirement(row.state).label)


def _retires_nothing(tool: ToolIntroduction, counts: dict[str, int]) -> bool:
    return tool.verdict != Verdict.NO_GO and not (
        counts[Retirement.PLANNED] + counts[Retirement.SWITCHED_OFF]
    )
