"""Cookies by which a device sees again what was answered on it, where nobody signs in.

Each answer carries the hash of the secret of the device that gave it, and is shown to no other: not to
whoever made the link and tried it before she handed it out, nor to whoever opens it afterwards.
"""

import hashlib
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse

KEPT_SECONDS = 60 * 60 * 24 * 90
SECRET_BYTES = 16


def device_secret(request: HttpRequest, name: str) -> str:
    """The secret that the device keeps under this name, a new one where it keeps none."""
    return request.COOKIES.get(name) or secrets.token_urlsafe(SECRET_BYTES)


def device_of(secret: str) -> str:
    """What stands beside an answer for the device with this secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def keep_on_device(answer: HttpResponse, name: str, value: str, path: str) -> None:
    """Let a device keep a value for the pages under ``path``, for 90 days and out of reach of scripts."""
    secure = settings.SESSION_COOKIE_SECURE
    answer.set_cookie(
        name, value, max_age=KEPT_SECONDS, path=path, secure=secure, httponly=True, samesite="Lax"
    )
