"""The strategy wing's blocks on the home pages."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kommune.foundation.charts import Part, ShareChart
from kommune.municipalities.public import Viewer, may_administer_town, may_steer_strategy
from kommune.strategy.briefing import number_text
from kommune.strategy.models import Measure
from kommune.strategy.public import Overview, overview_for
from kommune.strategy.queries.alignment_kept import kept_alignment
from kommune.strategy.queries.measures import own_measures, unit_measures
from kommune.strategy.queries.movement import kept_movement, latest_reports
from kommune.strategy.queries.strategies import visible_strategies
from kommune.strategy.rules import may_edit_measure, sees_part
from kommune.strategy.web.alignment.names import goal_names
from kommune.strategy.web.figures import decision_rows, sentence_texts
from kommune.strategy.web.measure_table import light_badge

SHOWN = 12
NEWEST = 5
LATELY_DAYS = 30


def first_steps(viewer: Viewer, slug: str) -> dict[str, Any] | None:
    """The way from nothing to a first insight, while there are no measures."""
    if not may_steer_strategy(viewer) or Measure.objects.exists():
        return None
    has_strategies = visible_strategies(viewer).exists()
    strategies, upload = reverse("strategy:list", args=[slug]), reverse("imports:upload", args=[slug])
    town = _("founded; name and units can be changed any time")
    return {
        "hour_url": "" if has_strategies else reverse("maturity:hour_list", args=[slug]),
        "steps": [
            (_("My town"), town, _town_url(viewer, slug), True),
            (_("My strategies"), _("what the town wants"), strategies, has_strategies),
            (_("My spreadsheet"), _("the list of measures that you have"), upload, False),
        ],
    }


def _town_url(viewer: Viewer, slug: str) -> str:
    return reverse("town:settings", args=[slug]) if may_administer_town(viewer) else ""


def three_sentences(viewer: Viewer, slug: str) -> dict[str, Any] | None:
    """Where do we stand, in three sentences; goals carried and open."""
    overview = overview_for(viewer)
    if overview is None or not (overview.data["goals_by_role"] or overview.data["money"]["n_measures"]):
        return None
    return {
        "sentences": sentence_texts(overview, slug),
        "as_of": overview.as_of,
        "is_current": overview.is_current,
        "goals_bar": goals_bar(overview, slug),
        "known": overview.data["money"]["n_known"],
        "measures": overview.data["money"]["n_measures"],
        "decisions": decision_rows(viewer, overview, slug, limit=5),
        "decisions_total": len(overview.data["decisions"]),
        "sees_part": sees_part(viewer),
        "may_make_paper": may_steer_strategy(viewer),
        "slug": slug,
    }


def worst_conflict(viewer: Viewer, slug: str) -> dict[str, Any] | None:
    """The most serious goal conflict in one sentence; nothing where no relation works against a city goal."""
    kept = kept_alignment(viewer, "digital")
    if kept is None or not kept.data["conflicts"]:
        return None
    worst = kept.data["conflicts"][0]
    names = goal_names(viewer, slug, [worst["digital"], worst["city"]])
    if len(names) < 2:
        return None
    return {
        "digital": names[worst["digital"]],
        "city": names[worst["city"]],
        "others": kept.data["n_conflicts"] - 1,
        "slug": slug,
    }


def goals_bar(overview: Overview, slug: str) -> ShareChart | None:
    """The city's goals as one bar: carried by something digital, and open; None while nobody can know."""
    city = overview.figure("city_goals_without_measure")
    if city["value"] is None or not city["denominator"]:
        return None
    still_open, of = city["value"], city["denominator"]
    numbers = {"carried": of - still_open, "open": still_open, "of": of}
    return ShareChart(
        name="stadtziele",
        title=_("City goals (%(of)s)") % numbers,
        summary=_("%(carried)s of %(of)s city goals are carried, %(open)s are open.") % numbers,
        unit=_("Goals"),
        label_head=_("City goals"),
        parts=[
            Part(_("carried"), of - still_open, _("%(carried)s carried") % numbers, "strong"),
            Part(_("open"), still_open, _("%(open)s open") % numbers, "open"),
        ],
    )


def lately(viewer: Viewer, slug: str) -> dict[str, Any] | None:
    """What moved in the last thirty days, and what is unknown."""
    movement = kept_movement(viewer, days=LATELY_DAYS)
    lines = [
        (movement.reached, ngettext("%(n)s measure reached", "%(n)s measures reached", movement.reached)),
        (movement.begun, ngettext("%(n)s measure begun", "%(n)s measures begun", movement.begun)),
        (movement.new, ngettext("%(n)s measure entered", "%(n)s measures entered", movement.new)),
        (movement.given_up, ngettext("%(n)s measure ended", "%(n)s measures ended", movement.given_up)),
        (movement.reports, ngettext("%(n)s status report", "%(n)s status reports", movement.reports)),
    ]
    told = [text % {"n": number_text(number, "count")} for number, text in lines if number]
    return {"lines": told, "days": LATELY_DAYS}


def whats_new(viewer: Viewer, slug: str) -> dict[str, Any] | None:
    """The newest status reports that a person may see."""
    reports = latest_reports(viewer, limit=NEWEST)
    return {"reports": reports, "slug": slug} if reports else None


def my_measures(viewer: Viewer, slug: str) -> dict[str, Any] | None:
    """What a person owns, with the button to report in one click."""
    return {"measures": _rows(own_measures(viewer)[:SHOWN]), "slug": slug}


def my_units_measures(viewer: Viewer, slug: str) -> dict[str, Any] | None:
    """What her unit leads or takes part in."""
    if viewer.unit_id is None:
        return None
    rows = _rows(unit_measures(viewer).exclude(owner_id=viewer.membership_id)[: SHOWN + 1])
    for row in rows:
        row["may_report"] = may_edit_measure(viewer, row["measure"])
    led = f"{reverse('strategy:measures', args=[slug])}?{urlencode({'unit': str(viewer.unit_id)})}"
    all_url = led if len(rows) > SHOWN else ""
    return {"measures": rows[:SHOWN], "slug": slug, "all_url": all_url} if rows else None


def _rows(measures: Any) -> list[dict[str, Any]]:
    return [{"measure": measure, "light": light_badge(measure.light)} for measure in measures]
