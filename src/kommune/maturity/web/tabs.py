"""The tabs that hold the pages of each half of the wing together: the place, and the people."""

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Key, label, name of the address; in the order of the work.
Tab = tuple[str, Promise, str]
PLACE: tuple[Tab, ...] = (
    ("assessments", _("Where we stand"), "maturity:assessments"),
    ("hour", _("Begin a strategy"), "maturity:hour_list"),
    ("peers", _("Comparison group"), "maturity:peers"),
    ("steps", _("First steps"), "maturity:steps"),
)
PEOPLE: tuple[Tab, ...] = (
    ("pulses", _("Surveys"), "maturity:pulses"),
    ("tools", _("Tools"), "maturity:tools"),
)


def place_tabs(town: str, current: str) -> list[dict[str, Any]]:
    """Items for ``{% tabs %}`` of beginning, self-assessment, peers and first steps."""
    return _items(PLACE, town, current)


def people_tabs(town: str, current: str) -> list[dict[str, Any]]:
    """Items for ``{% tabs %}`` of pulses and tools."""
    return _items(PEOPLE, town, current)


def _items(tabs: tuple[Tab, ...], town: str, current: str) -> list[dict[str, Any]]:
    return [
        {"label": label, "url": reverse(name, args=[town]), "current": key == current}
        for key, label, name in tabs
    ]
