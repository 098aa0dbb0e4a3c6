"""What the wing's pages have in common: breadcrumbs, saving a form with one action, found or 404."""

from typing import Any
from uuid import UUID

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _

from kommune.foundation.pages import Crumbs, carry_out, form_page, found, release_by_form, sent_version
from kommune.municipalities.public import TownRequest, release

__all__ = [
    "Crumbs",
    "carry_out",
    "form_page",
    "found",
    "measure_crumbs",
    "release_from_form",
    "sent_version",
    "strategy_crumbs",
]


def strategy_crumbs(slug: str, *more: tuple[Any, str]) -> Crumbs:
    """The way from the list of strategies."""
    return [(_("Strategy"), reverse("strategy:list", args=[slug])), *more]


def measure_crumbs(slug: str, *more: tuple[Any, str]) -> Crumbs:
    """The way from the list of measures."""
    return [(_("Measures"), reverse("strategy:measures", args=[slug])), *more]


def release_from_form(request: TownRequest, model: type[Model], object_id: UUID) -> None:
    """Move one thing on the release ladder as its form says, and say so."""
    release_by_form(request, release, request.viewer, model, object_id)
