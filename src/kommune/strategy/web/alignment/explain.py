"""One figure of the alignment explained: formula, values that went in, who rated when, what weakens it."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kommune.foundation.numbers import written_number
from kommune.municipalities.public import Rung, TownRequest, Viewer
from kommune.strategy.alignment_texts import ALIGNMENT_FIGURES, MONEY_FIGURES
from kommune.strategy.briefing import number_text
from kommune.strategy.models import GoalRelation
from kommune.strategy.public import KeptAlignment, alignment_for
from kommune.strategy.queries.alignment_kept import kept_lines, ratings_behind
from kommune.strategy.shapes import Way
from kommune.strategy.web.alignment.answer import chosen_sector
from kommune.strategy.web.alignment.figures import (
    euro,
    figure_value,
    guard_notes,
    sector_query,
    shown_share,
)
from kommune.strategy.web.alignment.names import Named, all_names

MINUS = "−"


@require_GET
def explain_alignment(request: TownRequest, town: str, code: str) -> HttpResponse:
    """Formula in words, values, lines with rater and day, equal weights, guard."""
    if code not in ALIGNMENT_FIGURES:
        raise Http404
    viewer, text = request.viewer, ALIGNMENT_FIGURES[code]
    kept = alignment_for(viewer, chosen_sector(request))
    lines = kept_lines(viewer, kept.sector_as, code)
    rows = lines.get("rows", [])
    names = all_names(viewer.clearance, town)
    ratings = ratings_behind((row["source"][0], row["source"][1]) for row in rows if row["source"])
    context: dict[str, Any] = {
        "title": text.label,
        "formula": text.formula,
        "values": _values(kept, code),
        "as_of": date_format(kept.as_of, "SHORT_DATE_FORMAT"),
        "head": text.head,
        "lines": [_line(row, code, names, ratings, viewer) for row in rows],
        "shown": len(rows),
        "of": lines.get("n", 0),
        "unknown": [names[key] for key in lines.get("unknown", []) if key in names],
        "n_unknown": lines.get("n_unknown", 0),
        "guard": guard_notes(kept) if code not in MONEY_FIGURES else [],
        "is_rated": kept.is_rated,
        "crumbs": [
            (_("Alignment"), reverse("strategy:alignment", args=[town]) + sector_query(kept.sector_as))
        ],
    }
    return render(request, "strategy/alignment/explanation.html", context)


def _values(kept: KeptAlignment, code: str) -> list[tuple[str, str]]:
    """Result, the same with equal weights and whether it holds, money, guard."""
    values = [(_("Result"), shown_share(figure_value(kept, code)))]
    money, guard = kept.data["money"], kept.data["guard"]
    if code == "guard":
        entropy = guard["mean_entropy"]
        values += [
            (_("Rated pairs"), number_text(guard["rated"], "count")),
            (_("Pairs with a value other than 0"), number_text(guard["valued_share"], "share")),
            (_("Evenness of a goal's values"), shown_share(entropy)),
        ]
        if guard["commonest_value"] is not None:
            share = number_text(guard["commonest_share"], "share")
            values.append((_("Commonest value"), f"{signed(guard['commonest_value'])} ({share})"))
        if kept.data["n_from_list"]:
            values.append((_("From a list, rated by nobody"), number_text(kept.data["n_from_list"], "count")))
    if code in MONEY_FIGURES:
        known = kept.data["n_measures"] - money["n_unknown"]
        values.append((_("Known cost"), euro(money["known"])))
        values.append(
            (
                _("Cost known for"),
                _("%(known)s of %(of)s measures") % {"known": known, "of": kept.data["n_measures"]},
            )
        )
    return values + _robustness(kept, code)


def _robustness(kept: KeptAlignment, code: str) -> list[tuple[str, str]]:
    """Whether the figure holds if all city goals weigh the same."""
    if code not in kept.data["survives"]:
        return []
    if kept.data["weights"]["are_equal"]:
        return [(_("Weights"), _("all equal, since nobody set any"))]
    equal = number_text(kept.data["equal"][code], "share")
    holds = _("the statement holds") if kept.data["survives"][code] else _("it hangs on the weights")
    return [(_("With equal weights"), f"{equal}: {holds}")]


def _line(
    row: Mapping[str, Any],
    code: str,
    names: Mapping[str, Named],
    ratings: Mapping[tuple[str, str], GoalRelation],
    viewer: Viewer,
) -> dict[str, Any]:
    rating = ratings.get((row["source"][0], row["source"][1])) if row["source"] else None
    return {
        "city": names.get(row["city"]),
        "digital": names.get(row["digital"]),
        "measure": names.get(row["measure"]),
        "is_direct": row["is_direct"],
        "weight": None if row["weight"] is None else _points(row["weight"]),
        "value": _shown_value(code, row["value"]),
        "part": euro(row["part"]) if code == "unallocated" else _points(row["part"]),
        "inherited": row["inherited"],
        "who": rated_by(rating, viewer) if rating else "",
        "reason": rating.reason if rating else "",
        "sure": rating.get_confidence_display() if rating and rating.confidence else "",
    }


def rated_by(rating: GoalRelation, viewer: Viewer) -> str:
    """Who rated and when: the round, or the way and, within the administration, the person."""
    day = date_format(localtime(rating.rated_at), "SHORT_DATE_FORMAT") if rating.rated_at else ""
    told = str(Way(rating.way).label)
    if rating.round and rating.round.is_visible_to(viewer):
        told = rating.round.title
    elif rating.rated_by and viewer.clearance <= Rung.ADMINISTRATION:
        told = f"{rating.rated_by.user}, {told}"
    return ", ".join(part for part in (told, day) if part)


def signed(score: float) -> str:
    """A score with its sign, a real minus."""
    return f"+{score:g}" if score > 0 else f"{score:g}".replace("-", MINUS)


def _shown_value(code: str, value: float | None) -> str:
    if value is None:
        return ""
    if code == "unallocated":
        return euro(value)
    if code in ("overlap", "delivery_coverage"):
        return number_text(value, "share")
    return signed(value)


def _points(part: float) -> str:
    return f"{written_number(round(part * 100, 1), 1)} %"
