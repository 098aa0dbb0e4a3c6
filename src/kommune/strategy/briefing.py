"""The overview in plain words for papers: sentences as runs, five figures, decisions, unknowns."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from kommune.foundation.dates import parse_day
from kommune.foundation.money import euro_text
from kommune.municipalities.public import Viewer
from kommune.strategy.queries.figures import Overview, measures_by_id
from kommune.strategy.texts import DECISIONS, FIGURES, SENTENCES, UNKNOWNS

PLACE = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True, slots=True)
class BriefFigure:
    """A figure as text: what it is called, its value, how it is calculated, what it rests on."""

    label: str
    value: str
    formula: str
    known: str


@dataclass(frozen=True, slots=True)
class Briefing:
    """The overview as a paper tells it; a sentence is pairs (text, whether it is a number)."""

    as_of: date
    sentences: tuple[tuple[tuple[str, bool], ...], ...]
    figures: tuple[BriefFigure, ...]
    decisions: tuple[tuple[str, str, str], ...]
    unknowns: tuple[str, ...]
    city_goals_carried: int | None
    city_goals_open: int | None


def brief(viewer: Viewer, overview: Overview) -> Briefing:
    """The overview of this person's rung in the active language; one query, for the measures' titles."""
    city = overview.figure("city_goals_without_measure")
    open_goals = city["value"]
    return Briefing(
        as_of=overview.as_of,
        sentences=tuple(sentence_runs(overview, sentence) for sentence in overview.data["sentences"]),
        figures=tuple(_figure(overview, code) for code in overview.data["five"]),
        decisions=_decisions(viewer, overview),
        unknowns=tuple(unknown_texts(overview)),
        city_goals_carried=None if open_goals is None else city["denominator"] - open_goals,
        city_goals_open=open_goals,
    )


def sentence_runs(overview: Overview, sentence: dict[str, Any]) -> tuple[tuple[str, bool], ...]:
    """A kept sentence cut into text and numbers."""
    values = {}
    for param in sentence["params"]:
        unit = overview.figure(param["figure_code"])["unit"] if param["name"] == "value" else "count"
        values[param["name"]] = number_text(param["value"], unit)
    pieces = PLACE.split(str(SENTENCES[sentence["code"]]))
    runs = [(values[piece], True) if index % 2 else (piece, False) for index, piece in enumerate(pieces)]
    return tuple((text.replace("%%", "%"), is_number) for text, is_number in runs if text)


def number_text(value: float, unit: str) -> str:
    """A number with its unit: 'share' in percent, 'cents' in euros, else a count."""
    if unit == "share":
        return f"{number_format(round(value * 100), use_l10n=True)} %"
    if unit == "cents":
        return euro_text(int(value))
    return number_format(int(value), use_l10n=True, force_grouping=True)


def figure_value(figure: dict[str, Any]) -> str:
    """A figure's value as text; what cannot be known is said."""
    if figure["value"] is None:
        return _("cannot be known yet")
    return number_text(figure["value"], figure["unit"])


def unknown_texts(overview: Overview) -> list[str]:
    """What the list cannot tell yet."""
    return [
        str(UNKNOWNS[one["code"]])
        % {name: number_text(value, "count") for name, value in one["params"].items()}
        for one in overview.data["unknowns"]
    ]


def _figure(overview: Overview, code: str) -> BriefFigure:
    figure, text = overview.figure(code), FIGURES[code]
    known = ""
    if figure["known"] is not None:
        known = _("cost known for %(known)s of %(of)s measures") % {
            "known": number_text(figure["known"], "count"),
            "of": number_text(figure["of"], "count"),
        }
    elif figure["value"] is not None:
        known = _("of %(of)s") % {"of": number_text(figure["denominator"], "count")}
    return BriefFigure(str(text.label), figure_value(figure), str(text.formula), known)


def _decisions(viewer: Viewer, overview: Overview) -> tuple[tuple[str, str, str], ...]:
    due = overview.data["decisions"]
    measures = measures_by_id(viewer, [one["measure_id"] for one in due])
    rows = []
    for one in due:
        if one["measure_id"] in measures:
            day = parse_day(one["due_on"])
            shown = date_format(day, "SHORT_DATE_FORMAT") if day else ""
            rows.append((str(DECISIONS[one["reason"]]), str(measures[one["measure_id"]]), shown))
    return tuple(rows)
