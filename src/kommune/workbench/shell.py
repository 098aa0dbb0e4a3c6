"""What every page of the shell knows: town, viewer, navigation, account menu."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from kommune.foundation.navigation import navigation_items


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context for ``foundation/page.html``; empty outside a town."""
    town = getattr(request, "town", None)
    viewer = getattr(request, "viewer", None)
    if town is None or viewer is None or not viewer.is_member:
        return {"town": town, "viewer": viewer}
    return {
        "town": town,
        "viewer": viewer,
        "navigation": [entry for entry in _entries(request, town.slug, viewer) if entry],
        "search_url": _url("workbench:search", town.slug),
        "help_url": _url("workbench:help", town.slug),
        "public_url": _url("portal:home", town.slug),
    }


def _entries(request: HttpRequest, slug: str, viewer: Any) -> list[dict[str, Any]]:
    entries = []
    for item in navigation_items():
        if item.may_enter(viewer):
            url = _url(item.url_name, slug)
            entries.append(
                {
                    "label": item.label,
                    "url": url,
                    "icon": item.icon,
                    "count": item.waiting(viewer) if item.waiting else 0,
                    "current": bool(url) and request.path.startswith(url),
                }
            )
    return entries


def _url(name: str, slug: str) -> str:
    try:
        return reverse(name, args=[slug])
    except NoReverseMatch:
        return ""
