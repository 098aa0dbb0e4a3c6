"""What the large town has of place and people: as much as promised, the same every time, and nobody's."""

import csv
from collections import Counter
from io import BytesIO
from typing import Any

import pytest

from kommune.foundation.scope import town_scope
from kommune.maturity.models import Pulse, RetiredThing, ToolIntroduction, ToolUnit, UsageCount
from kommune.municipalities.public import Role, create_unit, system_viewer
from kommune.project.demo.large import make_large
from kommune.project.demo.large_places import city_names, make_register, make_values
from kommune.project.demo.large_tools import make_tools
from kommune.project.demo.tables import read_settings
from kommune.project.loading.house import surveys_of
from kommune.project.loading.pulses import hold_pulses
from kommune.project.loading.tools import lead_tools
from kommune.standards.ags import read_register, town_kind
from kommune.strategy.public import create_measure
from tests.demo.test_no_real_town import REGISTER
from tests.towns import make_member, make_town

TOLD = read_settings("haus.toml")
TOWN = make_large()
TOOLS, COUNTS = make_tools(TOLD, TOWN.units)


def test_twenty_tools_reach_thirty_to_sixty_units_with_a_year_of_counts() -> None:
    assert len(TOOLS) == 20
    rolled_out = [tool for tool in TOOLS if tool["einheit"]]
    assert len(rolled_out) == 17
    assert all(30 <= len(tool["einheit"]) <= 60 for tool in rolled_out)
    assert len(COUNTS) == 16
    weeks = {name: {int(row["Wochen her"]) for row in rows} for name, rows in COUNTS.items()}
    assert max(max(one) for one in weeks.values()) == 52
    assert all(min(one) == 1 for one in weeks.values())
    assert sum(map(len, COUNTS.values())) > 20_000


def test_no_more_people_use_a_tool_than_may() -> None:
    for rows in COUNTS.values():
        assert all(0 <= int(row["Aktive Personen"]) <= int(row["Personen mit Zugang"]) for row in rows)


def test_the_same_every_time() -> None:
    assert make_tools(TOLD, TOWN.units) == (TOOLS, COUNTS)
    assert make_register(TOWN.town) == make_register(TOWN.town)
    assert make_values() == make_values()


def test_nine_surveys_over_five_years_and_one_open() -> None:
    surveys = surveys_of(TOLD["umfragen"])
    assert len(surveys["umfrage"]) == 9
    first, last = surveys["umfrage"][0], surveys["umfrage"][-1]
    assert (first["titel"], last["titel"]) == (
        "Wie wir arbeiten, Frühjahr 2022", "Wie wir arbeiten, Frühjahr 2026",
    )  # fmt: skip
    assert (first["mittel"]["strategy"], last["mittel"]["strategy"]) == (1.9, 3.0)
    assert surveys["offen"]["themen"] == ["tool", "speaking_up"]


def test_the_town_stands_in_the_register_among_sixty_cities() -> None:
    places = list(read_register(BytesIO(make_register(TOWN.town)[0])))
    cities = [place for place in places if (place.population or 0) >= 100_000]
    assert len(cities) >= 61
    own = next(place for place in places if place.ags == TOWN.town["ags"])
    assert (own.name, own.population) == ("Wesselstadt, Stadt", 412_380)
    assert town_kind(own.ars) == "district_free"
    assert Counter(place.ags for place in places).most_common(1)[0][1] == 1


def test_no_city_is_anybodys() -> None:
    if not REGISTER.exists():
        pytest.skip(f"official register of municipalities not found at {REGISTER}")
    with REGISTER.open(encoding="utf-8-sig", newline="") as sheet:
        names = " ".join(row["gemeindename"] for row in csv.DictReader(sheet))
    assert len(set(city_names())) == 60
    assert [name for name in city_names() if name in names] == []


@pytest.mark.django_db
def test_tools_and_surveys_go_in_and_a_second_time_changes_nothing() -> None:
    town = make_town("gross")
    lead = make_member(town, Role.STRATEGY_LEAD)
    with town_scope(town.id):
        for row in TOWN.units[:12]:
            values = {"name": row["Bezeichnung"], "key": row["Kürzel"], "head_count": row["Beschäftigte"]}
            create_unit(by=system_viewer(), values=values)
        units = {row["Kürzel"] for row in TOWN.units[:12]}
        create_measure(by=lead, values={"title": "Vorhaben"})
        tool = _within(next(one for one in TOOLS if one["name"] == "Elektronische Akte"), units)
        counts = {tool["name"]: [row for row in COUNTS[tool["name"]] if row["Einheit"] in units]}
        surveys = surveys_of(TOLD["umfragen"] | {"tage": TOLD["umfragen"]["tage"][:2]})
        for _start in range(2):
            lead_tools(lead, [tool], counts)
            hold_pulses(lead, surveys)
        assert ToolIntroduction.objects.get().name == "Elektronische Akte"
        assert ToolUnit.objects.count() == len(tool["einheit"])
        assert 0 < UsageCount.objects.count() <= len(counts[tool["name"]])
        assert RetiredThing.objects.count() == len(tool["weg"])
        assert Pulse.objects.filter(state="closed").count() == 2
        assert Pulse.objects.filter(state="open").count() == 1


def _within(tool: dict[str, Any], units: set[str]) -> dict[str, Any]:
    """The tool in these units only."""
    rows = [row for row in tool["einheit"] if row["kuerzel"] in units]
    first = sorted(units)[0]
    return tool | {"einheit": rows, "pilot": first, "federfuehrung": first, "ziele": {}}
