"""How scores, steps and dimensions are said on pages."""

from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kommune.maturity.models import AssessmentItem
from kommune.maturity.shapes.assessments import HIGHEST_LEVEL, MaturityDimension
from kommune.maturity.shapes.pulses import in_language
from kommune.maturity.web.tabs import place_tabs

TAB = "assessments"
Crumbs = list[tuple[Any, str]]


def dimension_name(key: str) -> str:
    """A dimension in the language of the page."""
    return str(MaturityDimension(key).label)


def score_text(score: float | None) -> str:
    """A score with one decimal place, a dash where it is not known."""
    return "–" if score is None else str(number_format(round(score, 1), decimal_pos=1, use_l10n=True))


def difference_text(difference: float | None) -> str:
    """A difference with its sign, a real minus."""
    if difference is None:
        return "–"
    shown = score_text(abs(difference))
    if round(difference, 1) == 0:
        return f"±{shown}"
    return f"+{shown}" if difference > 0 else f"−{shown}"


def question_text(item: AssessmentItem) -> str:
    """The question in the language of the page."""
    return in_language(item.words)


def level_texts(item: AssessmentItem) -> list[str]:
    """The five steps in the language of the page."""
    levels: dict[str, list[str]] = item.levels
    return levels.get((get_language() or "de")[:2]) or levels.get("de", [])


def hint_text(item: AssessmentItem) -> str:
    """What would show it, in the language of the page; empty where nothing is said."""
    return in_language(item.hint) if item.hint else ""


def told_counts(item: AssessmentItem, counts: dict[str, int]) -> str:
    """A distribution in words: "2 × step 1, 3 × step 2"."""
    parts = [
        _("%(n)s × step %(level)s") % {"n": counts[str(level)], "level": level}
        for level in range(HIGHEST_LEVEL + 1)
        if counts.get(str(level))
    ]
    return ", ".join(parts)


def place_crumbs(town: str, *more: tuple[Any, str]) -> Crumbs:
    """Crumbs below the page of assessments."""
    return [(_("Where we stand"), reverse("maturity:assessments", args=[town])), *more]


def assess_tabs(town: str) -> list[dict[str, Any]]:
    """The tabs of the place with this one current."""
    return place_tabs(town, TAB)
