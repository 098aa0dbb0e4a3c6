"""What the pages of the guided hour and of the strategy cycle have in common."""

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def language() -> str:
    """The language in which texts from data files are shown."""
    return get_language() or "de"


def hour_crumbs(slug: str, *more: tuple[Any, str]) -> list[tuple[Any, str]]:
    """The way from the page on which strategies begin."""
    return [(_("Begin a strategy"), reverse("maturity:hour_list", args=[slug])), *more]
