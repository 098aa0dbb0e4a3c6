"""What the pages of papers have in common: who may make papers, the way back, a button's action."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from kommune.foundation.errors import DomainError
from kommune.municipalities.public import TownRequest, require
from kommune.reporting.rules import may_make_papers

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def require_steering(request: TownRequest) -> None:
    """Raise where the person does not steer the strategy; the middleware turns it into a page."""
    require(may_make_papers(request.viewer))


def crumbs(town: str) -> list[tuple[Any, str]]:
    """The way back to the list of papers."""
    return [(_("Papers"), reverse("reporting:list", args=[town]))]


def act(request: TownRequest, action: Callable[[], Any], done: str, target: str) -> HttpResponse:
    """Call one action of a button, say what happened and go on."""
    try:
        action()
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return redirect(target)
