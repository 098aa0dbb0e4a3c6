"""What changed in the alignment since a day that the reader chooses."""

from datetime import date, datetime, time
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from kommune.foundation.dates import BERLIN, parse_day, today
from kommune.municipalities.public import TownRequest
from kommune.strategy.alignment_texts import ALIGNMENT_FIGURES, HEADLINES
from kommune.strategy.queries.alignment_change import AlignmentChange, MovedRating, alignment_change
from kommune.strategy.web.alignment.answer import chosen_sector
from kommune.strategy.web.alignment.explain import signed
from kommune.strategy.web.alignment.figures import NEEDS_RATINGS, sector_query, shown_share
from kommune.strategy.web.alignment.names import Named, goal_names, measure_names

MOST_SHOWN = 30
NOTHING = "–"


@require_GET
def show_change(request: TownRequest, town: str) -> HttpResponse:
    """Each figure then and now, and the ratings that moved."""
    day, sector_as = _day(request.GET.get("since", "")), chosen_sector(request)
    context: dict[str, Any] = {
        "since": day.isoformat() if day else "",
        "crumbs": [(_("Alignment"), reverse("strategy:alignment", args=[town]) + sector_query(sector_as))],
        "sector_city": sector_as == "city",
    }
    if day is None or day > today():
        context["problem"] = _("Choose a day in the past.") if "since" in request.GET else ""
        return render(request, "strategy/alignment/change.html", context)
    moment = datetime.combine(day, time.min, tzinfo=BERLIN)
    change = alignment_change(request.viewer, sector_as=sector_as, since=moment)
    relations, contributions = change.relations[:MOST_SHOWN], change.contributions[:MOST_SHOWN]
    goals = goal_names(
        request.viewer,
        town,
        {
            str(one)
            for one in (
                *change.served,
                *change.orphaned,
                *(key for moved in relations for key in (moved.source, moved.target)),
                *(moved.target for moved in contributions),
            )
        },
    )
    measures = measure_names(request.viewer, town, {str(moved.source) for moved in contributions})
    context |= {
        "day": date_format(day, "SHORT_DATE_FORMAT"),
        "figures": _figures(change),
        "served": [goals[str(goal)] for goal in change.served if str(goal) in goals],
        "orphaned": [goals[str(goal)] for goal in change.orphaned if str(goal) in goals],
        "relations": _ratings(relations, goals, goals),
        "n_relations": len(change.relations),
        "contributions": _ratings(contributions, measures, goals),
        "n_contributions": len(change.contributions),
        "was_rated": change.was_rated,
    }
    return render(request, "strategy/alignment/change.html", context)


def _day(text: str) -> date | None:
    try:
        return parse_day(text)
    except ValueError:
        return None


def _figures(change: AlignmentChange) -> list[dict[str, Any]]:
    """Then and now; what could not be known then is said to be so."""
    rows = []
    for code in (*HEADLINES, "unallocated"):
        knowable = change.was_rated or code not in NEEDS_RATINGS
        before, after = change.before[code] if knowable else None, change.after[code]
        rows.append(
            {
                "label": ALIGNMENT_FIGURES[code].label,
                "before": NOTHING if before is None else shown_share(before),
                "after": NOTHING if after is None else shown_share(after),
                "moved": points(before, after),
            }
        )
    return rows


def points(before: float | None, after: float | None) -> str:
    """The difference of two shares as shown, in points of a hundred; nothing where one lacks."""
    if before is None or after is None:
        return ""
    moved = round(after * 100) - round(before * 100)
    if not moved:
        return _("unchanged")
    return ngettext("%(points)s point", "%(points)s points", abs(moved)) % {"points": signed(moved)}


def _ratings(
    moved: tuple[MovedRating, ...], sources: dict[str, Named], targets: dict[str, Named]
) -> list[dict[str, Any]]:
    return [
        {
            "source": sources[str(one.source)],
            "target": targets[str(one.target)],
            "before": _("unrated") if one.before is None else signed(one.before),
            "after": _("unrated") if one.after is None else signed(one.after),
        }
        for one in moved
        if str(one.source) in sources and str(one.target) in targets
    ]
