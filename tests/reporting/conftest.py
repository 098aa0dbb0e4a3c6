"""The small town with its strategy, and people of every role who sign in."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import Settings

from kommune.accounts.models import User
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Viewer
from tests.small_town import lead, small, town

__all__ = ["lead", "small", "town"]

SignIn = Callable[[Viewer], Client]


@pytest.fixture
def sign_in(town: Municipality, settings: Settings) -> SignIn:
    """A browser of one person; jobs are done at once."""
    settings.JOBS_INLINE = True

    def make(viewer: Viewer) -> Client:
        client = Client()
        client.force_login(User.objects.get(memberships=viewer.membership_id))
        return client

    return make
