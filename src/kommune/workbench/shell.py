"""What every page of the shell knows: town, viewer, navigation, account menu."""

from functools import lru_cache
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kommune.foundation.navigation import NavigationItem, navigation_items


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context for ``foundation/page.html``; empty outside a town."""
    town = getattr(request, "town", None)
    viewer = getattr(request, "viewer", None)
    if town is None or viewer is None or not viewer.is_member:
        return {"town": town, "viewer": viewer}
    # A page made of several templates asks several times.
    known: dict[str, Any] | None = getattr(request, "shell", None)
    if known is None:
        known = _member_shell(request, town, viewer)
        request.shell = known  # type: ignore[attr-defined]  # kept where it ends with the request
    return known


def _member_shell(request: HttpRequest, town: Any, viewer: Any) -> dict[str, Any]:
    entries = _entries(request, town.slug, viewer)
    shown = (get_language(), town.slug, town.name, viewer.name)
    return {
        "town": town,
        "viewer": viewer,
        "shell_key": _key(shown),
        "wings_key": _key((shown, [(entry["url"], entry["count"], entry["current"]) for entry in entries])),
        "navigation": entries,
        "search_url": _url("workbench:search", town.slug),
        "help_url": _url("workbench:help", town.slug),
        "public_url": _url("portal:home", town.slug),
        "home_url": _url("workbench:home", town.slug),
        "account_menu": [
            {"label": _("My data"), "url": _url("my_data"), "icon": "person"},
            {"label": _("Password"), "url": _url("account_change_password"), "icon": "lock"},
            {"label": _("Second factor"), "url": _url("mfa_index"), "icon": "lock"},
            {"label": _("Sign out"), "url": _url("account_logout"), "icon": "", "post": True},
        ],
    }


def _entries(request: HttpRequest, slug: str, viewer: Any) -> list[dict[str, Any]]:
    items = [item for item in navigation_items() if item.may_enter(viewer)]
    prefixes = [(prefix, item.key) for item in items for prefix in _prefixes(item, slug)]
    home = _url("workbench:home", slug)
    here = [one for one in prefixes if one[0] and _holds(one[0], request.path, home)]
    _prefix, current = max(here, key=lambda one: len(one[0]), default=("", ""))
    return [
        {
            "key": item.key,
            "label": item.label,
            "url": _url(item.url_name, slug),
            "icon": item.icon,
            "count": item.waiting(viewer) if item.waiting else 0,
            "current": item.key == current,
        }
        for item in items
    ]


def _prefixes(item: NavigationItem, slug: str) -> list[str]:
    """Where the addresses of an entry's pages begin."""
    return [_url(name, slug) for name in (item.url_name, *item.also)]


def _holds(prefix: str, path: str, home: str) -> bool:
    """Whether a page belongs below an address; below the home page everything does, so only itself counts."""
    return path == home if prefix == home else path.startswith(prefix)


def _key(shown: object) -> str:
    """One word for everything that a part of the shell shows."""
    return sha256(repr(shown).encode()).hexdigest()


def _url(name: str, *arguments: str) -> str:
    return _known_url(settings.ROOT_URLCONF, name, arguments)


@lru_cache(maxsize=1024)
def _known_url(addresses: str, name: str, arguments: tuple[str, ...]) -> str:
    """The address under one set of addresses: every page asks for the same dozen."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""
