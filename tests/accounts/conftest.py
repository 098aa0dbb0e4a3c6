"""People for the tests of sign-in."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from kommune.accounts.models import User

PASSWORD = "vier worte fuer das tor"


@pytest.fixture(autouse=True)
def no_attempts_counted() -> Iterator[None]:
    """Attempts to sign in are counted in the cache; each test begins without any."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def jana(db: None) -> User:
    """A person with a password."""
    return User.objects.create_user("jana@example.org", PASSWORD, name="Jana Wiebusch")


@pytest.fixture
def password() -> str:
    """Jana's password."""
    return PASSWORD
