"""The language that a person chose goes with her: to other devices and into her mails."""

import pytest
from django.core import mail
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries, Settings

from kommune.accounts.models import User
from kommune.foundation.scope import town_scope
from kommune.municipalities.actions.invitations import invite, send_invitation
from kommune.municipalities.public import Role, town_by_slug
from tests.towns import make_member, make_town

pytestmark = pytest.mark.django_db


def choose(client: Client, language: str) -> int:
    return client.post("/language/", {"language": language, "next": "/accounts/me/"}).status_code


def signed_in(user: User) -> Client:
    client = Client(headers={"Accept-Language": "de"})
    client.force_login(user)
    return client


def spoken(client: Client) -> str:
    return str(client.get("/accounts/me/").headers["Content-Language"])


def test_what_is_chosen_on_one_device_holds_on_the_other(jana: User) -> None:
    office, phone = signed_in(jana), signed_in(jana)
    assert (spoken(office), spoken(phone)) == ("de", "de")
    assert choose(office, "en") == 302
    assert (spoken(office), spoken(phone)) == ("en", "en")
    choose(phone, "de")
    assert (spoken(office), spoken(phone)) == ("de", "de")


def test_without_sign_in_the_switch_keeps_a_cookie_on_this_device_only(client: Client, jana: User) -> None:
    choose(client, "en")
    jana.refresh_from_db()
    assert jana.language == ""
    assert client.get("/accounts/login/").headers["Content-Language"] == "en"
    assert (
        Client(headers={"Accept-Language": "de"}).get("/accounts/login/").headers["Content-Language"] == "de"
    )


def test_a_person_who_chose_nothing_reads_what_her_browser_prefers(jana: User) -> None:
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(jana)
    assert spoken(client) == "en"


@pytest.mark.parametrize("language", ["tlh", "", "de\r\nX"])
def test_a_language_that_is_not_spoken_here_changes_nothing(jana: User, language: str) -> None:
    client = signed_in(jana)
    choose(client, "en")
    assert choose(client, language) == 302
    jana.refresh_from_db()
    assert jana.language == "en"


def test_opening_the_address_of_the_switch_changes_nothing(jana: User) -> None:
    client = signed_in(jana)
    client.get("/language/?language=en")
    jana.refresh_from_db()
    assert jana.language == ""


def test_the_choice_costs_a_page_no_further_question(
    jana: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(jana)
    client.get("/accounts/me/")
    with django_assert_num_queries(4):
        client.get("/accounts/me/")
    choose(client, "en")
    client.get("/accounts/me/")
    with django_assert_num_queries(4):
        client.get("/accounts/me/")


def test_a_page_for_strangers_asks_nobody_who_is_there(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        client.get("/language/")


def test_a_mail_speaks_the_language_of_the_person_whoever_asked_for_it(
    client: Client, jana: User, settings: Settings
) -> None:
    settings.EMAIL_HOST = "mail.example"
    User.objects.filter(id=jana.id).update(language="en")
    client.post("/accounts/password/reset/", {"email": jana.email}, headers={"Accept-Language": "de"})
    assert "Passwort" not in mail.outbox[0].body
    assert "password" in mail.outbox[0].body.lower()
    User.objects.filter(id=jana.id).update(language="de")
    client.post("/accounts/password/reset/", {"email": jana.email}, headers={"Accept-Language": "en"})
    assert mail.outbox[1].subject != mail.outbox[0].subject


def test_an_invitation_is_written_in_the_language_of_the_invited(jana: User, settings: Settings) -> None:
    settings.EMAIL_HOST = "mail.example"
    User.objects.filter(id=jana.id).update(language="en")
    administrator = make_member(make_town(), Role.ADMINISTRATION)
    town = town_by_slug("probe")
    assert town is not None
    with town_scope(town.id), translation.override("de"):
        for address in (jana.email, "neu@example.org"):
            invitation_id, _token = invite(by=administrator, email=address, role=Role.STAFF)
            send_invitation(
                by=administrator, town=town, invitation_id=invitation_id, link="https://x.example/"
            )
    assert [message.subject for message in mail.outbox] == [
        "Invitation to Kommune Digital: Probestadt",
        "Einladung zu Kommune Digital: Probestadt",
    ]
