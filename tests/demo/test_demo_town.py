"""What someone from a town hall would count in the tables of the demo town."""

import datetime
import re
from collections import Counter

from kommune.project.demo.tables import (
    TownTables,
    read_csv_bytes,
    read_demo_town,
    read_table,
    write_csv_bytes,
)
from tests.demo.reading import cost_cents, is_readable_date, linked_goals, reached_city_goals

TODAY = datetime.date(2026, 11, 24)
TOWN: TownTables = read_demo_town()
GOALS = [row["Nr."] for row in TOWN.city_goals + TOWN.digital_goals + TOWN.sector_goals]


def test_the_town_has_the_promised_size() -> None:
    assert TOWN.town["einwohner"] == 38214
    assert len(TOWN.units) == 14
    assert len(TOWN.people) == 22
    assert len(TOWN.strategies) == 4
    assert len(TOWN.city_goals) == 24
    assert len({row["Handlungsfeld"] for row in TOWN.city_goals}) == 6
    assert len(TOWN.digital_goals) == 20
    assert len(TOWN.sector_goals) == 5
    assert len(TOWN.former_digital_goals) == 6
    assert len(TOWN.measures) == 60
    assert len(TOWN.splits) == 37
    assert sum(int(row["Beschäftigte"]) for row in TOWN.units) == 521


def test_no_row_has_more_or_fewer_cells_than_its_table() -> None:
    for file_name in (
        "massnahmen.csv",
        "massnahmen_mit_fehlern.csv",
        "ziele_mit_fehlern.csv",
        "digitalziele.csv",
        "stadtziele.csv",
        "personen.csv",
        "einheiten.csv",
        "strategien.csv",
        "klimaziele.csv",
        "digitalziele_2020.csv",
        "statusberichte.csv",
        "aufteilung.csv",
    ):
        for row in read_table(file_name):
            assert None not in row, (file_name, row)
            assert None not in row.values(), (file_name, row)


def test_five_city_goals_are_reached_by_nothing() -> None:
    assert sorted(set(GOALS[:24]) - reached_city_goals(TOWN)) == ["1.3", "3.1", "4.2", "4.4", "5.4"]


def test_the_five_stay_the_same_when_only_measures_under_way_count() -> None:
    waiting = {row["Nr."] for row in TOWN.measures if row["Phase"].startswith(("Idee", "beendet"))}
    assert sorted(set(GOALS[:24]) - reached_city_goals(TOWN, without=waiting)) == [
        "1.3",
        "3.1",
        "4.2",
        "4.4",
        "5.4",
    ]


def test_two_digital_goals_have_no_measure() -> None:
    linked = {goal for row in TOWN.measures for goal in linked_goals(row["zahlt ein auf Ziel"])}
    assert [row["Nr."] for row in TOWN.digital_goals if row["Nr."] not in linked] == ["D1.3", "D3.3"]


def test_the_list_has_the_gaps_of_a_real_list() -> None:
    assert sum(not row["zahlt ein auf Ziel"] for row in TOWN.measures) == 12
    assert sum(not row["Verantwortlich"] for row in TOWN.measures) == 9
    assert sum(not row["Ende"] for row in TOWN.measures) == 7
    assert sum(cost_cents(row) is not None for row in TOWN.measures) == 41
    titles = Counter(row["Titel"] for row in TOWN.measures)
    assert [title for title, count in titles.items() if count > 1] == ["Digitale Zeiterfassung"]


def test_41_percent_of_the_known_money_serves_no_goal() -> None:
    total = sum(cost_cents(row) or 0 for row in TOWN.measures)
    aimless = sum(cost_cents(row) or 0 for row in TOWN.measures if not row["zahlt ein auf Ziel"])
    assert total == 579_340_000
    assert aimless == 237_300_000
    assert round(100 * aimless / total) == 41


def test_a_cost_of_zero_is_known_and_not_unknown() -> None:
    assert [row["Nr."] for row in TOWN.measures if cost_cents(row) == 0] == ["M05"]


def test_phases_are_mixed() -> None:
    assert Counter(row["Phase"].partition(" (")[0] for row in TOWN.measures) == {
        "in Umsetzung": 23,
        "im Betrieb": 8,
        "beschlossen": 8,
        "finanziert": 6,
        "beendet": 6,
        "geprüft": 5,
        "Idee": 4,
    }


def test_every_link_leads_to_a_goal() -> None:
    for row in TOWN.measures:
        assert set(linked_goals(row["zahlt ein auf Ziel"])) <= set(GOALS), row["Nr."]
    for row in TOWN.digital_goals + TOWN.sector_goals:
        assert set(linked_goals(row["zahlt ein auf Stadtziel"])) <= set(GOALS[:24]), row["Nr."]


def test_every_number_and_short_name_is_given_once() -> None:
    for numbers in (GOALS, [row["Nr."] for row in TOWN.measures], [row["Kürzel"] for row in TOWN.units]):
        assert len(numbers) == len(set(numbers))
    assert len({row["E-Mail"] for row in TOWN.people}) == 22


def test_units_and_people_resolve() -> None:
    units = {row["Kürzel"] for row in TOWN.units}
    people = {f"{row['Vorname']} {row['Nachname']}" for row in TOWN.people}
    assert {row["Übergeordnet"] for row in TOWN.units} - units == {""}
    assert {row["Einheit"] for row in TOWN.people} - units == {""}
    assert {row["Leitung"] for row in TOWN.units} <= people
    for row in TOWN.measures:
        assert row["Federführung"] in units
        assert {part for part in row["Beteiligte"].split(", ") if part} <= units - {row["Federführung"]}
        assert row["Verantwortlich"] in people | {""}


def test_every_role_has_somebody_to_show_its_home_page() -> None:
    assert {row["Rolle"] for row in TOWN.people} == {
        "administration",
        "strategy_lead",
        "unit_lead",
        "staff",
        "council_member",
        "guest",
    }
    assert all(row["E-Mail"].endswith(".example") for row in TOWN.people)


def test_reports_of_running_measures_are_two_to_four_and_end_with_the_light_of_the_list() -> None:
    for measure in (row for row in TOWN.measures if row["Phase"] == "in Umsetzung"):
        reports = [row for row in TOWN.status_reports if row["Maßnahme Nr."] == measure["Nr."]]
        assert 2 <= len(reports) <= 4, measure["Nr."]
        assert reports[-1]["Ampel"] == measure["Ampel"]


def test_five_running_measures_are_stale() -> None:
    newest: dict[str, datetime.date] = {}
    for row in TOWN.status_reports:
        day, month, year = map(int, row["Datum"].split("."))
        written_on = datetime.date(year, month, day)
        assert datetime.date(2025, 6, 1) <= written_on <= TODAY
        newest[row["Maßnahme Nr."]] = max(written_on, newest.get(row["Maßnahme Nr."], written_on))
    running = [row["Nr."] for row in TOWN.measures if row["Phase"] == "in Umsetzung"]
    stale = [number for number in running if (TODAY - newest[number]).days > 180]
    assert stale == ["M27", "M29", "M40", "M50", "M54"]


def test_splits_add_up_to_the_whole() -> None:
    numbers = {row["Nr."] for row in TOWN.measures}
    for row in TOWN.splits:
        assert row["Maßnahme Nr."] in numbers
        assert sum(int(share) for head, share in row.items() if head != "Maßnahme Nr.") == 100


def test_dates_are_written_as_towns_write_them() -> None:
    for row in TOWN.measures:
        assert is_readable_date(row["Beginn"])
        assert is_readable_date(row["Ende"]) or row["Ende"] == ""


def test_the_list_with_mistakes_holds_each_typical_mistake() -> None:
    rows = read_table("massnahmen_mit_fehlern.csv")
    goals = read_table("ziele_mit_fehlern.csv")
    assert [row["Nr."] for row in rows if "4.7" in row["zahlt ein auf Ziel"]] == ["N02"]
    assert [number for number, count in Counter(row["Nr."] for row in rows).items() if count > 1] == ["N03"]
    assert [row["Nr."] for row in rows if not is_readable_date(row["Beginn"])] == ["N04", "N09"]
    assert [row["Nr."] for row in rows if row["Kosten 2027"].startswith("-")] == ["N05"]
    assert {row["Nr."]: row["Teil von"] for row in rows if row["Teil von"]} == {"N06": "N07", "N07": "N06"}
    parents = {row["Nr."]: row["Übergeordnet"] for row in goals}
    assert parents[parents["7.2"]] == "7.2"
    assert parents["7.5"] == "7.5"


def test_a_table_written_back_is_the_same_file() -> None:
    assert write_csv_bytes(TOWN.measures) == read_csv_bytes("massnahmen.csv")
    assert write_csv_bytes(TOWN.digital_goals) == read_csv_bytes("digitalziele.csv")


def test_keys_have_their_official_lengths() -> None:
    assert re.fullmatch(r"\d{8}", TOWN.town["ags"])
    assert re.fullmatch(r"\d{12}", TOWN.town["ars"])
    assert TOWN.town["ars"][:5] + TOWN.town["ars"][9:] == TOWN.town["ags"]
