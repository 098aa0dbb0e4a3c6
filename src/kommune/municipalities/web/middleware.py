"""Finds the town of a request from its address and works within its scope."""

from collections.abc import Callable
from contextlib import nullcontext
from typing import cast
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kommune.accounts.public import came_by_single_sign_on, has_second_factor
from kommune.audit.public import revisions_remembered
from kommune.foundation.errors import PermissionMissing
from kommune.foundation.scope import town_scope
from kommune.municipalities.public import (
    RESERVED_SLUGS,
    TownRequest,
    TownShape,
    may_enter_workbench,
    town_by_slug,
    viewer_for,
)

STAFF_SEGMENT = "work"
SECOND_FACTOR_SEEN = "second_factor_seen"


def lacks_second_factor(request: HttpRequest, town: TownShape) -> bool:
    """Whether a second factor is required of this person and she has none, nor came by single sign-on.

    The answer "she has one" is kept in the session, so that a page costs no further query.
    """
    if not (town.requires_second_factor or settings.REQUIRE_SECOND_FACTOR):
        return False
    if request.session.get(SECOND_FACTOR_SEEN):
        return False
    if came_by_single_sign_on(request) or has_second_factor(cast(UUID, request.user.pk)):
        request.session[SECOND_FACTOR_SEEN] = True
        return False
    return True


class TownMiddleware:
    """``/<slug>/…`` is a town; ``/<slug>/work/…`` is open to its members only.

    A stranger gets the same answer whether the page exists or not.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        segments = request.path_info.strip("/").split("/")
        slug = segments[0]
        if not slug or slug in RESERVED_SLUGS:
            return self.get_response(request)
        town = town_by_slug(slug)
        if town is None:
            return self._not_found(request)
        shows = revisions_remembered() if request.method in ("GET", "HEAD") else nullcontext()
        with town_scope(town.id), shows:
            town_request = cast(TownRequest, request)
            user_id = request.user.pk if request.user.is_authenticated else None
            town_request.town = town
            town_request.viewer = viewer_for(user_id, town.id)
            if STAFF_SEGMENT in segments[1:2] and not may_enter_workbench(town_request.viewer):
                if not request.user.is_authenticated:
                    return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
                return self._not_found(request)
            if STAFF_SEGMENT in segments[1:2] and lacks_second_factor(request, town):
                messages.warning(request, _("This town asks for a second factor. Set one up to go on."))
                return redirect("mfa_index")
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A missing permission is a page that says so, wherever it was asked for."""
        if isinstance(exception, PermissionMissing):
            return render(request, "403.html", {"sentence": str(exception)}, status=403)
        return None

    def _not_found(self, request: HttpRequest) -> HttpResponse:
        if request.headers.get("HX-Request"):
            return HttpResponseNotFound()
        return render(request, "404.html", status=404)
