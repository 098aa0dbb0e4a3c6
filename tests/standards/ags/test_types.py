"""The table of types of towns and districts."""

import io
from collections import Counter
from pathlib import Path

import pytest

from kommune.standards.ags import PlaceType, TypesError, read_register, read_types, town_kind
from kommune.standards.spreadsheets import SheetOut, write_xlsx

FOLDER = Path(__file__).parents[4] / "shared/data/municipalities"
HEAD = "GEM2022;GEM_NAME;WS_Stadt- und Gemeindetyp;WS_Wachsen und Schrumpfen 2017-2022;Gemeindetyp"


def read(*lines: str):
    return read_types(io.BytesIO("\n".join((HEAD, *lines)).encode()), filename="typen.csv")


@pytest.fixture(scope="module")
def types():
    path = FOLDER / "difu.xlsx"
    if not path.exists():
        pytest.skip("the table of types is not on this machine")
    return read_types(path, filename=path.name)


def test_the_real_table_is_read_completely(types):
    assert Counter(len(one.key) for one in types) == {8: 2907, 5: 400}
    settlements = Counter(one.settlement for one in types if len(one.key) == 8)
    assert settlements == {"small": 1266, "larger_small": 936, "medium": 679, "city": 26}
    assert Counter(one.district_type for one in types if len(one.key) == 5) == {1: 67, 2: 133, 3: 97, 4: 103}


def test_a_lost_leading_zero_comes_back():
    (place,) = read("5334002;Aachen, Stadt;Großstadt;wachsend;G1.1")
    assert (place.key, place.settlement, place.growth, place.difu) == ("05334002", "city", 1, "G1.1")


def test_what_is_not_given_stays_unknown():
    (place,) = read("05334002;Aachen;;;G1.1")
    assert (place.settlement, place.growth, place.district_type) == ("", None, None)


def test_every_wrong_cell_is_named_with_its_row():
    with pytest.raises(TypesError) as caught:
        read(
            "abc;A;Großstadt;wachsend;G1.1",
            "5334002;B;Riesenstadt;fällt;G9.9",
            "5334002;C;;;G1.1",
            "5334002;D;;;G1.1",
        )
    assert [(one.row, one.code, one.found) for one in caught.value.problems] == [
        (2, "bad_key", "abc"),
        (3, "unknown_settlement", "Riesenstadt"),
        (3, "unknown_growth", "fällt"),
        (3, "unknown_type", "G9.9"),
        (5, "doubled_key", "05334002"),
    ]  # fmt: skip


def test_districts_are_read_by_the_first_five_digits_of_their_key():
    heads = "Kreise Kennziffer;Kreise Name;Wachsen Name;Kreistyp;Siedlungsstruktureller Kreistyp Kennziffer"
    source = f"{heads}\n1001000;Flensburg;schrumpfend;K1.2;1\n1051000;Dithmarschen;;;4\n"
    first, second = read_types(io.BytesIO(source.encode()), filename="kreise.csv")
    assert first == PlaceType(2, "01001", "Flensburg", "", -1, "K1.2", 1)
    assert second == PlaceType(3, "01051", "Dithmarschen", "", None, "", 4)
    with pytest.raises(TypesError, match="bad_rows") as caught:
        read_types(io.BytesIO(source.replace(";4", ";5").encode()), filename="kreise.csv")
    (problem,) = caught.value.problems
    assert (problem.row, problem.code, problem.found) == (3, "unknown_type", "5")
    assert problem.column == "Siedlungsstruktureller Kreistyp Kennziffer"


def test_a_town_is_read_with_its_name_and_types():
    (place,) = read("5334002;Aachen, Stadt;Größere Kleinstadt;Überdurchschnittlich wachsend;G2.1")
    assert place == PlaceType(2, "05334002", "Aachen, Stadt", "larger_small", 2, "G2.1", None)


def test_problems_name_sheet_and_column_and_no_more_than_fifty():
    with pytest.raises(TypesError) as caught:
        read("5334002;C;;;G1.1", "5334002;D;;;G1.1", *(f"x{n};E;;;G1.1" for n in range(60)))
    assert (caught.value.code, len(caught.value.problems)) == ("bad_rows", 50)
    first, second = caught.value.problems[:2]
    assert (first.sheet, first.column, first.code) == (second.sheet, "GEM2022", "doubled_key")
    assert (second.row, second.column, second.code, second.found) == (4, "GEM2022", "bad_key", "x0")
    assert first.sheet


def test_sheets_without_keys_and_types_are_passed_over_and_towns_stay_towns_without_a_settlement():
    head = ("AGS", "Gem Name", "Gemeindetyp")
    data = write_xlsx(
        [
            SheetOut("Leer", (), []),
            SheetOut("Legende", ("Typ", "Erklärung"), [("G1.1", "groß")]),
            SheetOut("Nur Namen", ("AGS", "Name"), [("05334002", "Aachen")]),
            SheetOut("Typen", head, [("05334002", "Aachen", "G1.1")]),
        ]
    )
    (place,) = read_types(io.BytesIO(data), filename="typen.xlsx")
    assert (place.key, place.name, place.difu) == ("05334002", "Aachen", "G1.1")


def test_another_table_is_refused():
    with pytest.raises(TypesError, match="not_the_types"):
        read_types(io.BytesIO(b"Name;Ort\na;b\n"), filename="x.csv")


@pytest.mark.parametrize(
    ("ars", "kind"),
    [
        ("010010000000", "district_free"),
        ("010510011011", "district_town"),
        ("010515163003", "association_town"),
        ("031599501501", "no_town"),
    ],
)
def test_the_regional_key_tells_the_kind_of_town(ars, kind):
    assert town_kind(ars) == kind


def test_kinds_from_keys_agree_with_the_real_register():
    path = FOLDER / "AuszugGV4QAktuell.csv"
    if not path.exists():
        pytest.skip("the official register is not on this machine")
    places = [place for place in read_register(path) if place.kind == 60]
    free = {place.ars for place in places if town_kind(place.ars) == "district_free"}
    assert free == {place.ars for place in places if place.text_kind in (61, 62)}
    assert Counter(place.urbanisation for place in places) == {1: 220, 2: 2691, 3: 8093}
