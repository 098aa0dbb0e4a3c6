"""Fixtures: a town with its people in their browsers."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from kommune.accounts.models import User
from kommune.foundation.scope import town_scope
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Viewer
from tests.towns import SmallStrategy, make_member, make_small_strategy, make_town

Browser = Callable[[Viewer], Client]


@pytest.fixture
def town(db: None) -> Iterator[Municipality]:
    made = make_town()
    with town_scope(made.id):
        yield made


@pytest.fixture
def lead(town: Municipality) -> Viewer:
    return make_member(town)


@pytest.fixture
def small(lead: Viewer) -> SmallStrategy:
    return make_small_strategy(lead)


@pytest.fixture
def browser_of() -> Browser:
    """The browser of a person who has signed in."""

    def signed_in(viewer: Viewer) -> Client:
        assert viewer.user_id is not None
        client = Client()
        client.force_login(User.objects.get(id=str(viewer.user_id)))
        return client

    return signed_in
