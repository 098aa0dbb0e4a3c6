"""The language of a page: what the signed-in person chose on any device; else the cookie, the browser."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.i18n import LANGUAGE_QUERY_PARAMETER
from django.views.i18n import set_language as keep_in_cookie

from kommune.accounts.actions import choose_language


class LanguageMiddleware:
    """Speaks the language that the person of the request chose; asks nothing where nobody is signed in.

    It stands behind the one that knows the cookie and the browser, and behind the one that knows the person,
    whose row every page loads anyway.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            chosen = request.user.language
            if chosen and translation.check_for_language(chosen):
                translation.activate(chosen)
                request.LANGUAGE_CODE = chosen
        return self.get_response(request)


def set_language(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language in a cookie, and on the person where one is signed in; go back."""
    answer = keep_in_cookie(request)
    if request.method == "POST" and request.user.is_authenticated:
        choose_language(user=request.user, language=request.POST.get(LANGUAGE_QUERY_PARAMETER, ""))
    return answer
