"""What all pages of a town's administration share: tabs, way, who may come here."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kommune.municipalities.rules import may_administer_town
from kommune.municipalities.shapes import TownRequest

View = TypeVar("View", bound=Callable[..., HttpResponse])


def for_administration(view: View) -> View:
    """Let only the town's administration see a page; the actions ask again."""

    @wraps(view)
    def guarded(request: TownRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_administer_town(request.viewer):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return cast(View, guarded)


def town_page(
    request: TownRequest, template: str, current: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """Render a page of the administration with its tabs; ``current`` names the tab."""
    return render(request, template, context | frame(request, current), status=status)


def frame(request: TownRequest, current: str) -> dict[str, Any]:
    """Tabs and way of a page of the administration."""
    slug = request.town.slug
    pages = [
        ("people", _("People"), may_administer_town(request.viewer)),
        ("units", _("Units"), may_administer_town(request.viewer)),
        ("tokens", _("Interfaces"), may_administer_town(request.viewer)),
        ("settings", _("Town"), may_administer_town(request.viewer)),
        ("rights", _("Who may do what"), True),
        ("ladder", _("Who sees what"), True),
    ]
    tabs = [
        {"label": label, "url": reverse(f"town:{key}", args=[slug]), "current": key == current}
        for key, label, shown in pages
        if shown
    ]
    here = next(tab["label"] for tab in tabs if tab["current"])
    return {"tabs": tabs, "crumbs": [(_("Town and people"), ""), (here, "")]}


def form_status(errors: object) -> int:
    """422 for a form with errors, so that htmx and scripts can tell; 200 otherwise."""
    return 422 if errors else 200
