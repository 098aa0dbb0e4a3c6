"""The start page, founding a town, the register."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kommune.accounts.models import User
from kommune.accounts.public import person_with_address
from kommune.foundation.scope import town_scope
from kommune.municipalities.actions.register import replace_register
from kommune.municipalities.actions.towns import read_key, slug_from
from kommune.municipalities.errors import RegisterUnreadable, WrongKey
from kommune.municipalities.models import Membership, Municipality, RegisterPlace
from kommune.municipalities.public import Role, TownShape
from kommune.municipalities.queries import register_size, search_register

HEAD = (
    "satzart,textkennzeichen,land,rb,kreis,vb,gemeinde,gemeindename,flaeche,bevoelkerung,maennlich,weiblich,"
    "jekm2,postleitzahl,laengengrad,breitengrad,schluessel,bezeichnung,verstaedterungschluessel,"
    "verstaedterungbezeichnung\n"
)
LUEBECK = (
    '60,61,01,0,03,0000,000,"Lübeck, Hansestadt", 214.19, 216 530,1,1,1,23552,"10,6","53,8",F02,O,01,d\n'
)
MUENSTER = '60,61,05,5,15,0000,000,"Münster, Stadt", 303.3, 322 904,1,1,1,48143,"7,6","51,9",F02,O,01,d\n'
pytestmark = pytest.mark.django_db


def register(*lines: str) -> BytesIO:
    return BytesIO((HEAD + "".join(lines)).encode())


def take_in(operator: User, stream: BytesIO) -> int:
    who = person_with_address(operator.email)
    assert who is not None
    return replace_register(by=who, stream=stream)


def test_with_one_town_the_start_page_leads_home(client: Client, operator: User, town: TownShape) -> None:
    client.force_login(operator)
    assert client.get("/").headers["Location"] == "/wesselfurt/work/"


def test_with_several_towns_the_person_chooses(
    client: Client, operator: User, town: TownShape, other_town: TownShape
) -> None:
    client.force_login(operator)
    assert client.get("/").headers["Location"] == "/start/"
    page = client.get("/start/").content.decode()
    assert "/wesselfurt/work/" in page
    assert "/nebenan/work/" in page


def test_a_person_without_a_town_is_told_to_ask(client: Client, town: TownShape) -> None:
    client.force_login(User.objects.create_user("fremd@example.org"))
    page = client.get("/", follow=True).content.decode()
    assert "Wesselfurt" not in page


def test_the_first_visit_goes_from_account_to_town_to_lists(client: Client, operator: User) -> None:
    client.force_login(operator)
    assert client.get("/", follow=True).redirect_chain[-1][0] == "/start/town/"
    answer = client.post("/start/town/", {"name": "Bad Münder am Deister, Stadt", "key": "032520002002"})
    assert answer.headers["Location"] == "/start/town/bad-muender-am-deister/"
    assert client.get("/start/town/bad-muender-am-deister/").status_code == 200
    town = Municipality.objects.get()
    assert (town.ags, town.ars) == ("03252002", "032520002002")
    with town_scope(town.id):
        assert Membership.objects.get().role == Role.ADMINISTRATION


def test_only_operators_found_towns(client: Client, town: TownShape) -> None:
    client.force_login(User.objects.create_user("fremd@example.org"))
    assert client.get("/start/town/").status_code == 404
    assert client.post("/start/town/", {"name": "Neustadt"}).status_code == 404
    assert client.get("/start/register/").status_code == 404


@pytest.mark.parametrize("name", ["accounts", "API", "Start", "Wesselfurt", "…"])
def test_a_short_name_that_is_taken_or_reserved_is_refused(
    client: Client, operator: User, town: TownShape, name: str
) -> None:
    client.force_login(operator)
    assert client.post("/start/town/", {"name": name}).status_code == 422
    assert Municipality.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Münster, Stadt", "muenster"), ("Weißenfels", "weissenfels"), ("Bad Öynhausen", "bad-oeynhausen")],
)
def test_the_short_name_comes_from_the_name(name: str, slug: str) -> None:
    assert slug_from(name) == slug


def test_a_key_is_read_with_spaces_and_a_wrong_one_refused() -> None:
    assert read_key("05 5 15 000") == ("05515000", "")
    assert read_key("055150000000") == ("05515000", "055150000000")
    with pytest.raises(WrongKey):
        read_key("99999999")


@pytest.mark.parametrize(
    "words", ["Lübeck", "luebeck", "LUBECK", "23552", "01003000", "0100300", "hansestadt"]
)
def test_a_town_is_found_by_name_key_or_postcode(operator: User, words: str) -> None:
    take_in(operator, register(LUEBECK, MUENSTER))
    assert [place.name for place in search_register(words)] == ["Lübeck, Hansestadt"]


def test_a_chosen_place_brings_its_inhabitants(client: Client, operator: User) -> None:
    take_in(operator, register(LUEBECK, MUENSTER))
    client.force_login(operator)
    assert "key=055150000000" in client.get("/start/places/?q=munster").content.decode()
    client.post("/start/town/", {"name": "Münster, Stadt", "key": "055150000000"})
    assert Municipality.objects.get().population == 322904


def test_a_register_with_a_fault_changes_nothing_and_names_the_line(client: Client, operator: User) -> None:
    take_in(operator, register(LUEBECK))
    with pytest.raises(RegisterUnreadable, match="3"):
        take_in(operator, register(LUEBECK, MUENSTER.replace(" 322 904", "viele")))
    assert [place.name for place in RegisterPlace.objects.all()] == ["Lübeck, Hansestadt"]
    client.force_login(operator)
    wrong = SimpleUploadedFile("liste.csv", b"a;b\n1;2\n")
    assert client.post("/start/register/", {"file": wrong}).status_code == 422
    assert register_size() == (1, 216530)


def test_the_official_register_comes_in_completely(operator: User, real_data: Path) -> None:
    content = (real_data / "municipalities" / "AuszugGV4QAktuell.csv").read_bytes()
    assert take_in(operator, BytesIO(content)) == 11_004
    assert register_size() == (11_004, 83_166_711)
    assert search_register("Munster")[0].name == "Münster, Stadt"
