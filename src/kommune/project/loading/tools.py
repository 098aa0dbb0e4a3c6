"""Tools of the demo town on their way: one taken up well, one that stalls, one among its candidates."""

import csv
import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from kommune.analysis.adoption import monday_of
from kommune.foundation.dates import today
from kommune.maturity.public import (
    add_tool_part,
    bring_in_units,
    choose_candidate,
    decide_tool,
    edit_tool,
    introduce_by_measure,
    introduce_tool,
    open_questions,
    read_usage_file,
    record_usability,
    save_station,
    score_candidates,
    take_usage,
    tool_ids_by_name,
)
from kommune.municipalities.public import Rung, Viewer, unit_ids_by_key
from kommune.project.demo.tables import Row, read_settings, read_table
from kommune.strategy.public import ids_by_number

Tool = Mapping[str, Any]
DAYS = {"geplant": "planned_on", "geschult": "trained_on", "gestartet": "started_on"}
COUNTS = ("Einheit", "Woche", "Aktive Personen", "Personen mit Zugang", "Aktionen")


def introduce_demo_tools(by: Viewer) -> None:
    """The tools of the small town with their counts."""
    counts: defaultdict[str, list[Row]] = defaultdict(list)
    for row in read_table("werkzeuge_nutzung.csv"):
        counts[row["Werkzeug"]].append(row)
    lead_tools(by, read_settings("werkzeuge.toml")["werkzeug"], counts)


@transaction.atomic
def lead_tools(by: Viewer, tools: Sequence[Tool], counts: Mapping[str, Sequence[Row]]) -> None:
    """Lead every tool along its way; those that are there already are passed over."""
    there, units = tool_ids_by_name(), unit_ids_by_key()
    for tool in tools:
        if tool["name"] not in there:
            _introduce(by, tool, units, counts.get(tool["name"], ()))


def _introduce(by: Viewer, tool: Tool, units: Mapping[str, UUID], counts: Sequence[Row]) -> None:
    tool_id = _begin(by, tool, units)
    for key, (state, weeks, who, note) in tool["stationen"].items():
        values = {"state": state, "due_on": _day(weeks), "who": who, "note": note}
        save_station(by=by, introduction_id=tool_id, station=key, version=1, values=values)
    for row in tool.get("bedarf", ()):
        _add(by, tool_id, "need", quote=row["zitat"], context=row["wo"])
    _compare(by, tool_id, tool)
    planned = [_planned(row, units) for row in tool.get("einheit", ())]
    bring_in_units(by=by, introduction_id=tool_id, rows=planned)
    for row in tool.get("weg", ()):
        day = _day(row["ab"]) if "ab" in row else None
        _add(
            by, tool_id, "retired", title=row["titel"], state=row["stand"], from_on=day,
            reason=row.get("grund", ""),
        )  # fmt: skip
    if "entscheidung" in tool:
        _decide(by, tool_id, tool, units)
    if counts:
        _count(by, tool_id, counts)
    if "bogen" in tool:
        day = _day(tool["gefragt"])
        record_usability(by=by, introduction_id=tool_id, sheets=tool["bogen"], measured_on=day)


def _planned(row: Mapping[str, Any], units: Mapping[str, UUID]) -> dict[str, Any]:
    days = {name: _day(row[key]) for key, name in DAYS.items() if key in row}
    told = {"helper": row.get("hilfe", ""), "head_count": row.get("personen")}
    return {"unit_id": units[row["kuerzel"]], **told, **days}


def _begin(by: Viewer, tool: Tool, units: Mapping[str, UUID]) -> UUID:
    values = {
        "name": tool["name"],
        "purpose": tool["zweck"],
        "target_percent": tool["anteil"],
        "target_weeks": tool["wochen"],
    }
    numbers = ids_by_number()
    if "massnahme" in tool:
        measure_id = numbers[tool["massnahme"]]
        return introduce_by_measure(by=by, measure_id=measure_id, values=values)
    goals = {numbers[number]: strength for number, strength in tool["ziele"].items()}
    measure = {
        "phase": "running",
        "lead_unit_id": units[tool["federfuehrung"]],
        "light": "green",
        "released_to": Rung.COUNCIL,
    }
    return introduce_tool(by=by, values=values, measure=measure, goals=goals)


def _compare(by: Viewer, tool_id: UUID, tool: Tool) -> None:
    criteria = [
        _add(by, tool_id, "criterion", title=row["titel"], is_must=row.get("muss", False))
        for row in tool.get("kriterium", ())
    ]
    scores: dict[tuple[UUID, UUID], tuple[int | None, str]] = {}
    for row in tool.get("kandidat", ()):
        candidate = _add(by, tool_id, "candidate", title=row["titel"])
        scores |= {
            (candidate, key): (score, reason)
            for key, (score, reason) in zip(criteria, row["wertung"], strict=False)
        }
        if row.get("gewaehlt"):
            choose_candidate(by=by, candidate_id=candidate)
    score_candidates(by=by, introduction_id=tool_id, scores=scores)


def _decide(by: Viewer, tool_id: UUID, tool: Tool, units: Mapping[str, UUID]) -> None:
    pilot = {
        "pilot_unit_id": units[tool["pilot"]],
        "pilot_from": _day(tool["pilot_von"]),
        "pilot_to": _day(tool["pilot_bis"]),
    }
    edit_tool(by=by, introduction_id=tool_id, version=1, values=pilot)
    decision = {
        "verdict": tool["entscheidung"],
        "decided_on": _day(tool["entschieden"]),
        "decision_reason": tool["gruende"],
        "conditions": tool.get("auflagen", ""),
    }
    decide_tool(by=by, introduction_id=tool_id, version=2, values=decision)


def _count(by: Viewer, tool_id: UUID, rows: Sequence[Row]) -> None:
    """Bring the counts in as an upload does, and open the two questions."""
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, delimiter=";")
    writer.writerow(COUNTS)
    for row in rows:
        week = monday_of(today()) - timedelta(weeks=int(row["Wochen her"]))
        told = [row["Aktive Personen"], row["Personen mit Zugang"], row["Aktionen"]]
        writer.writerow([row["Einheit"], week.isoformat(), *told])
    upload = io.BytesIO(sheet.getvalue().encode())
    take_usage(
        by=by, intake_id=read_usage_file(by=by, introduction_id=tool_id, upload=upload, name="nutzung.csv")
    )
    open_questions(by=by, introduction_id=tool_id)


def _add(by: Viewer, tool_id: UUID, part: str, **values: Any) -> UUID:
    return add_tool_part(by=by, introduction_id=tool_id, part=part, values=values)


def _day(weeks: int) -> date:
    """A Tuesday so many weeks from now, before it where negative."""
    return monday_of(today()) + timedelta(weeks=weeks, days=1)
