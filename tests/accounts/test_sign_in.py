"""Signing in and out, and what a link in a mail may do."""

import re

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from kommune.accounts.models import User
from kommune.project.settings import security

pytestmark = pytest.mark.django_db


def sign_in(client: Client, email: str, password: str) -> int:
    return client.post("/accounts/login/", {"login": email, "password": password}).status_code


def is_signed_in(client: Client) -> bool:
    return client.get("/accounts/me/").status_code == 200


def test_address_and_password_sign_in(client: Client, jana: User, password: str) -> None:
    assert sign_in(client, "jana@example.org", password) == 302
    assert is_signed_in(client)


def test_the_session_gets_a_new_key_when_somebody_signs_in(client: Client, jana: User, password: str) -> None:
    client.get("/accounts/login/")
    session = client.session
    session["anything"] = 1
    session.save()
    client.cookies["sessionid"] = session.session_key or ""
    before = session.session_key
    sign_in(client, jana.email, password)
    assert client.session.session_key != before


def test_a_wrong_password_does_not(client: Client, jana: User) -> None:
    assert sign_in(client, "jana@example.org", "falsch falsch falsch") == 200
    assert not is_signed_in(client)


def test_after_five_wrong_passwords_the_right_one_must_wait(
    client: Client, jana: User, password: str
) -> None:
    for _attempt in range(5):
        sign_in(client, jana.email, "falsch falsch falsch")
    sign_in(client, jana.email, password)
    assert not is_signed_in(client)


def test_nobody_signs_up_alone(client: Client) -> None:
    answer = client.post(
        "/accounts/signup/", {"email": "neu@example.org", "password1": "vier worte fuer das tor"}
    )
    assert answer.status_code == 200
    assert not User.objects.exists()


def test_signing_out_needs_a_press_of_the_button(client: Client, jana: User) -> None:
    client.force_login(jana)
    client.get("/accounts/logout/")
    assert is_signed_in(client)
    client.post("/accounts/logout/")
    assert not is_signed_in(client)


def test_a_closed_account_does_not_come_in(client: Client, jana: User, password: str) -> None:
    User.objects.filter(id=jana.id).update(is_active=False)
    sign_in(client, jana.email, password)
    assert not is_signed_in(client)


def test_the_password_is_stored_with_argon2() -> None:
    assert security.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def test_a_link_for_a_new_password_survives_the_mail_scanner(
    client: Client, jana: User, settings: Settings
) -> None:
    settings.EMAIL_HOST = "mail.example.org"
    client.post("/accounts/password/reset/", {"email": jana.email})
    found = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", str(mail.outbox[0].body))
    assert found is not None
    for _visit in range(2):
        assert Client().get(found[1], follow=True).status_code == 200
    form = client.get(found[1], follow=True)
    new = "ganz andere worte hier"
    client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})
    jana.refresh_from_db()
    assert jana.check_password(new)


def test_a_link_to_confirm_an_address_survives_the_mail_scanner(
    client: Client, jana: User, password: str, settings: Settings
) -> None:
    settings.EMAIL_HOST = "mail.example.org"
    sign_in(client, jana.email, password)
    client.post("/accounts/email/", {"action_add": "", "email": "neu@example.org"})
    message = next(message for message in mail.outbox if "confirm-email" in str(message.body))
    found = re.search(r"http://testserver(/accounts/confirm-email/\S+)", str(message.body))
    assert found is not None
    for _visit in range(2):
        assert Client().get(found[1]).status_code == 200
    jana.refresh_from_db()
    assert jana.email == "jana@example.org"
    client.post(found[1])
    jana.refresh_from_db()
    assert jana.email == "neu@example.org"


def test_without_a_mail_server_the_page_for_a_new_password_says_whom_to_ask(client: Client) -> None:
    answer = client.get("/accounts/password/reset/")
    assert 'name="email"' not in answer.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "login/",
        "signup/",
        "password/reset/",
        "password/reset/done/",
        "password/reset/key/done/",
        "password/reset/key/1-wrong/",
        "confirm-email/wrong/",
        "confirm-email/",
        "inactive/",
        "3rdparty/login/cancelled/",
        "3rdparty/login/error/",
    ],
)
def test_no_page_on_the_way_in_runs_script_of_its_own(client: Client, path: str) -> None:
    assert_safe_for_the_content_policy(client.get(f"/accounts/{path}").content.decode())


@pytest.mark.parametrize(
    "path",
    [
        "me/",
        "logout/",
        "email/",
        "password/change/",
        "3rdparty/",
        "2fa/",
        "2fa/totp/activate/",
        "2fa/webauthn/",
        "2fa/webauthn/add/",
        "reauthenticate/",
        "me/delete/",
    ],
)
def test_no_page_of_the_account_runs_script_of_its_own(
    client: Client, jana: User, password: str, path: str
) -> None:
    sign_in(client, jana.email, password)
    if path != "reauthenticate/":
        client.post("/accounts/reauthenticate/", {"password": password})
    answer = client.get(f"/accounts/{path}")
    assert answer.status_code == 200
    assert_safe_for_the_content_policy(answer.content.decode())


def assert_safe_for_the_content_policy(page: str) -> None:
    assert "<h1>" in page
    assert not re.search(r"<[a-z][^>]*\s(style|on[a-z]+)=", page)
    for attributes, body in re.findall(r"<script([^>]*)>(.*?)</script>", page, re.S):
        assert "src=" in attributes or 'type="application/json"' in attributes or not body.strip()
