"""Makes the tools of the large town: their way, their roll-out by unit, and a year of counts by week."""

from collections.abc import Mapping
from math import exp
from random import Random
from typing import Any

from kommune.project.demo.tables import Row

YEAR = 52
FEWEST_UNITS = 30
GROWS_WITHIN = 5.0
FALLS_FROM, FALLS_BY = 24, 0.02
WAVE = 4
STATIONS = (
    "need", "candidates", "data_protection", "staff_council", "accessibility", "pilot", "training",
    "decision", "rollout", "support", "retired",
)  # fmt: skip
COUNTED = ("gut", "stockt", "faellt")
# Which share of units keeps up with the plan, by how the tool goes.
KEEPS_UP = {"gut": 0.95, "stockt": 0.45, "faellt": 0.7}
# How many stations are done, by how the tool goes; the next one is under way.
DONE_STATIONS = {"gut": 8, "stockt": 8, "faellt": 8, "neu": 8, "offen": 2, "nein": 8}
SHEETS = 12
Tool = dict[str, Any]


def make_tools(
    told: Mapping[str, Any], units: list[Row], seed: int = 5
) -> tuple[list[Tool], dict[str, list[Row]]]:
    """The tools of the file in the layout of the small town's, each in 30 to all units, and their counts.

    By tool what was counted in each unit and week since it started there, a year back at most.
    """
    rng = Random(seed)
    courses = {one["name"]: one["lauf"] for one in told["werkzeug"]}
    tools = [_make_tool(rng, one, told["worte"], units) for one in told["werkzeug"]]
    return tools, {
        tool["name"]: [row for unit in tool["einheit"] for row in _count_unit(rng, tool, unit, courses)]
        for tool in tools
        if courses[tool["name"]] in COUNTED
    }


def _make_tool(rng: Random, one: Mapping[str, Any], words: Mapping[str, Any], units: list[Row]) -> Tool:
    course, since = one["lauf"], one["seit"]
    pilot = rng.choice(units)["Kürzel"]
    tool: Tool = {
        "name": one["name"],
        "zweck": one["zweck"],
        "anteil": one["anteil"],
        "wochen": one["wochen"],
        "federfuehrung": rng.choice(units)["Kürzel"],
        "ziele": {f"D{rng.randint(1, 10)}.{rng.randint(1, 30)}": rng.randint(1, 3)},
        "stationen": _stations(rng, course, since),
        "bedarf": [
            {"zitat": text, "wo": rng.choice(words["wo"])} for text in rng.sample(words["amt_nutzen"], 3)
        ],
        "kriterium": [{"titel": text, "muss": place < 2} for place, text in enumerate(words["kriterien"])],
        "kandidat": _candidates(rng, words, is_chosen=course != "offen"),
        "einheit": [] if course in ("offen", "nein") else _roll_out(rng, one, words, units),
        "weg": _retired(rng, one["weg"], since, words),
    }
    if course != "offen":
        tool |= {
            "pilot": pilot, "pilot_von": -since - 16, "pilot_bis": -since - 8, "entschieden": -since - 6,
            "entscheidung": "no_go" if course == "nein" else rng.choice(("go", "go_with_conditions")),
            "gruende": words["absage"] if course == "nein" else words["entscheidung"],
            "auflagen": words["auflagen"],
        }  # fmt: skip
    if course == "gut":
        tool |= {"bogen": _usability(rng), "gefragt": -rng.randint(4, 20)}
    return tool


def _stations(rng: Random, course: str, since: int) -> dict[str, list[Any]]:
    done = DONE_STATIONS[course]
    told = {}
    for place, key in enumerate(STATIONS):
        state = "done" if place < done else "under_way" if place == done and course != "nein" else "open"
        told[key] = [
            state,
            4 * (place - done) - max(since, 0),
            rng.choice(("Hauptamt", "Personalrat", "IT")),
            "",
        ]
    return told


def _candidates(rng: Random, words: Mapping[str, Any], *, is_chosen: bool) -> list[dict[str, Any]]:
    return [
        {
            "titel": title,
            "gewaehlt": is_chosen and place == 0,
            "wertung": [
                [rng.randint(2, 3) if place == 0 else rng.randint(0, 3), ""] for _one in words["kriterien"]
            ],
        }
        for place, title in enumerate(words["kandidaten"])
    ]


def _roll_out(
    rng: Random, one: Mapping[str, Any], words: Mapping[str, Any], units: list[Row]
) -> list[dict[str, Any]]:
    """Wave after wave; one unit has too few people for this tool to be counted by itself."""
    chosen = rng.sample(units, rng.randint(FEWEST_UNITS, len(units)))
    rows = []
    for place, unit in enumerate(chosen):
        planned = -one["seit"] + WAVE * (place // 6)
        row = {"kuerzel": unit["Kürzel"], "geplant": planned, "hilfe": rng.choice(words["hilfe"])}
        row["personen"] = 4 if place == len(chosen) - 1 else int(unit["Beschäftigte"])
        if planned <= 2:
            row["geschult"] = planned - rng.randint(0, 2)
        if planned < 0:
            row["gestartet"] = planned
        rows.append(row)
    return rows


def _retired(rng: Random, titles: list[str], since: int, words: Mapping[str, Any]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for title in titles:
        state = rng.choice(("switched_off", "switched_off", "planned", "kept")) if since > WAVE else "planned"
        row = {"titel": title, "stand": state, "ab": -since + 26 if state == "switched_off" else 8}
        rows.append({"titel": title, "stand": state, "grund": words["behalten"]} if state == "kept" else row)
    return rows


def _usability(rng: Random) -> str:
    """One line of ten steps per person: high ones at the praising questions, low ones at the others."""
    lines = [
        " ".join(str(rng.randint(3, 5) if place % 2 == 0 else rng.randint(1, 3)) for place in range(10))
        for _sheet in range(SHEETS)
    ]
    return "\n".join(lines)


def _count_unit(rng: Random, tool: Tool, unit: Mapping[str, Any], courses: Mapping[str, str]) -> list[Row]:
    if "gestartet" not in unit:
        return []
    course, people = courses[tool["name"]], unit["personen"]
    keeps_up = rng.random() < KEEPS_UP[course]
    level = tool["anteil"] / 100 * (rng.uniform(0.95, 1.15) if keeps_up else rng.uniform(0.25, 0.55))
    falls = course == "faellt" and not keeps_up
    rows = []
    for ago in range(min(YEAR, -unit["gestartet"]), 0, -1):
        weeks = -unit["gestartet"] - ago
        share = level * (1 - exp(-(weeks + 1) / GROWS_WITHIN)) + rng.uniform(-0.03, 0.03)
        if falls:
            share -= FALLS_BY * max(0, weeks - FALLS_FROM)
        active = min(people, max(0, round(people * share)))
        rows.append({
            "Einheit": unit["kuerzel"], "Wochen her": str(ago), "Aktive Personen": str(active),
            "Personen mit Zugang": str(people), "Aktionen": str(active * rng.randint(4, 9)),
        })  # fmt: skip
    return rows
