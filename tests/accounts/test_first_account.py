"""The first visit to a new installation: who may make the first account."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from kommune.accounts.models import User
from kommune.accounts.setup_code import setup_code

GIVEN = {"name": "Jana", "email": "Jana@Example.org", "password": "vier worte fuer das tor"}
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_data_folder(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    settings.ALLOWED_HOSTS = ["localhost", "strategie.example"]


def at_the_machine() -> Client:
    return Client(SERVER_NAME="localhost", REMOTE_ADDR="127.0.0.1")


def from_elsewhere() -> Client:
    return Client(SERVER_NAME="strategie.example", REMOTE_ADDR="192.0.2.7")


def test_the_start_page_leads_to_the_first_account() -> None:
    assert at_the_machine().get("/").headers["Location"] == "/start/account/"


def test_at_the_machine_itself_no_code_is_asked_for() -> None:
    client = at_the_machine()
    answer = client.post("/start/account/", GIVEN)
    user = User.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert (user.email, user.is_staff, user.check_password(GIVEN["password"])) == (
        "jana@example.org",
        True,
        True,
    )
    assert client.get("/accounts/me/").status_code == 200


@pytest.mark.parametrize("client", [from_elsewhere(), Client(SERVER_NAME="strategie.example")])
def test_from_elsewhere_and_through_a_proxy_the_code_is_needed(client: Client) -> None:
    assert client.post("/start/account/", GIVEN).status_code == 422
    assert client.post("/start/account/", {**GIVEN, "code": "0000-0000-0000-0000"}).status_code == 422
    assert not User.objects.exists()


def test_a_forwarded_request_is_not_taken_for_a_local_one() -> None:
    client = Client(SERVER_NAME="localhost", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="192.0.2.7")
    assert client.post("/start/account/", GIVEN).status_code == 422


def test_with_the_code_the_first_person_comes_in_and_the_code_is_gone(tmp_path: Path) -> None:
    code = setup_code()
    assert code is not None
    typed = code.upper().replace("-", " ")
    assert from_elsewhere().post("/start/account/", {**GIVEN, "code": typed}).status_code == 302
    assert User.objects.count() == 1
    assert not (tmp_path / "setup_code").exists()
    assert setup_code() is None


def test_the_code_stays_the_same_until_it_is_used_and_only_the_owner_can_read_it(tmp_path: Path) -> None:
    assert setup_code() == setup_code()
    assert (tmp_path / "setup_code").stat().st_mode & 0o077 == 0


def test_a_second_person_cannot_come_in_this_way() -> None:
    User.objects.create_user("erste@example.org", "vier worte fuer das tor")
    answer = at_the_machine().post("/start/account/", GIVEN)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert User.objects.count() == 1


@pytest.mark.parametrize("weak", ["kurz", "jana@example.org"])
def test_a_weak_password_is_refused_with_the_reason(weak: str) -> None:
    answer = at_the_machine().post("/start/account/", {**GIVEN, "password": weak})
    assert answer.status_code == 422
    assert not User.objects.exists()
