"""Makes the invented cities with which the large town is compared: register, types, values of a circle."""

from collections.abc import Mapping
from random import Random
from typing import Any

from kommune.project.demo.tables import Row, read_settings, read_table, write_csv_bytes

# No region of the state bears this number, so that none of the cities can be somebody's.
STATE, REGION = "05", "8"
GROWTH = (
    "überdurchschnittlich wachsend", "wachsend", "keine eindeutige Entwicklungsrichtung", "schrumpfend",
    "überdurchschnittlich schrumpfend",
)  # fmt: skip
SHARES = (
    "city_goals_without_measure", "digital_goals_without_measure", "measures_without_goal",
    "measures_without_owner", "measures_without_money", "measures_stale",
)  # fmt: skip
SCORES = ("strategy", "steering", "services", "data", "technology", "people", "cooperation", "access")


def make_register(town: Mapping[str, Any], seed: int = 6) -> tuple[bytes, bytes]:
    """The invented register with this town and sixty cities more, and the types of all of them."""
    rng = Random(seed)
    cities = [_city(rng, f"{place:02}", name) for place, name in enumerate(city_names(), start=1)]
    own = _city(rng, town["ags"][3:5], town["name"]) | {
        "rb": town["ags"][2], "bevoelkerung": str(town["einwohner"]), "postleitzahl": town["plz"],
    }  # fmt: skip
    types = [_type(rng, city) for city in (own, *cities)]
    places = [*read_table("gemeinden.csv", ","), own, *cities]
    return write_csv_bytes(places, ","), write_csv_bytes([*read_table("gemeindetypen.csv"), *types])


def make_values(seed: int = 7) -> bytes:
    """What the cities of a circle told each other: shares in per cent, scores from 0 to 4."""
    rng, rows = Random(seed), []
    for place, name in enumerate(
        city_names()[: read_settings("haus.toml")["vergleich"]["mit_werten"]], start=1
    ):
        town = {"AGS": f"{STATE}{REGION}{place:02}000", "Kommune": f"{name}, Stadt"}
        told = {f"list.{key}": rng.uniform(2, 45) for key in SHARES}
        told |= {f"assessment.{key}": rng.uniform(1, 3.6) for key in SCORES}
        rows += [
            {**town, "Kennzahl": key, "Wert": f"{value:.1f}".replace(".", ",")} for key, value in told.items()
        ]
    return write_csv_bytes(rows)


def city_names() -> list[str]:
    """The names of the invented cities, none of them anybody's."""
    words = read_settings("haus.toml")["vergleich"]
    return [first + last for last in words["hinten"] for first in words["vorne"]]


def _city(rng: Random, district: str, name: str) -> Row:
    row = dict.fromkeys(read_table("gemeinden.csv", ",")[0], "")
    return row | {
        "satzart": "60", "textkennzeichen": "61", "land": STATE, "rb": REGION, "kreis": district,
        "vb": "0000", "gemeinde": "000", "gemeindename": f"{name}, Stadt",
        "flaeche": f"{rng.uniform(70, 320):.2f}",
        "bevoelkerung": str(rng.randint(105_000, 640_000)), "laengengrad": _degrees(rng.uniform(6.2, 14.5)),
        "breitengrad": _degrees(rng.uniform(47.8, 54.2)), "verstaedterungschluessel": "01",
    }  # fmt: skip


def _type(rng: Random, city: Row) -> Row:
    return {
        "GEM2022": f"{city['land']}{city['rb']}{city['kreis']}000".lstrip("0"),
        "GEM_NAME": city["gemeindename"],
        "WS_Stadt- und Gemeindetyp": "Großstadt",
        "WS_Wachsen und Schrumpfen 2017-2022": rng.choice(GROWTH),
        "Siedlungsstruktureller Kreistyp Kennziffer": "1",
        "Gemeindetyp": rng.choice(("G1.1", "G1.2")),
    }


def _degrees(angle: float) -> str:
    return f"{angle:.4f}".replace(".", ",")
