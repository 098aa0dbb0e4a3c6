"""Towns with people, made the way the product makes them."""

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from kommune.accounts.models import User
from kommune.accounts.public import find_or_make_user, make_operator, person_with_address
from kommune.foundation.scope import town_scope
from kommune.municipalities.public import (
    Role,
    TownShape,
    Viewer,
    add_member,
    create_town,
    system_viewer,
    viewer_for,
)

PASSWORD = "vier worte fuer das tor"
MakeTown = Callable[[str], TownShape]
MakeMember = Callable[..., Viewer]


def account_of(viewer: Viewer) -> User:
    """The account of a person who is here."""
    assert viewer.user_id is not None
    return User.objects.get(id=viewer.user_id)


@pytest.fixture(autouse=True)
def no_attempts_counted() -> Iterator[None]:
    """Attempts to sign in are counted in the cache; each test begins without any."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def operator(db: None) -> User:
    """Somebody who runs the installation."""
    user_id = find_or_make_user(email="betrieb@example.org", name="Betrieb", password=PASSWORD)
    make_operator(email="betrieb@example.org")
    return User.objects.get(id=user_id)


@pytest.fixture
def make_town(operator: User) -> MakeTown:
    """Founds towns; the operator administers each."""

    def make(name: str) -> TownShape:
        founder = person_with_address(operator.email)
        assert founder is not None
        return create_town(by=founder, name=name)

    return make


@pytest.fixture
def town(make_town: MakeTown) -> TownShape:
    """The town that a test is about."""
    return make_town("Wesselfurt")


@pytest.fixture
def other_town(make_town: MakeTown) -> TownShape:
    """A town whose data nobody in ``town`` may ever meet."""
    return make_town("Nebenan")


@pytest.fixture
def make_member() -> MakeMember:
    """Takes a person into a town and returns her viewer."""

    def make(town: TownShape, role: str = Role.STAFF, email: str = "") -> Viewer:
        address = email or f"{role}@{town.slug}.example"
        user_id = find_or_make_user(email=address, name=f"Person {role}", password=PASSWORD)
        with town_scope(town.id):
            add_member(by=system_viewer(), user_id=user_id, role=role)
            return viewer_for(user_id, town.id)

    return make


@pytest.fixture
def administration(town: TownShape, make_member: MakeMember) -> Viewer:
    """A second administrator of the town."""
    return make_member(town, Role.ADMINISTRATION)


@pytest.fixture
def admin_of_town(client: Client, administration: Viewer) -> Client:
    """The browser of that administrator."""
    client.force_login(account_of(administration))
    return client
