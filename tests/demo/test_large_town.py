"""What the large town promises: its sizes, its gaps, and that nothing dangles."""

import time
from collections import Counter

from kommune.project.demo.large import make_large
from kommune.project.demo.tables import TownTables, read_demo_town
from tests.demo.reading import cost_cents, is_readable_date, linked_goals, reached_city_goals

TOWN: TownTables = make_large()


def test_sizes_are_as_promised() -> None:
    assert len(TOWN.units) == 60
    assert len(TOWN.people) == 300
    assert len(TOWN.city_goals) == 60
    assert len(TOWN.digital_goals) == 300
    assert len(TOWN.measures) == 2_000
    assert sum(len(linked_goals(row["zahlt ein auf Ziel"])) for row in TOWN.measures) == 20_000
    assert 5_800 <= len(TOWN.status_reports) <= 6_200
    assert len(TOWN.splits) == 1_233


def test_no_two_titles_are_equal() -> None:
    for titles in (
        [row["Titel"] for row in TOWN.measures],
        [row["Ziel"] for row in TOWN.city_goals],
        [row["Ziel"] for row in TOWN.digital_goals],
        [row["E-Mail"] for row in TOWN.people],
        [row["Kürzel"] for row in TOWN.units],
    ):
        assert len(titles) == len(set(titles))


def test_gaps_have_the_rates_of_the_small_town() -> None:
    assert sum(not row["zahlt ein auf Ziel"] for row in TOWN.measures) == 400
    assert sum(not row["Verantwortlich"] for row in TOWN.measures) == 300
    assert sum(not row["Ende"] for row in TOWN.measures) == 233
    assert sum(cost_cents(row) is not None for row in TOWN.measures) == 1_367
    assert len(reached_city_goals(TOWN)) == 48
    linked = {goal for row in TOWN.measures for goal in linked_goals(row["zahlt ein auf Ziel"])}
    assert sum(row["Nr."] not in linked for row in TOWN.digital_goals) == 30


def test_41_percent_of_the_known_money_serves_no_goal() -> None:
    total = sum(cost_cents(row) or 0 for row in TOWN.measures)
    aimless = sum(cost_cents(row) or 0 for row in TOWN.measures if not row["zahlt ein auf Ziel"])
    assert round(100 * aimless / total) == 41


def test_everything_resolves() -> None:
    units = {row["Kürzel"] for row in TOWN.units}
    people = {f"{row['Vorname']} {row['Nachname']}" for row in TOWN.people}
    city = {row["Nr."] for row in TOWN.city_goals}
    goals = city | {row["Nr."] for row in TOWN.digital_goals}
    assert {row["Übergeordnet"] for row in TOWN.units} - units == {""}
    assert {row["Einheit"] for row in TOWN.people} - units == {""}
    for row in TOWN.measures:
        links = linked_goals(row["zahlt ein auf Ziel"])
        assert set(links) <= goals
        assert len(links) == len(set(links))
        assert {row["Federführung"], *row["Beteiligte"].split(", ")} <= units | {""}
        assert row["Verantwortlich"] in people | {""}
        assert is_readable_date(row["Beginn"])
    for row in TOWN.digital_goals:
        assert set(linked_goals(row["zahlt ein auf Stadtziel"])) <= city


def test_the_columns_are_those_of_the_small_town() -> None:
    small = read_demo_town()
    for table in (
        "units",
        "people",
        "strategies",
        "city_goals",
        "digital_goals",
        "measures",
        "status_reports",
        "splits",
    ):
        assert list(getattr(TOWN, table)[0]) == list(getattr(small, table)[0]), table


def test_the_same_seed_gives_the_same_town_and_another_seed_another_one() -> None:
    assert make_large(seed=1) == TOWN
    assert make_large(seed=2).measures != TOWN.measures
    roles = Counter(row["Rolle"] for row in TOWN.people)
    assert roles == {
        "strategy_lead": 1,
        "unit_lead": 59,
        "staff": 229,
        "administration": 1,
        "council_member": 10,
    }


def test_it_is_made_in_under_two_seconds() -> None:
    started = time.process_time()
    make_large()
    assert time.process_time() - started < 2
