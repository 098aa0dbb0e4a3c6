"""Makes a large invented town in the column layout of the shipped tables, the same for the same seed."""

from dataclasses import dataclass
from random import Random
from typing import Any

from kommune.project.demo.large_measures import make_measures, make_splits, make_status_reports
from kommune.project.demo.tables import Row, TownTables, read_settings

LargeTown = TownTables

PEOPLE = 300
SUB_UNITS = ("Grundsatz und Verwaltung", "Fachaufgaben")
ORPHANED_CITY_GOALS = 12
COUNCIL_MEMBERS = 10
UNLINKED_DIGITAL_GOALS = 30


@dataclass(frozen=True)
class _LinkableGoals:
    """Numbers of the goals that measures of the large town may name."""

    city: list[str]
    digital: list[str]


def make_large(seed: int = 1) -> LargeTown:
    """Make 60 units, 300 people, 60 city goals, 300 digital goals, 2,000 measures and 20,000 links."""
    rng = Random(seed)
    words = read_settings("wortlisten.toml")
    units = _make_units(words)
    people = _make_people(rng, words, units)
    city_goals = _make_city_goals(words)
    goals = _choose_linkable_goals(rng, city_goals, words)
    digital_goals = _make_digital_goals(rng, words, goals)
    measures = make_measures(rng, words, units=units, people=people, city=goals.city, digital=goals.digital)
    return TownTables(
        town=words["stadt"],
        units=units,
        people=people,
        strategies=words["strategien"],
        city_goals=city_goals,
        digital_goals=digital_goals,
        sector_goals=[],
        former_digital_goals=[],
        measures=measures,
        status_reports=make_status_reports(rng, words, measures),
        splits=make_splits(rng, words, measures),
    )


def _make_units(words: dict[str, Any]) -> list[Row]:
    units = [_unit("OB", "Oberbürgermeister und Rat", "", 24)]
    office_number = 10
    for index, department in enumerate(words["dezernate"], start=1):
        units.append(_unit(f"Dez {index}", f"Dezernat {index} – {department['name']}", "OB", 6))
        for name in department["aemter"]:
            office = f"Amt {office_number}"
            units.append(_unit(office, name, f"Dez {index}", 12 + office_number % 7))
            for part, task in enumerate(SUB_UNITS, start=1):
                short_name = f"Abt {office_number}.{part}"
                units.append(_unit(short_name, f"{name}, Abteilung {task}", office, 40 + office_number))
            office_number += 3
    return units


def _unit(short_name: str, name: str, parent: str, head_count: int) -> Row:
    return {
        "Kürzel": short_name,
        "Bezeichnung": name,
        "Übergeordnet": parent,
        "Leitung": "",
        "Beschäftigte": str(head_count),
    }


def _make_people(rng: Random, words: dict[str, Any], units: list[Row]) -> list[Row]:
    names = [(first, last) for first in words["vornamen"] for last in words["nachnamen"]]
    people = []
    for index, (first, last) in enumerate(rng.sample(names, PEOPLE)):
        is_leader = index < len(units)
        unit = units[index % len(units)]["Kürzel"]
        role = _choose_role(index, is_leader=is_leader)
        is_council_member = role == "council_member"
        mail = f"{first}.{last}".lower()
        for umlaut, plain in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
            mail = mail.replace(umlaut, plain)
        if is_leader:
            units[index]["Leitung"] = f"{first} {last}"
        people.append(
            {
                "Vorname": first,
                "Nachname": last,
                "Funktion": words["funktionen"][role],
                "Rolle": role,
                "Einheit": "" if is_council_member else unit,
                "E-Mail": f"{mail}@wesselstadt.example",
                "Telefon": f"02998 80-{1000 + index}",
            }
        )
    return people


def _choose_role(index: int, *, is_leader: bool) -> str:
    if index == 0:
        return "strategy_lead"
    if is_leader:
        return "unit_lead"
    if index >= PEOPLE - COUNCIL_MEMBERS:
        return "council_member"
    return "administration" if index == PEOPLE - COUNCIL_MEMBERS - 1 else "staff"


def _make_city_goals(words: dict[str, Any]) -> list[Row]:
    goals = []
    for number, field in enumerate(words["stadtfelder"], start=1):
        titles = [
            f"{thing} {ending}" for thing in field["gegenstaende"] for ending in words["stadt_zusaetze"]
        ]
        for position, title in enumerate(titles, start=1):
            goals.append(
                {
                    "Nr.": f"{number}.{position}",
                    "Handlungsfeld": f"{number} {field['name']}",
                    "Ziel": title,
                    "Erläuterung": f"Teil des Feldes {field['name']}, alle zwei Jahre überprüft.",
                }
            )
    return goals


def _choose_linkable_goals(rng: Random, city_goals: list[Row], words: dict[str, Any]) -> _LinkableGoals:
    orphaned = {row["Nr."] for row in rng.sample(city_goals, ORPHANED_CITY_GOALS)}
    digital = [f"D{field}.{number}" for field, number, _ in _digital_positions(words)]
    unlinked = set(rng.sample(digital, UNLINKED_DIGITAL_GOALS))
    return _LinkableGoals(
        city=[row["Nr."] for row in city_goals if row["Nr."] not in orphaned],
        digital=[number for number in digital if number not in unlinked],
    )


def _digital_positions(words: dict[str, Any]) -> list[tuple[int, int, str]]:
    return [
        (field, number, area)
        for field in range(1, len(words["digitalfelder"]) + 1)
        for number, area in enumerate(words["digital_zusaetze"], start=1)
    ]


def _make_digital_goals(rng: Random, words: dict[str, Any], goals: _LinkableGoals) -> list[Row]:
    rows = []
    for field, number, area in _digital_positions(words):
        content = words["digitalfelder"][field - 1]
        targets = rng.sample(goals.city, rng.choice((0, 1, 1, 1, 2, 2, 2, 2, 3, 3)))
        rows.append(
            {
                "Nr.": f"D{field}.{number}",
                "Handlungsfeld": f"D{field} {content['name']}",
                "Ziel": content["ziel"].format(gebiet=area),
                "Erläuterung": f"Stand und Fortschritt im Bereich {area} werden einmal im Jahr berichtet.",
                "zahlt ein auf Stadtziel": "; ".join(f"{target} ({rng.randint(1, 3)})" for target in targets),
            }
        )
    return rows
