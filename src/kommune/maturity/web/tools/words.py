"""Numbers, states and stalls of tools in words."""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kommune.analysis.adoption import Depth, FirstUse, Share, Stall
from kommune.foundation.numbers import written_number
from kommune.foundation.templatetags.components import state, unknown
from kommune.maturity.models import ToolIntroduction
from kommune.maturity.queries.adoption import ToolStanding, UnitAdoption
from kommune.maturity.shapes.tools import Retirement, StationState, Verdict

STATION_TONES = {
    StationState.OPEN: "none",
    StationState.UNDER_WAY: "good",
    StationState.DONE: "good",
    StationState.NOT_NEEDED: "none",
}
COURSES = {
    "stalls": gettext_lazy("stalls"),
    "taken_up": gettext_lazy("is taken up"),
    "old": gettext_lazy("no recent counts"),
    "uncounted": gettext_lazy("no counts yet"),
}
COURSE_TONES = {"stalls": "warn", "taken_up": "good", "old": "none"}
VERDICT_TONES = {Verdict.GO: "good", Verdict.GO_WITH_CONDITIONS: "warn", Verdict.NO_GO: "bad"}
RETIREMENT_TONES = {Retirement.PLANNED: "none", Retirement.SWITCHED_OFF: "good", Retirement.KEPT: "warn"}


def percent(share: float) -> str:
    """A share as people write it: 62 %."""
    return f"{round(share * 100)} %"


def share_text(share: Share | None) -> str | None:
    """A share with its people and interval: 62 % of 28 people (44–78 %); None where it is unknown."""
    if share is None:
        return None
    return _("%(share)s of %(n)s people (%(low)s–%(high)s %%)") % {
        "share": percent(share.value), "n": written_number(share.n), "low": round(share.low * 100),
        "high": round(share.high * 100),
    }  # fmt: skip


def decimal_text(value: float) -> str:
    """A number with one place."""
    return written_number(value, 1)


def depth_text(depth: Depth | None) -> str | None:
    """Actions per active person and week with the span over the weeks; None where unknown."""
    if depth is None:
        return None
    return _("%(value)s actions per person and week (%(low)s–%(high)s)") % {
        "value": decimal_text(depth.value),
        "low": decimal_text(depth.low),
        "high": decimal_text(depth.high),
    }


def days_text(days: float) -> str:
    """A number of days."""
    whole = round(days)
    return ngettext("%(n)s day", "%(n)s days", whole) % {"n": whole}


def first_use_text(first: FirstUse | None) -> str | None:
    """From training to first use; None where nobody can know."""
    if first is None:
        return None
    if first.days is not None:
        return days_text(first.days)
    return _("not used yet, for %(days)s") % {"days": days_text(first.waiting or 0)}


def week_text(week: date) -> str:
    """A week as people call it: week 23/2026."""
    year, number, _day = week.isocalendar()
    return _("week %(number)s/%(year)s") % {"number": number, "year": year}


def day_text(day: date | None) -> str:
    """A day, empty for none."""
    return date_format(day, "SHORT_DATE_FORMAT") if day else ""


def stall_text(stall: Stall) -> str:
    """One way in which a unit stalls, as a sentence."""
    weeks = ngettext("%(n)s week", "%(n)s weeks", stall.weeks) % {"n": stall.weeks}
    if stall.reached is None or stall.expected is None:
        return _("Trained %(weeks)s ago, and nobody has used it since.") % {"weeks": weeks}
    numbers = {"weeks": weeks, "reached": percent(stall.reached), "expected": percent(stall.expected)}
    if stall.kind == "falling":
        return _("Falling: %(reached)s after %(expected)s in the best weeks.") % numbers
    return _("Behind the plan for %(weeks)s: %(reached)s instead of %(expected)s.") % numbers


def unit_course(unit: UnitAdoption) -> str:
    """How a unit goes, as a key of ``COURSES``."""
    if unit.unit.unit_id is not None and unit.unit.dissolved_on is None and unit.stalls:
        return "stalls"
    return "taken_up" if unit.series else "uncounted"


def course_badge(unit: UnitAdoption) -> SafeString:
    """How a unit goes, by word, shape and colour."""
    if unit.unit.unit_id is None or unit.unit.dissolved_on is not None:
        return state("none", _("unit dissolved"))
    if unit.stalls:
        return state("warn", _("stalls"))
    if unit.series:
        return state("good", _("is taken up"))
    if unit.is_small:
        return state("none", _("counted with the unit above"))
    return state("none", _("no counts yet"))


def course_of(standing: ToolStanding) -> str:
    """How a tool goes, as a key of ``COURSES``."""
    if standing.is_stalling:
        return "stalls"
    if not standing.counted:
        return "uncounted"
    return "old" if standing.is_stale else "taken_up"


def tool_badge(tool: ToolIntroduction, standing: ToolStanding) -> SafeString:
    """How a tool goes as a whole."""
    if tool.verdict == Verdict.NO_GO:
        return state("none", _("decided against"))
    course = course_of(standing)
    if course == "uncounted":
        return state("none", _("on its way") if standing.station else _("end of the way"))
    return state(COURSE_TONES[course], str(COURSES[course]))


def verdict_badge(tool: ToolIntroduction) -> SafeString:
    """What was decided."""
    if not tool.verdict:
        return unknown(_("not decided yet"))
    return state(VERDICT_TONES[Verdict(tool.verdict)], Verdict(tool.verdict).label)


def stalling_text(standing: ToolStanding) -> str:
    """In how many of the counted units a tool stalls; empty where nothing was counted."""
    if not standing.counted:
        return ""
    return _("%(done)s of %(of)s") % {"done": len(standing.stalling), "of": standing.counted}


def some_names(names: Sequence[str], most: int = 3) -> str:
    """The first names, and how many more there are."""
    more = len(names) - most
    told = ", ".join(names[:most])
    if more <= 0:
        return told
    return ngettext("%(names)s and %(n)s more", "%(names)s and %(n)s more", more) % {"names": told, "n": more}


def joined_names(names: Sequence[str]) -> str:
    """Names as a sentence lists them: A, B and C."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
