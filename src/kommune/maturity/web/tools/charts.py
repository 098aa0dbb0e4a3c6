"""The course of a tool beside its plan, as a line chart."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.utils.text import slugify
from django.utils.translation import gettext as _

from kommune.analysis.adoption import WeekCount, monday_of, planned_share, weekly_shares
from kommune.foundation.charts import Line, LineChart
from kommune.maturity.models import ToolIntroduction
from kommune.maturity.queries.adoption import ToolAdoption, UnitAdoption
from kommune.maturity.web.tools.words import percent, week_text

LEAST_WEEKS = 2


def tool_chart(tool: ToolIntroduction, adoption: ToolAdoption) -> LineChart | None:
    """All units together; None while there are not two weeks to draw."""
    return _chart(tool.name, _("All units together"), adoption.series, dict(adoption.expected), [])


def unit_chart(tool: ToolIntroduction, unit: UnitAdoption) -> LineChart | None:
    """One unit with the days on which it was trained and started."""
    weeks = [count.week for count in unit.series]
    plan = {week: share for week in _span(weeks) if unit.plan and (share := planned_share(unit.plan, week))}
    events = [
        (monday_of(day), word)
        for day, word in ((unit.unit.trained_on, _("trained")), (unit.unit.started_on, _("started")))
        if day
    ]
    return _chart(f"{tool.name} {unit.unit.name}", unit.unit.name, unit.series, plan, events)


def _chart(
    name: str,
    title: str,
    series: Sequence[WeekCount],
    plan: Mapping[date, float],
    events: Sequence[tuple[date, str]],
) -> LineChart | None:
    shares = weekly_shares(series)
    if len(shares) < LEAST_WEEKS:
        return None
    weeks = _span(list(shares))
    places = {week: place for place, week in enumerate(weeks)}
    lines = [Line(_("active people"), [shares.get(week) for week in weeks])]
    if plan:
        lines.append(Line(_("plan"), [plan.get(week) for week in weeks], "plain", is_planned=True))
    return LineChart(
        name=f"nutzung-{slugify(name)}",
        title=title,
        summary=_summary(shares, plan),
        unit="%",
        steps=[week_text(week) for week in weeks],
        lines=lines,
        highest=1.0,
        shown=percent,
        events=[(places[week], word) for week, word in events if week in places],
        label_head=_("Week"),
    )


def _summary(shares: Mapping[date, float], plan: Mapping[date, float]) -> str:
    first, last = min(shares), max(shares)
    told = {
        "from": percent(shares[first]), "first": week_text(first), "to": percent(shares[last]),
        "last": week_text(last), "plan": percent(plan.get(last, 0.0)),
    }  # fmt: skip
    text = _("From %(from)s in %(first)s to %(to)s in %(last)s.") % told
    planned = _("The plan asks for %(plan)s by then.") % told
    return f"{text} {planned}" if last in plan else text


def _span(weeks: Sequence[date]) -> list[date]:
    """Every week from the first to the last, counted or not."""
    first, last = min(weeks, default=None), max(weeks, default=None)
    if first is None or last is None:
        return []
    return [first + timedelta(weeks=number) for number in range((last - first).days // 7 + 1)]
