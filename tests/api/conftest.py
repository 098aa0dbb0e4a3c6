"""A town with a small strategy, tokens of several kinds, and a caller who uses them."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from kommune.foundation.scope import town_scope
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Role, Rung, Scope, Viewer, make_token
from tests.towns import SmallStrategy, make_member, make_small_strategy, make_town

MakeToken = Callable[..., str]


@pytest.fixture(autouse=True)
def no_requests_counted() -> Iterator[None]:
    """Requests are counted in the cache; each test begins without any."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def town(db: None) -> Municipality:
    return make_town()


@pytest.fixture
def lead(town: Municipality) -> Viewer:
    return make_member(town)


@pytest.fixture
def admin(town: Municipality) -> Viewer:
    return make_member(town, Role.ADMINISTRATION)


@pytest.fixture
def small(town: Municipality, lead: Viewer) -> SmallStrategy:
    with town_scope(town.id):
        return make_small_strategy(lead)


@pytest.fixture
def token_text(town: Municipality, admin: Viewer) -> MakeToken:
    """Makes a token that may write everything, or as asked."""

    def make(
        *scopes: str, clearance: int = Rung.WORKING_GROUP, of: Municipality = town, by: Viewer = admin
    ) -> str:
        with town_scope(of.id):
            _id, text = make_token(
                by=by, slug=of.slug, name="Data warehouse", scopes=scopes, clearance=clearance
            )
            return text

    return make


class Caller:
    """A machine with a token."""

    def __init__(self, token: str) -> None:
        self.client = Client()
        self.headers = {"Authorization": f"Bearer {token}"}

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get(f"/api/v1/{path}", headers={**self.headers, **headers})

    def post(self, path: str, body: Any, **headers: str) -> Any:
        return self._send(self.client.post, path, body, headers)

    def patch(self, path: str, body: Any, **headers: str) -> Any:
        return self._send(self.client.patch, path, body, headers)

    def _send(self, method: Any, path: str, body: Any, headers: dict[str, str]) -> Any:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return method(
            f"/api/v1/{path}",
            json.dumps(body),
            content_type="application/json",
            headers={**self.headers, **named},
        )


@pytest.fixture
def call(token_text: MakeToken) -> Caller:
    """A machine that may do everything."""
    return Caller(token_text(Scope.WRITE_MEASURES, Scope.WRITE_STATUS))
