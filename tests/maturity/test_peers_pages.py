"""The pages of the comparison group as people see and use them."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kommune.accounts.models import User
from kommune.maturity.models import BroughtFigure, ReleasedFigure
from kommune.municipalities.models import Municipality, PlaceType
from kommune.municipalities.public import Role, Viewer
from kommune.strategy.public import overview_for
from tests.maturity.test_peers_actions import OWNERLESS, release_elsewhere
from tests.maturity.test_peers_actions import register as register
from tests.towns import SmallStrategy, make_member

pytestmark = pytest.mark.django_db


def browser(viewer: Viewer, *, operates: bool = False) -> Client:
    client = Client()
    user = User.objects.get(id=str(viewer.user_id))
    if operates:
        user.is_superuser = user.is_staff = True
        user.save()
    client.force_login(user)
    return client


def url(page: str) -> str:
    return reverse(f"maturity:{page}", args=["probe"])


def test_without_a_register_the_page_says_where_to_get_it(town: Municipality, lead: Viewer) -> None:
    Municipality.objects.filter(id=town.id).update(ags="05999001")
    page = browser(lead).get(url("peers")).content.decode()
    assert "Gemeindeverzeichnis GV-ISys" in page
    assert "Destatis" in page


def test_each_peer_says_why(town: Municipality, lead: Viewer, register: None) -> None:
    page = browser(lead).get(url("peers")).content.decode()
    assert "Einwohner: 34.000 gegen 30.000; trägt" in page
    assert "% der Entfernung" in page
    assert "Ort 05998000" not in page


def test_weights_stand_in_the_address(town: Municipality, lead: Viewer, register: None) -> None:
    page = (
        browser(lead).get(url("peers"), {"population": "0", "density": "2", "count": "10"}).content.decode()
    )
    assert "Einwohner: " not in page
    assert "Einwohner je km²: " in page
    assert '<option value="2" selected>' in page
    strange = browser(lead).get(url("peers"), {"population": "viel", "count": "99999"})
    assert strange.status_code == 200


def test_with_nothing_counting_the_usual_counts(town: Municipality, lead: Viewer, register: None) -> None:
    nothing = dict.fromkeys(("population", "density", "urbanisation", "growth", "surroundings"), "0")
    assert "Einwohner: 34.000" in browser(lead).get(url("peers"), nothing).content.decode()


def test_values_are_released_and_taken_back(
    town: Municipality, lead: Viewer, register: None, small: SmallStrategy
) -> None:
    overview_for(lead)
    client = browser(lead)
    client.post(url("peers_release"), {"figure": [OWNERLESS]})
    assert ReleasedFigure.objects.get().value == 50
    assert "freigegeben: 50" in client.get(url("peers_values")).content.decode()
    client.post(url("peers_withdraw"))
    assert not ReleasedFigure.objects.exists()


def test_other_towns_are_shown_in_quarters_and_never_by_name(
    town: Municipality, lead: Viewer, register: None, small: SmallStrategy
) -> None:
    overview_for(lead)
    client = browser(lead)
    for number in range(4):
        release_elsewhere(f"geheimort{number}", f"0599900{number + 2}", 10 * number)
    assert "Dafür fehlt noch die Freigabe von 1 Kommune" in client.get(url("peers_values")).content.decode()
    release_elsewhere("geheimort4", "05999006", 40)
    page = client.get(url("peers_values")).content.decode()
    assert "im oberen Viertel" in page
    assert "geheimort" not in page
    assert "05999002" not in page


def test_a_faulty_file_keeps_what_was_typed_and_names_the_rows(town: Municipality, lead: Viewer) -> None:
    file = SimpleUploadedFile("werte.csv", b"AGS;Kennzahl;Wert\nabc;list.measures_stale;3\n")
    answer = browser(lead).post(url("peers_bring"), {"file": file, "source": "Ring"})
    assert answer.status_code == 422
    assert "Zeile 2: „abc“ ist kein amtlicher Gemeindeschlüssel." in answer.content.decode()
    assert 'value="Ring"' in answer.content.decode()
    assert not BroughtFigure.objects.exists()


def test_a_file_of_values_is_taken_in(town: Municipality, lead: Viewer) -> None:
    file = SimpleUploadedFile("werte.csv", b"AGS;Kennzahl;Wert\n5999002;list.measures_stale;3,5\n")
    client = browser(lead)
    client.post(url("peers_bring"), {"file": file, "source": "Ring"})
    assert BroughtFigure.objects.get().value == 3.5
    assert "1 Werte von 1 Kommunen" in client.get(url("peers_values")).content.decode()
    client.post(url("peers_drop"), {"source": "Ring"})
    assert not BroughtFigure.objects.exists()


def test_staff_look_and_change_nothing(
    town: Municipality, lead: Viewer, register: None, small: SmallStrategy
) -> None:
    overview_for(lead)
    client = browser(make_member(town, Role.STAFF))
    assert client.get(url("peers_values")).status_code == 200
    client.post(url("peers_release"), {"figure": [OWNERLESS]})
    assert not ReleasedFigure.objects.exists()
    assert client.get(url("peers_bring")).status_code == 403


TYPES = b"GEM2022;GEM_NAME;WS_Stadt- und Gemeindetyp;WS_Wachsen und Schrumpfen 2017-2022;Gemeindetyp\n"


def test_operators_take_in_the_types(town: Municipality, lead: Viewer) -> None:
    client = browser(lead, operates=True)
    rows = TYPES + b"5999001;Probe;Mittelstadt;wachsend;G2.1\n"
    client.post(reverse("start_types"), {"file": SimpleUploadedFile("typen.csv", rows)})
    place = PlaceType.objects.get()
    assert (place.key, place.growth, place.difu) == ("05999001", 1, "G2.1")


def test_a_table_of_types_with_faults_names_each_row_and_keeps_the_old(
    town: Municipality, lead: Viewer
) -> None:
    PlaceType.objects.create(key="05999001")
    rows = TYPES + b"5999001;Probe;Riesenstadt;wachsend;G2.1\nabc;B;;;G2.1\n"
    answer = browser(lead, operates=True).post(
        reverse("start_types"), {"file": SimpleUploadedFile("typen.csv", BytesIO(rows).read())}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert (
        "Zeile 2, Spalte „WS_Stadt- und Gemeindetyp“: diese Art von Siedlung ist unbekannt („Riesenstadt“)."
        in page
    )
    assert "Zeile 3, Spalte „GEM2022“: das ist kein amtlicher Schlüssel („abc“)." in page
    assert PlaceType.objects.count() == 1


def test_only_operators_reach_the_types(town: Municipality, lead: Viewer) -> None:
    assert browser(lead).get(reverse("start_types")).status_code == 404
