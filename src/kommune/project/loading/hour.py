"""The demo town's guided hour, linked to the strategy that came of it, and the middle of its cycle."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from kommune.accounts.public import person_with_address
from kommune.maturity.public import (
    begin_cycle,
    edit_station,
    hour_titles,
    link_strategy,
    save_paper,
    save_step,
    start_hour,
    stations_of,
)
from kommune.municipalities.public import Viewer, viewer_for
from kommune.project.demo.tables import read_settings
from kommune.strategy.public import digital_strategies

FILE = "stunde.toml"


def hold_demo_hour(by: Viewer) -> None:
    """Answer the questions as the steering group did, link the digital strategy, say where its cycle stands.

    An interrupted start does not answer twice.
    """
    told = read_settings(FILE)
    strategy_id = _digital_strategy(by)
    if strategy_id is None or told["titel"] in hour_titles(by):
        return
    hour_id = start_hour(by=by, title=told["titel"])
    for key, answers in told["antworten"].items():
        if key == "next":
            answers["next"]["owner"] = str(by.membership_id or "")
        save_step(by=by, hour_id=hour_id, key=key, version=None, answers=answers)
    link_strategy(by=by, hour_id=hour_id, strategy_id=strategy_id)
    begin_cycle(by=by, strategy_id=strategy_id)
    for station in stations_of(by, strategy_id):
        _tell_station(by, station, told["kreis"].get(station.key, {}))


def leave_hour_running(by: Viewer, title: str, steps: Sequence[str]) -> None:
    """Another hour, answered as the first one as far as these steps."""
    if title in hour_titles(by):
        return
    answers = read_settings(FILE)["antworten"]
    hour_id = start_hour(by=by, title=title)
    for key in steps:
        save_step(by=by, hour_id=hour_id, key=key, version=None, answers=answers[key])


def _digital_strategy(by: Viewer) -> UUID | None:
    found = digital_strategies(by)
    return found[0][0] if found else None


def _membership(by: Viewer, email: str) -> UUID | None:
    person = person_with_address(email)
    return viewer_for(person.id, by.town_id).membership_id if person else None


def _tell_station(by: Viewer, station: Any, told: Mapping[str, Any]) -> None:
    edit_station(
        by=by,
        station_id=station.id,
        version=None,
        state=told.get("stand", "open"),
        due_on=told.get("bis"),
        notes=told.get("notiz", ""),
        people=[key for email in told.get("personen", ()) if (key := _membership(by, email))],
    )
    for paper, (state, note) in zip(station.papers.all(), told.get("papiere", ()), strict=False):
        values = {"state": state, "note": note}
        save_paper(by=by, station_id=station.id, paper_id=paper.id, values=values)
