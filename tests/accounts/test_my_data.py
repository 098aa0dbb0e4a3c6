"""My data as a file, and leaving for good."""

import io

import openpyxl
import pytest
from django.test import Client

from kommune.accounts.models import User

pytestmark = pytest.mark.django_db


def test_my_data_names_what_is_kept_about_me(client: Client, jana: User) -> None:
    client.force_login(jana)
    data = client.get("/accounts/me/data.json").json()
    account = next(iter(data.values()))[0]
    assert (account["email"], account["name"]) == ("jana@example.org", "Jana Wiebusch")


def test_my_data_as_a_workbook_holds_text_and_no_formula(client: Client, jana: User) -> None:
    User.objects.filter(id=jana.id).update(name="=1+1")
    client.force_login(jana)
    book = openpyxl.load_workbook(io.BytesIO(client.get("/accounts/me/data.xlsx").content))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert dict(zip(rows[0], rows[1], strict=True))["name"] == "=1+1"
    assert {cell.data_type for cell in book.worksheets[0][2]} <= {"s", "n"}


def test_leaving_asks_for_the_password_again(client: Client, jana: User) -> None:
    client.force_login(jana)
    assert client.get("/accounts/me/delete/").headers["Location"].startswith("/accounts/reauthenticate/")
    assert User.objects.filter(id=jana.id).exists()


def test_who_leaves_is_gone(client: Client, jana: User, password: str) -> None:
    client.post("/accounts/login/", {"login": jana.email, "password": password})
    client.post("/accounts/reauthenticate/", {"password": password})
    assert client.post("/accounts/me/delete/").status_code == 302
    assert not User.objects.exists()
    assert client.get("/accounts/me/").status_code == 302


def test_the_last_operator_cannot_leave(client: Client, jana: User, password: str) -> None:
    User.objects.filter(id=jana.id).update(is_staff=True)
    client.post("/accounts/login/", {"login": jana.email, "password": password})
    client.post("/accounts/reauthenticate/", {"password": password})
    client.post("/accounts/me/delete/")
    assert User.objects.filter(id=jana.id).exists()


def test_a_new_name_is_kept(client: Client, jana: User) -> None:
    client.force_login(jana)
    client.post("/accounts/me/", {"name": "Jana <b>W.</b>"})
    jana.refresh_from_db()
    assert jana.name == "Jana <b>W.</b>"
    assert "<b>W.</b>" not in client.get("/accounts/me/").content.decode()
