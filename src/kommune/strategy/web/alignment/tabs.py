"""The tabs that hold the pages about alignment together."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

# Key, label, name of the address; in the order of the work.
TABS: tuple[tuple[str, Any, str], ...] = (
    ("alignment", _("Answer"), "strategy:alignment"),
    ("ratings", _("Ratings"), "strategy:ratings"),
    ("conflicts", _("Conflicts"), "strategy:conflicts"),
    ("rounds", _("Rounds"), "strategy:rounds"),
    ("map", _("Map"), "strategy:map"),
)


def alignment_tabs(town: str, current: str) -> list[dict[str, Any]]:
    """Items for ``{% tabs %}`` on every page about alignment; ``current`` is the key of the page."""
    return [
        {"label": label, "url": reverse(name, args=[town]), "current": key == current}
        for key, label, name in TABS
    ]
