"""An authenticator app as second factor, with recovery codes, and passkeys offered."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from kommune.accounts.models import User
from kommune.accounts.public import has_second_factor

pytestmark = pytest.mark.django_db
PERIOD_SECONDS = 30


def code_for(secret: str, step: int = 0) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD_SECONDS + step)))


@pytest.fixture
def secret(client: Client, jana: User, password: str) -> str:
    """Jana set up an app; the client is signed in."""
    client.post("/accounts/login/", {"login": jana.email, "password": password})
    client.post("/accounts/reauthenticate/", {"password": password})
    page = client.get("/accounts/2fa/totp/activate/")
    shown: str = page.context["form"].secret
    assert client.post("/accounts/2fa/totp/activate/", {"code": code_for(shown)}).status_code == 302
    return shown


def test_the_app_counts_as_second_factor_and_brings_recovery_codes(jana: User, secret: str) -> None:
    assert has_second_factor(jana.id)
    kinds = set(Authenticator.objects.filter(user=jana).values_list("type", flat=True))
    assert kinds == {"totp", "recovery_codes"}


def test_signing_in_then_asks_for_the_code(jana: User, password: str, secret: str) -> None:
    client = Client()
    answer = client.post("/accounts/login/", {"login": jana.email, "password": password})
    assert answer.headers["Location"].startswith("/accounts/2fa/authenticate/")
    assert client.get("/accounts/me/").status_code == 302
    client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert client.get("/accounts/me/").status_code == 302
    client.post("/accounts/2fa/authenticate/", {"code": code_for(secret, step=1)})
    assert client.get("/accounts/me/").status_code == 200


def test_a_recovery_code_works_once(jana: User, password: str, secret: str) -> None:
    code = Authenticator.objects.get(user=jana, type="recovery_codes").wrap().get_unused_codes()[0]
    entered = []
    for _attempt in range(2):
        client = Client()
        client.post("/accounts/login/", {"login": jana.email, "password": password})
        client.post("/accounts/2fa/authenticate/", {"code": code})
        entered.append(client.get("/accounts/me/").status_code == 200)
    assert entered == [True, False]


def test_the_sign_in_page_offers_a_passkey_and_the_browser_gets_a_challenge(client: Client, db: None) -> None:
    assert 'id="passkey_login"' in client.get("/accounts/login/").content.decode()
    answer = client.get("/accounts/2fa/webauthn/login/", headers={"accept": "application/json"})
    assert len(answer.json()["request_options"]["publicKey"]["challenge"]) > 20
