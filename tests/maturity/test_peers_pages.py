"""The pages of the comparison group as people see and use them."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from kommune.accounts.models import User
from kommune.maturity.models import BroughtFigure, ReleasedFigure
from kommune.municipalities.models import Municipality, PlaceType, RegisterPlace
from kommune.municipalities.public import Role, Viewer
from kommune.strategy.public import overview_for
from tests.maturity.test_peers_actions import OWNERLESS, place, release_elsewhere
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
    assert page.count(">zählt</option>") == 9
    assert "Zahlen</option>" not in page
    strange = browser(lead).get(url("peers"), {"population": "viel", "count": "99999"})
    assert strange.status_code == 200


def test_with_nothing_counting_the_usual_counts(town: Municipality, lead: Viewer, register: None) -> None:
    nothing = dict.fromkeys(("population", "density", "urbanisation", "growth", "surroundings"), "0")
    assert "Einwohner: 34.000" in browser(lead).get(url("peers"), nothing).content.decode()


def sheet_of(answer: Any) -> list[tuple[object, ...]]:
    rows = load_workbook(BytesIO(answer.content)).active
    assert rows is not None
    return list(rows.iter_rows(values_only=True))


def names_on(page: str) -> list[str]:
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    return re.findall(r'<th scope="row">(Ort \d+)', body)


def test_the_towns_are_sorted_filtered_and_searched_in_the_address(
    town: Municipality, lead: Viewer, register: None
) -> None:
    RegisterPlace.objects.bulk_create([place("06999001", 31_000)])
    client = browser(lead)
    page = client.get(url("peers"), {"list-sort": "-population"}).content.decode()
    assert names_on(page)[0] == "Ort 05999009"
    assert names_on(client.get(url("peers"), {"list-state": "Hessen"}).content.decode()) == ["Ort 06999001"]
    assert names_on(client.get(url("peers"), {"list-q": "05999004"}).content.decode()) == ["Ort 05999004"]
    weighted = client.get(url("peers"), {"population": "2", "list-sort": "name"}).content.decode()
    assert "?population=2&amp;list-sort=-name" in weighted


def test_the_file_of_the_group_tells_every_reason_and_nothing_beside_the_page(
    town: Municipality, lead: Viewer, register: None
) -> None:
    page = browser(lead).get(url("peers")).content.decode()
    head, *rows = sheet_of(browser(lead).get(url("peers"), {"export": "xlsx"}))
    assert head == (
        "Kommune", "Entfernung", "Bundesland", "Einwohner", "Einwohner je km²",
        "Woraus die Entfernung besteht",
    )  # fmt: skip
    assert [row[0] for row in rows] == names_on(page)
    assert rows[0][:4] == ("Ort 05999002", 1.25, "Nordrhein-Westfalen", 34_000)
    for row in rows:
        for reason in str(row[-1]).split("; Einwohner"):
            assert reason in page or f"Einwohner{reason}" in page


def test_features_that_are_not_known_of_the_town_are_named_and_never_break_the_page(
    town: Municipality, lead: Viewer, register: None
) -> None:
    client = browser(lead)
    nothing = dict.fromkeys(("population", "density", "urbanisation", "growth", "surroundings"), "0")
    page = client.get(url("peers"), {**nothing, "nearness": "1"}).content.decode()
    assert "Es bleibt nichts zum Vergleichen" in page
    assert f'href="{url("peers")}"' in page
    RegisterPlace.objects.filter(ags="05999001").update(area_km2=None)
    page = client.get(url("peers")).content.decode()
    told = page.partition("Von Ihrer Kommune nicht bekannt und deshalb nicht gezählt:")[2].partition("</p>")[
        0
    ]
    assert "Einwohner je km²" in told
    assert "Wachstum" not in told


def test_who_runs_the_installation_is_led_to_the_types(
    town: Municipality, lead: Viewer, register: None
) -> None:
    assert reverse("start_types") not in browser(lead).get(url("peers")).content.decode()
    assert reverse("start_types") in browser(lead, operates=True).get(url("peers")).content.decode()
    PlaceType.objects.create(key="05999001", growth=1)
    assert reverse("start_types") not in browser(lead, operates=True).get(url("peers")).content.decode()


def test_a_feature_that_no_other_town_has_says_so(town: Municipality, lead: Viewer, register: None) -> None:
    RegisterPlace.objects.exclude(ags="05999001").update(area_km2=None)
    nothing = dict.fromkeys(("population", "urbanisation", "growth", "surroundings"), "0")
    page = browser(lead).get(url("peers"), {**nothing, "density": "1"}).content.decode()
    assert "Von keiner anderen Kommune dieser Größe ist bekannt, was Sie zählen lassen." in page


def test_the_smallest_group_is_one_town_whose_distance_is_not_nothing(
    town: Municipality, lead: Viewer, register: None
) -> None:
    RegisterPlace.objects.exclude(ags__in=["05999001", "05999009"]).delete()
    page = browser(lead).get(url("peers")).content.decode()
    assert "lässt sich nur eine Kommune mit Ihrer vergleichen: <strong>Ort 05999009</strong>" in page
    assert "Weniger als fünf andere Kommunen haben Ihre Größe." in page
    assert '<td class="end" data-label="Entfernung">0,00</td>' not in page
    RegisterPlace.objects.filter(ags="05999009").delete()
    page = browser(lead).get(url("peers")).content.decode()
    assert "Das Verzeichnis enthält keine andere Kommune dieser Größe." in page


def test_the_file_of_values_holds_no_cell_under_five_towns_and_no_town(
    town: Municipality, lead: Viewer, register: None, small: SmallStrategy
) -> None:
    overview_for(lead)
    client = browser(lead)
    for number in range(4):
        release_elsewhere(f"geheimort{number}", f"0599900{number + 2}", 10 * number)
    rows = {str(row[0]): row[1:] for row in sheet_of(client.get(url("peers_values"), {"export": "xlsx"}))}
    ownerless = next(row for name, row in rows.items() if name.startswith("Maßnahmen ohne Ziel"))
    assert ownerless == (50, None, None, None, "Dafür fehlt noch die Freigabe von 1 Kommune", None)
    release_elsewhere("geheimort4", "05999006", 40)
    answer = client.get(url("peers_values"), {"export": "csv"})
    text = answer.content.decode("utf-8-sig")
    assert '"Maßnahmen ohne Ziel (%)";"50,0";"10,0";"20,0";"30,0";"5";"im oberen Viertel"' in text
    assert "geheimort" not in text
    assert "05999002" not in text


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
