"""Who may come in: a token opens its town for the length of the request, within its number of requests."""

import time
from contextlib import ExitStack
from typing import cast

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from ninja.security import HttpBearer

from kommune.audit.public import because
from kommune.foundation.rest.problems import Problem
from kommune.foundation.scope import town_scope
from kommune.municipalities.public import TokenAccess, TokenUnusable, open_token, slug_of, town_by_slug

CHALLENGE = 'Bearer realm="Kommune Digital"'
WINDOW_SECONDS = 60


class ApiRequest(HttpRequest):
    """A request on its way in; ``stack`` is closed when it is answered."""

    stack: ExitStack


class TokenAuth(HttpBearer):
    """A token of a town: ``Authorization: Bearer kd_<town>_<secret>``."""

    def authenticate(self, request: HttpRequest, token: str) -> TokenAccess:
        """Enter the token's town; what is written from here on is journalled with the token's name."""
        stack = cast(ApiRequest, request).stack
        try:
            town = town_by_slug(slug_of(token.strip()))
            if town is None:
                raise TokenUnusable
            stack.enter_context(town_scope(town.id))
            access = open_token(text=token.strip(), town=town)
        except TokenUnusable as error:
            challenge = f'{CHALLENGE}, error="invalid_token"'
            raise Problem("no-token", str(error), headers={"WWW-Authenticate": challenge}) from error
        count_request(access)
        stack.enter_context(because(f"API token {access.name}"))
        return access


def count_request(access: TokenAccess) -> None:
    """Refuse a token that asks more often a minute than it may: the problem ``too-many``."""
    now = int(time.time())
    window = now // WINDOW_SECONDS
    key = f"api-requests:{access.token_id}:{window}"
    cache.add(key, 0, 2 * WINDOW_SECONDS)
    try:
        number = cache.incr(key)
    except ValueError:
        return
    if number > settings.API_REQUESTS_PER_MINUTE:
        wait = (window + 1) * WINDOW_SECONDS - now
        raise Problem("too-many", headers={"Retry-After": str(wait)})
