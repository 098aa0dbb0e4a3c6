"""Cookies by which a device knows again the sheet that was begun on it, where nobody signs in."""

from django.conf import settings
from django.http import HttpResponse

KEPT_SECONDS = 60 * 60 * 24 * 90


def keep_on_device(answer: HttpResponse, name: str, value: str, path: str) -> None:
    """Let a device keep a value for the pages under ``path``, for 90 days and out of reach of scripts."""
    secure = settings.SESSION_COOKIE_SECURE
    answer.set_cookie(
        name, value, max_age=KEPT_SECONDS, path=path, secure=secure, httponly=True, samesite="Lax"
    )
