"""What the wing's pages have in common: breadcrumbs, saving a form with one action, found or 404."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from kommune.foundation import pages
from kommune.foundation.errors import DomainError
from kommune.foundation.pages import Crumbs, carry_out, form_page, found, release_by_form, sent_version
from kommune.municipalities.public import TownRequest, release
from kommune.strategy.errors import AskedInOpenRound

__all__ = [
    "Crumbs",
    "carry_out",
    "form_page",
    "found",
    "measure_crumbs",
    "put_into_trash",
    "release_from_form",
    "sent_version",
    "strategy_crumbs",
    "tell_with_undo",
]


def strategy_crumbs(slug: str, *more: tuple[Any, str]) -> Crumbs:
    """The way from the list of strategies."""
    return [(_("Strategy"), reverse("strategy:list", args=[slug])), *more]


def measure_crumbs(slug: str, *more: tuple[Any, str]) -> Crumbs:
    """The way from the list of measures."""
    return [(_("Measures"), reverse("strategy:measures", args=[slug])), *more]


def tell_with_undo(request: TownRequest, text: str, batch_id: UUID) -> None:
    """Say what was done, with the button that takes it back."""
    pages.tell_with_undo(request, request.town.slug, text, batch_id)


def put_into_trash(request: TownRequest, action: Callable[[], UUID], done: Any) -> bool:
    """Delete with an action that returns its batch, offering to take it back; False where it is refused."""
    try:
        batch_id = action()
    except AskedInOpenRound as error:
        url = reverse("strategy:round", args=[request.town.slug, error.round_id])
        messages.error(request, format_html('{} <a href="{}">{}</a>', str(error), url, _("To the round")))
        return False
    except DomainError as error:
        messages.error(request, str(error))
        return False
    tell_with_undo(request, str(done), batch_id)
    return True


def release_from_form(request: TownRequest, model: type[Model], object_id: UUID) -> None:
    """Move one thing on the release ladder as its form says, and say so."""
    release_by_form(request, release, request.viewer, model, object_id)
