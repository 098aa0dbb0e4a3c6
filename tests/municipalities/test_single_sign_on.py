"""Single sign-on against a real OpenID Connect provider, started for the test on a free port."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
import requests
from django.test import Client
from oidc_provider_mock import User as ProviderUser
from oidc_provider_mock import run_server_in_thread
from pytest_django import Settings

from kommune.accounts.models import User
from kommune.foundation.scope import town_scope
from kommune.municipalities.models import Membership
from kommune.municipalities.public import Role, TownShape, Viewer, invite
from tests.municipalities.conftest import MakeMember, account_of

SECONDS = 10
pytestmark = pytest.mark.django_db


@pytest.fixture
def provider(settings: Settings) -> Iterator[str]:
    """A provider that knows three people; its address."""
    people = [
        ProviderUser(
            sub="neu", claims={"email": "neu@example.org", "email_verified": True, "name": "Neue Person"}
        ),
        ProviderUser(sub="bekannt", claims={"email": "staff@wesselfurt.example", "email_verified": True}),
        ProviderUser(
            sub="unbestaetigt", claims={"email": "staff@wesselfurt.example", "email_verified": False}
        ),
    ]
    with run_server_in_thread(user_claims=people) as server:
        issuer = f"http://localhost:{server.server_port}"
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {
                "OAUTH_PKCE_ENABLED": True,
                "APPS": [
                    {
                        "provider_id": "oidc",
                        "name": "Stadtnetz",
                        "client_id": "kommune",
                        "secret": "geheim",
                        "settings": {"server_url": issuer},
                    }
                ],
            }
        }
        yield issuer


def come_back(client: Client, leaving: str, sub: str) -> str:
    """Sign in at the provider as ``sub``, follow its redirect back, and return where that leads."""
    answer = requests.post(leaving, data={"sub": sub}, allow_redirects=False, timeout=SECONDS)
    back = urlsplit(answer.headers["Location"])
    result = client.get(f"{back.path}?{back.query}")
    return result.headers.get("Location", f"page {result.status_code}")


def sign_in(client: Client, sub: str) -> str:
    leaving = client.post("/accounts/oidc/oidc/login/")
    assert leaving.status_code == 302
    return come_back(client, leaving.headers["Location"], sub)


def is_signed_in(client: Client) -> bool:
    return client.get("/accounts/me/").status_code == 200


def test_the_sign_in_page_offers_the_provider(client: Client, provider: str) -> None:
    assert "Stadtnetz" in client.get("/accounts/login/").content.decode()


def test_opening_the_link_to_the_provider_does_not_leave_yet(client: Client, provider: str) -> None:
    assert client.get("/accounts/oidc/oidc/login/").status_code == 200


def test_a_confirmed_address_joins_the_account_that_is_known(
    client: Client, provider: str, town: TownShape, make_member: MakeMember
) -> None:
    viewer = make_member(town)
    assert sign_in(client, "bekannt") == "/"
    assert client.session["_auth_user_id"] == str(viewer.user_id)
    assert client.get("/").headers["Location"] == "/wesselfurt/work/"


def test_an_unconfirmed_address_joins_nobody(
    client: Client, provider: str, town: TownShape, make_member: MakeMember
) -> None:
    make_member(town)
    sign_in(client, "unbestaetigt")
    assert not is_signed_in(client)


def test_an_unknown_person_is_told_to_ask_for_an_invitation(
    client: Client, provider: str, town: TownShape
) -> None:
    assert sign_in(client, "neu") == "page 200"
    assert not is_signed_in(client)
    assert not User.objects.filter(email="neu@example.org").exists()


def test_with_an_invitation_she_comes_in_and_accepts_with_the_button(
    client: Client, provider: str, town: TownShape, administration: Viewer
) -> None:
    with town_scope(town.id):
        _id, token = invite(by=administration, email="neu@example.org", role=Role.COUNCIL_MEMBER)
    link = f"/wesselfurt/invitation/{token}/"
    leaving = client.post(link, {"single_sign_on": "oidc"})
    assert come_back(client, leaving.headers["Location"], "neu") == link
    assert is_signed_in(client)
    with town_scope(town.id):
        assert not Membership.objects.filter(user__email="neu@example.org").exists()
    client.post(link)
    with town_scope(town.id):
        member = Membership.objects.select_related("user").get(user__email="neu@example.org")
    assert (member.role, member.user.name) == (Role.COUNCIL_MEMBER, "Neue Person")
    assert not member.user.has_usable_password()


def test_single_sign_on_counts_as_second_factor(
    client: Client, provider: str, town: TownShape, make_member: MakeMember, settings: Settings
) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    viewer = make_member(town)
    by_password = Client()
    by_password.force_login(account_of(viewer))
    page = "/wesselfurt/work/town/ladder/"
    assert by_password.get(page).headers["Location"] == "/accounts/2fa/"
    sign_in(client, "bekannt")
    assert client.get(page).status_code == 200
