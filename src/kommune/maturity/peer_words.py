"""What features and figures of the comparison are called on screen."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kommune.analysis.benchmark import Part
from kommune.foundation.numbers import written_number
from kommune.maturity.queries.peers import LIST_FIGURES
from kommune.maturity.shapes.assessments import MaturityDimension

Text = str | Promise
FEATURE_NAMES: Mapping[str, Text] = {
    "population": gettext_lazy("Inhabitants"),
    "density": gettext_lazy("Inhabitants per km²"),
    "area": gettext_lazy("Area in km²"),
    "urbanisation": gettext_lazy("How densely settled"),
    "growth": gettext_lazy("Growing or shrinking"),
    "surroundings": gettext_lazy("Surroundings"),
    "association": gettext_lazy("Belongs to an association of towns"),
    "state": gettext_lazy("Federal state"),
    "nearness": gettext_lazy("Nearness"),
}
LEVELS: Mapping[str, Mapping[int, Text]] = {
    "urbanisation": {1: gettext_lazy("dense"), 2: gettext_lazy("medium"), 3: gettext_lazy("sparse")},
    "growth": {
        -2: gettext_lazy("shrinks above average"),
        -1: gettext_lazy("shrinks"),
        0: gettext_lazy("no clear direction"),
        1: gettext_lazy("grows"),
        2: gettext_lazy("grows above average"),
    },
    "surroundings": {
        1: gettext_lazy("large city"),
        2: gettext_lazy("urban district"),
        3: gettext_lazy("rural district with towns"),
        4: gettext_lazy("sparsely settled district"),
    },
    "association": {0: gettext_lazy("no"), 1: gettext_lazy("yes")},
    "state": dict(
        enumerate(
            (
                "Schleswig-Holstein", "Hamburg", "Niedersachsen", "Bremen", "Nordrhein-Westfalen", "Hessen",
                "Rheinland-Pfalz", "Baden-Württemberg", "Bayern", "Saarland", "Berlin", "Brandenburg",
                "Mecklenburg-Vorpommern", "Sachsen", "Sachsen-Anhalt", "Thüringen",
            ),
            start=1,
        )
    ),
}  # fmt: skip
SIZE_NAMES: Mapping[str, Text] = {
    "city": gettext_lazy("large cities (from 100,000 inhabitants)"),
    "medium": gettext_lazy("medium-sized towns (20,000 to 100,000 inhabitants)"),
    "small": gettext_lazy("small towns (5,000 to 20,000 inhabitants)"),
    "rural": gettext_lazy("rural municipalities (under 5,000 inhabitants)"),
}
LIST_NAMES: Mapping[str, Text] = {
    "city_goals_without_measure": gettext_lazy("City goals that nothing digital works for"),
    "digital_goals_without_measure": gettext_lazy("Digital goals without a measure"),
    "measures_without_goal": gettext_lazy("Measures without a goal"),
    "measures_without_owner": gettext_lazy("Measures without an owner"),
    "measures_without_money": gettext_lazy("Measures without a cost"),
    "measures_stale": gettext_lazy("Measures without a fresh report"),
}
WEIGHTS: tuple[tuple[str, float, Text], ...] = (
    ("0", 0.0, gettext_lazy("does not count")),
    ("half", 0.5, gettext_lazy("counts half")),
    ("1", 1.0, gettext_lazy("counts")),
    ("2", 2.0, gettext_lazy("counts double")),
)


def figure_names() -> dict[str, str]:
    """Every figure that can be compared, by key."""
    scores = {f"assessment.{one.value}": str(one.label) for one in MaturityDimension}
    return scores | {f"list.{code}": str(LIST_NAMES[code]) for code in LIST_FIGURES}


def figure_unit(key: str) -> str:
    """In what a figure is counted: shares in per cent, the self-assessment from 0 to 4."""
    return _("0 to 4") if key.startswith("assessment.") else "%"


def figure_name(key: str) -> str:
    """What a figure is called; its key where it is not known here any more."""
    return figure_names().get(key, key)


def value_text(feature: str, value: float | None) -> str:
    """A value of a feature as a person reads it."""
    if value is None:
        return _("not stated")
    if feature in LEVELS:
        return str(LEVELS[feature].get(round(value), written_number(value, 0)))
    if feature == "nearness":
        return _("%(km)s km away") % {"km": written_number(value, 0)}
    return written_number(value, 1 if feature == "area" else 0)


def part_text(part: Part) -> str:
    """What one feature says of two towns, and how much of the distance it carries."""
    name = str(FEATURE_NAMES[part.feature])
    if part.share is None:
        return _("%(feature)s: not known, does not count") % {"feature": name}
    share = written_number(100 * part.share, 0)
    if part.feature == "nearness":
        values = value_text(part.feature, part.other)
    elif part.own == part.other:
        values = _("%(value)s, alike") % {"value": value_text(part.feature, part.own)}
    else:
        told = {"other": value_text(part.feature, part.other), "own": value_text(part.feature, part.own)}
        values = _("%(other)s against %(own)s") % told
    return _("%(feature)s: %(values)s; carries %(share)s %% of the distance") % {
        "feature": name,
        "values": values,
        "share": share,
    }
