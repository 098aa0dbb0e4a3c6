"""The invented towns must not be anybody's real town; the official register of municipalities says so."""

import csv
from io import BytesIO
from pathlib import Path

import pytest

from kommune.project.demo.large import make_large
from kommune.project.demo.tables import read_csv_bytes, read_demo_town
from kommune.standards.ags import read_register

REGISTER = Path(__file__).parents[3] / "shared" / "data" / "municipalities" / "AuszugGV4QAktuell.csv"


@pytest.fixture(scope="module")
def register() -> list[dict[str, str]]:
    if not REGISTER.exists():
        pytest.skip(f"official register of municipalities not found at {REGISTER}")
    with REGISTER.open(encoding="utf-8-sig", newline="") as sheet:
        return list(csv.DictReader(sheet))


def test_no_real_municipality_has_the_names_or_keys(register: list[dict[str, str]]) -> None:
    names = " ".join(row["gemeindename"] for row in register)
    districts = {row["land"] + row["rb"] + row["kreis"] for row in register}
    postcodes = {row["postleitzahl"] for row in register}
    for town in (read_demo_town().town, make_large().town):
        assert town["name"] not in names
        assert town["ags"][:5] not in districts
        assert town["plz"] not in postcodes
    assert "Ahlmark" not in names


def test_no_town_of_the_invented_register_is_real(register: list[dict[str, str]]) -> None:
    names = " ".join(row["gemeindename"] for row in register)
    districts = {row["land"] + row["rb"] + row["kreis"] for row in register}
    invented = list(read_register(BytesIO(read_csv_bytes("gemeinden.csv"))))
    assert len(invented) == 60
    for place in invented:
        assert place.name.removesuffix(", Stadt") not in names
        assert place.ags[:5] not in districts
