"""The demo town's surveys: three over a year with what came of them, and one that is open."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

import numpy as np
from django.db import transaction

from kommune.maturity.public import (
    HeldSheet,
    Said,
    begin_pulse,
    bring_in_past_pulse,
    has_pulses,
    show_pulse,
    write_reply,
)
from kommune.municipalities.public import Rung, Viewer
from kommune.project.demo.tables import read_settings

FILE = "umfragen.toml"
SPREAD, OF_A_GROUP, LEFT_OPEN = 1.0, 0.2, 0.03
MORNING = time(8, 0)


def hold_demo_pulses(by: Viewer) -> None:
    """Hold the surveys of the small town's file."""
    hold_pulses(by, read_settings(FILE))


@transaction.atomic
def hold_pulses(by: Viewer, told: Mapping[str, Any]) -> None:
    """Hold surveys with what came of them, and begin the open one; an interrupted start begins here again."""
    if has_pulses():
        return
    chance = np.random.default_rng(told["zufall"])
    for one in told["umfrage"]:
        pulse_id = bring_in_past_pulse(
            by=by,
            values=_frame(one),
            sheets_of=_sheets(one, chance),
            opened_at=_at(one["von"]),
            closed_at=_at(one["bis"]),
        )
        show_pulse(by=by, pulse_id=pulse_id, to=Rung.ADMINISTRATION)
        for reply in one["antworten"]:
            values = {"topic": reply["thema"], "text": reply["text"], "state": reply["stand"]}
            write_reply(by=by, pulse_id=pulse_id, values=values)
    waiting = told["offen"]
    begin_pulse(by=by, values=_frame(waiting), sheets_of=_sheets(waiting, chance))


def _frame(told: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "title": told["titel"],
        "purpose": told["warum"],
        "topics": told["themen"],
        "about": told.get("werkzeug", ""),
    }


def _sheets(told: Mapping[str, Any], chance: np.random.Generator) -> Callable[[HeldSheet], list[Said]]:
    """Invented people of a group, who answer around the mean of the topic, a little shifted by the group."""

    def sheets_of(group: HeldSheet) -> list[Said]:
        shift = float(chance.normal(0, OF_A_GROUP))
        return [
            _said(group, told["mittel"], shift, chance)
            for _at in range(round(group.invited * told["anteil"]))
        ]

    return sheets_of


def _said(group: HeldSheet, means: Mapping[str, float], shift: float, chance: np.random.Generator) -> Said:
    values: dict[str, int | None] = {}
    for block in group.blocks:
        for one in block.questions:
            drawn = float(chance.normal(means[block.key] + shift, SPREAD))
            value = min(max(round(drawn), one.lowest), one.highest)
            turned = one.lowest + one.highest - value if one.is_reversed else value
            values[one.key] = None if chance.random() < LEFT_OPEN else turned
    return Said(values)


def _at(day: date) -> datetime:
    return datetime.combine(day, MORNING, tzinfo=UTC)
