"""What the large town has of place and people after five years: tools, surveys, assessments, steps, peers."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from kommune.accounts.public import Person
from kommune.municipalities.public import TownShape, Viewer
from kommune.project.demo.large_places import make_register, make_values
from kommune.project.demo.large_tools import make_tools
from kommune.project.demo.tables import TownTables, read_settings
from kommune.project.loading.assessments import asked_rows, leave_open, repeat_assessment
from kommune.project.loading.hour import leave_hour_running
from kommune.project.loading.peers import Circle, compare_town
from kommune.project.loading.pulses import hold_pulses
from kommune.project.loading.steps import choose_steps
from kommune.project.loading.tools import lead_tools

FILE = "haus.toml"


def furnish_large_town(by: Viewer, operator: Person, town: TownShape, tables: TownTables) -> None:
    """Everything at once; what an interrupted start left is passed over."""
    told = read_settings(FILE)
    hold_pulses(by, surveys_of(told["umfragen"]))
    lead_tools(by, *make_tools(told, tables.units))
    leave_hour_running(by, told["stunde"]["titel"], told["stunde"]["schritte"])
    rounds = told["einschaetzung"]
    repeat_assessment(by, rounds["titel"], rounds["tage"], rounds["boegen"])
    leave_open(by, rounds["offen"], asked_rows(), answered=rounds["boegen"] // 2, members=rounds["boegen"])
    answers = read_settings("erste_schritte.toml")["antworten"]
    choose_steps(by, town.name, {"antworten": answers, **told["schritte"]})
    register, types = make_register(tables.town)
    compared = told["vergleich"]
    circle = Circle(register, types, make_values(), compared["quelle"], tuple(compared["freigegeben"]))
    compare_town(by, operator, town, circle)


def surveys_of(told: Mapping[str, Any]) -> dict[str, Any]:
    """The same survey on every day of the file, its means rising evenly from the first to the last."""
    days = told["tage"]
    surveys = []
    for at, day in enumerate(days):
        part = at / (len(days) - 1)
        surveys.append({
            "titel": f"{told['titel']}, {'Frühjahr' if day.month < 7 else 'Herbst'} {day.year}",
            "warum": told["warum"],
            "themen": told["themen"],
            "von": day,
            "bis": day + timedelta(days=told["laufzeit_tage"]),
            "anteil": told["anteil"],
            "mittel": {
                key: first + (told["ende"][key] - first) * part for key, first in told["anfang"].items()
            },
            "antworten": told["antworten"],
        })  # fmt: skip
    return {"zufall": told["zufall"], "umfrage": surveys, "offen": told["offen"]}
