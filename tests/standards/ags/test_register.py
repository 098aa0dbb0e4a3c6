"""The official register of municipalities and its keys."""

import io
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from kommune.standards.ags import (
    Place,
    RegisterError,
    ags_from_ars,
    format_ags,
    format_ars,
    is_ags,
    is_ars,
    read_register,
    repair_ags,
    repair_ars,
)

REGISTER = Path(__file__).parents[4] / "shared/data/municipalities/AuszugGV4QAktuell.csv"
HEAD = "satzart,textkennzeichen,land,rb,kreis,vb,gemeinde,gemeindename,flaeche,bevoelkerung"
FLENSBURG = Place(
    line=5,
    kind=60,
    text_kind=61,
    ars="010010000000",
    ags="01001000",
    parent_ars="010010000",
    name="Flensburg, Stadt",
    area_km2=Decimal("53.02"),
    population=90_164,
    postcode="24937",
    longitude=Decimal("9.43751"),
    latitude=Decimal("54.78252"),
    urbanisation=1,
)


@pytest.fixture(scope="module")
def places() -> list[Place]:
    """All places of the real extract."""
    if not REGISTER.exists():
        pytest.skip("the official register is not on this machine")
    return list(read_register(REGISTER))


def read(text: str) -> list[Place]:
    """Read a register given as text."""
    return list(read_register(io.BytesIO(text.encode())))


def test_the_real_register_is_read_completely(places):
    assert len(places) == 16_068
    kinds = Counter(place.kind for place in places)
    assert kinds == {10: 16, 20: 29, 30: 12, 40: 401, 50: 4_606, 60: 11_004}
    assert sum(place.is_uninhabited_area() for place in places) == 208


def test_the_population_of_the_country_is_exact(places):
    assert sum(place.population or 0 for place in places if place.kind == 60) == 83_166_711


def test_every_town_has_a_valid_key_of_its_own(places):
    towns = [place for place in places if place.kind == 60]
    assert all(is_ags(town.ags) and is_ars(town.ars) and ags_from_ars(town.ars) == town.ags for town in towns)
    assert len({place.ars for place in places}) == 16_068


def test_every_place_lies_under_one_that_is_listed_except_two_joint_areas(places):
    keys = {place.ars for place in places}
    orphans = [place.ars for place in places if place.parent_ars and place.parent_ars not in keys]
    assert orphans == ["070009999", "130009999"]


def test_a_town_is_read_with_thin_spaces_and_decimal_commas(places):
    assert places[3] == FLENSBURG


ALL_HEADS = f"{HEAD},postleitzahl,laengengrad,breitengrad,verstaedterungschluessel"


def test_every_part_of_a_line_is_read_without_thin_spaces_and_with_decimal_commas():
    line = '60,61,01,0,01,0000,000," Flensburg, Stadt ","53,02",90\u2009164, 24937 ,"9,43751","54,78252",1'
    (place,) = read(f"{ALL_HEADS}\n{line}\n")
    assert place == replace(FLENSBURG, line=2)
    (bare,) = read(f"{HEAD}\n60,66,01,0,53,0105,105,Sachsenwald,,\n")
    assert (bare.area_km2, bare.population, bare.postcode, bare.longitude) == (None, None, None, None)
    assert (bare.urbanisation, bare.is_uninhabited_area()) == (None, True)


def test_keys_reach_as_far_as_the_kind_and_each_place_lies_under_the_next_above():
    lines = [
        "10,,08,,,,,Land,,", "20,,08,1,,,,Bezirk,,", "30,,08,1,1,,,Region,,", "40,41,08,1,11,,,Kreis,,",
        "50,50,08,1,11,5001,,Verband,,", "60,64,08,1,11,5001,017,Gemeinde,-1,0", "40,41,01,0,51,,,Kreis,,",
    ]  # fmt: skip
    with pytest.raises(RegisterError, match="flaeche"):
        read("\n".join([HEAD, *lines]).replace("-1,0", "x,0"))
    places = read("\n".join([HEAD, *lines]))
    assert [(place.kind, place.ars, place.ags, place.parent_ars) for place in places] == [
        (10, "08", "08", None),
        (20, "081", "081", "08"),
        (30, "0811", "0811", "081"),
        (40, "08111", "08111", "081"),
        (50, "081115001", "08111", "08111"),
        (60, "081115001017", "08111017", "081115001"),
        (40, "01051", "01051", "01"),
    ]
    assert [place.line for place in places] == [2, 3, 4, 5, 6, 7, 8]
    assert not any(place.is_uninhabited_area() for place in places)
    assert (places[5].area_km2, places[5].population) == (Decimal(-1), 0)


def test_heads_may_stand_in_any_order_and_case_and_a_mark_of_the_encoding_before_them(tmp_path):
    lines = ["Hessen,10,06,,,,", "", ",,,,,,", "Saarland,10,10,,,,"]
    text = "\n".join(["\ufeffGemeindename , SATZART,land,rb,kreis,vb,gemeinde", *lines])
    path = tmp_path / "register.csv"
    path.write_text(text, encoding="utf-8")
    assert [(place.name, place.line) for place in read_register(path)] == [("Hessen", 2), ("Saarland", 5)]


def test_a_refusal_says_what_stands_there_and_which_heads_are_missing():
    for line, text in [
        ("61,,01,,,,,N,,", "61"),
        ("60,64,01,0,1,0000,000,N,,", "1"),
        ("60,64,01,0,01,0000,000,N,,x", "x"),
    ]:
        with pytest.raises(RegisterError) as caught:
            read(f"{HEAD}\n{line}\n")
        assert (caught.value.text, caught.value.line) == (text, 2)
    with pytest.raises(RegisterError, match=r"Heads are missing: gemeindename, satzart \(line 1\)"):
        read("land,rb,kreis,vb,gemeinde\n")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("61,,01,,,,,Nirgendwo,,", "bad_kind"),
        (",,01,,,,,Nirgendwo,,", "bad_kind"),
        ("60,64,01,0,1,0000,000,Nirgendwo,,", "bad_key"),
        ("60,64,01,0,01,0000,000,,,", "missing_name"),
        ("60,64,01,0,01,0000,000,Nirgendwo,,viele", "bad_number"),
        ("60,64,01,0,01,0000,000,Nirgendwo,1.2.3,5", "bad_number"),
        ("60,64,01", "short_line"),
    ],
)
def test_a_bad_line_is_named(line, code):
    with pytest.raises(RegisterError) as caught:
        read(f"{HEAD}\n10,,01,,,,,Schleswig-Holstein,,\n\n{line}\n")
    assert (caught.value.code, caught.value.line) == (code, 4)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_the_register"),
        (b"a;b;c\n1;2;3\n", "not_the_register"),
        (b"\xff\xfea\x00", "wrong_encoding"),
    ],
)
def test_another_file_is_refused(data, code):
    with pytest.raises(RegisterError) as caught:
        list(read_register(io.BytesIO(data)))
    assert caught.value.code == code


def test_reading_leaves_the_file_open_for_its_owner():
    stream = io.BytesIO(f"{HEAD}\n10,,01,,,,,Schleswig-Holstein,,\n".encode())
    assert [place.name for place in read_register(stream)] == ["Schleswig-Holstein"]
    assert not stream.closed


def test_keys_are_recognised():
    assert is_ags("05515000")
    assert not is_ags("5515000")
    assert not is_ags("17515000")
    assert not is_ags("00515000")
    assert is_ars("055150000000")
    assert not is_ars("05515000")
    assert not is_ags("٠٥٥١٥٠٠٠")  # Arabic digits are not meant


def test_keys_are_written_in_groups():
    assert format_ags("05515000") == "05 5 15 000"
    assert format_ars("010515163003") == "01 0 51 5163 003"
    for call, code in ((format_ags, "bad_ags"), (format_ars, "bad_ars"), (ags_from_ars, "bad_ars")):
        with pytest.raises(RegisterError) as caught:
            call("123")
        assert caught.value.code == code


def test_a_lost_leading_zero_comes_back():
    assert repair_ags(5515000) == "05515000"
    assert repair_ags("05 5 15 000") == "05515000"
    assert repair_ags("14612000") == "14612000"
    assert repair_ars(10515163003) == "010515163003"


@pytest.mark.parametrize("value", ["515000", "0515000", "abc", "", "99999999", 123456789])
def test_what_is_no_key_is_not_repaired(value):
    with pytest.raises(RegisterError) as caught:
        repair_ags(value)
    assert caught.value.code == "bad_ags"
