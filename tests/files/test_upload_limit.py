"""Every form that takes a file says how large one may be, instead of asking for the file that was sent."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import Settings

from kommune.accounts.models import User
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Role
from tests.towns import make_member, make_town

MEGABYTE = 1024 * 1024
SENTENCE = "Die Datei ist größer als 3 MB; mehr nimmt diese Installation nicht an."


@pytest.fixture(autouse=True)
def three_megabytes(settings: Settings) -> None:
    settings.UPLOAD_LIMIT_BYTES, settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * MEGABYTE, MEGABYTE


@pytest.fixture
def town(db: None) -> Municipality:
    return make_town()


def browser_of(town: Municipality, role: Role, *, is_operator: bool = False) -> Client:
    user = User.objects.get(id=str(make_member(town, role).user_id))
    if is_operator:
        user.is_staff = True
        user.save()
    browser = Client(HTTP_ACCEPT_LANGUAGE="de")
    browser.force_login(user)
    return browser


def sent(browser: Client, address: str, field: str, name: str) -> Any:
    return browser.post(address, {field: SimpleUploadedFile(name, b"x" * (3 * MEGABYTE + 1))}, follow=True)


def test_a_list_of_units_that_is_too_large(town: Municipality) -> None:
    answer = sent(browser_of(town, Role.ADMINISTRATION), "/probe/work/town/units/upload/", "file", "amt.yaml")
    assert answer.status_code == 422
    assert SENTENCE in answer.content.decode()
    assert "erforderlich" not in answer.content.decode()


def test_a_register_that_is_too_large(town: Municipality) -> None:
    browser = browser_of(town, Role.ADMINISTRATION, is_operator=True)
    answer = sent(browser, "/start/register/", "file", "AuszugGV.csv")
    assert answer.status_code == 422
    assert SENTENCE in answer.content.decode()


def test_a_template_that_is_too_large(town: Municipality) -> None:
    browser = browser_of(town, Role.STRATEGY_LEAD)
    answer = sent(browser, "/probe/work/reporting/template/", "template", "vorlage.docx")
    assert SENTENCE in answer.content.decode()


def test_a_form_without_a_file_still_asks_for_one(town: Municipality) -> None:
    browser = browser_of(town, Role.ADMINISTRATION)
    answer = browser.post("/probe/work/town/units/upload/", {})
    assert answer.status_code == 422
    assert "größer als" not in answer.content.decode()
