"""From kept figures to what a page shows: sentences with clickable numbers, rows, charts."""

from typing import Any

from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kommune.foundation.dates import parse_day
from kommune.foundation.markup import joined_markup
from kommune.foundation.money import euro_text
from kommune.foundation.templatetags.components import figure as figure_link
from kommune.municipalities.public import Viewer
from kommune.strategy.briefing import PLACE, figure_value, sentence_runs
from kommune.strategy.queries.figures import Overview, goals_by_id, measures_by_id
from kommune.strategy.shapes import Dimension
from kommune.strategy.texts import DECISIONS, FIGURES, SENTENCES

CLEAN_UP = (
    "measures_without_goal", "measures_goals_outdated", "measures_without_owner", "measures_without_unit",
    "measures_without_money", "measures_without_start", "measures_without_end", "measures_stale",
    "measures_overdue", "measures_same_title",
)  # fmt: skip
GOAL_FIGURES = (
    "city_goals_without_measure",
    "digital_goals_without_measure",
    "digital_goals_without_city_goal",
)
SHOWN_GOALS = 12


def sentence_texts(overview: Overview, slug: str) -> list[SafeString]:
    """The three sentences; every number opens its explanation."""
    sentences = []
    for sentence in overview.data["sentences"]:
        codes = {param["name"]: param["figure_code"] for param in sentence["params"]}
        names = iter(PLACE.findall(str(SENTENCES[sentence["code"]])))
        parts = [
            figure_link(text, figure_url(slug, codes[next(names)])) if is_number else escape(text)
            for text, is_number in sentence_runs(overview, sentence)
        ]
        sentences.append(joined_markup(parts))
    return sentences


def figure_url(slug: str, code: str) -> str:
    """The address of a figure's explanation."""
    return reverse("strategy:figure", args=[slug, code])


def figure_rows(overview: Overview, slug: str) -> dict[str, list[dict[str, Any]]]:
    """The figures of goals and measures as rows: label, value, of how many, address."""
    return {"goals": _rows(overview, slug, GOAL_FIGURES), "measures": _rows(overview, slug, CLEAN_UP)}


def _rows(overview: Overview, slug: str, codes: tuple[str, ...]) -> list[dict[str, Any]]:
    rows = []
    for code in codes:
        figure = overview.figure(code)
        rows.append(
            {
                "label": FIGURES[code].label,
                "value": figure_value(figure),
                "is_known": figure["value"] is not None,
                "is_open": bool(figure["value"]),
                "of": number_format(figure["denominator"], use_l10n=True, force_grouping=True),
                "url": figure_url(slug, code),
            }
        )
    return rows


def decision_rows(viewer: Viewer, overview: Overview, slug: str, limit: int = 8) -> list[dict[str, Any]]:
    """Measures that need a decision, the nearest first; two queries at most."""
    due = overview.data["decisions"][:limit]
    measures = measures_by_id(viewer, [one["measure_id"] for one in due])
    rows = []
    for one in due:
        measure = measures.get(one["measure_id"])
        if measure is not None:
            day = parse_day(one["due_on"])
            rows.append(
                {
                    "measure": measure,
                    "url": reverse("strategy:measure", args=[slug, measure.id]),
                    "reason": DECISIONS[one["reason"]],
                    "day": date_format(day, "SHORT_DATE_FORMAT") if day else "",
                    "cost": euro_text(one["cost_cents"]),
                }
            )
    return rows


def money_rows(viewer: Viewer, overview: Overview, slug: str) -> dict[str, Any]:
    """Where the known money goes: the goals with most of it, the rest, and what serves none."""
    money = overview.data["money"]
    ranked = sorted(money["per_goal"].items(), key=lambda item: -item[1])
    shown = [item for item in ranked[:SHOWN_GOALS] if item[1] > 0]
    goals = goals_by_id(viewer, [goal for goal, _cents in shown])
    bars = [
        (str(goals[goal]), cents, reverse("strategy:goal", args=[slug, goals[goal].id]))
        for goal, cents in shown
        if goal in goals
    ]
    rest = sum(cents for _goal, cents in ranked) - sum(cents for _label, cents, _url in bars)
    years = [(row["year"], row["cents"], row["n_measures"]) for row in money["by_year"]]
    return {
        "bars": bars,
        "rest": rest,
        "without_goal": money["without_goal_cents"],
        "total": money["known_total_cents"],
        "known": money["n_known"],
        "of": money["n_measures"],
        "years": years,
    }


def balance_charts(overview: Overview) -> dict[str, Any]:
    """More than eGovernment: share of each dimension by count and by money, unclassified apart."""
    labels = {dimension.value: dimension.label for dimension in Dimension}
    balance = overview.data["balance"]
    rows = [
        {
            "label": labels.get(row["dimension"], _("not classified yet")),
            "by_count": row["percent_by_count"],
            "by_money": row["percent_by_money"],
            "is_unclassified": row["dimension"] not in labels,
        }
        for row in balance["rows"]
    ]
    return {"rows": rows, "classified": balance["n_classified"], "of": balance["n_measures"]}
