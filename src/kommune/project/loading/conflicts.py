"""What the demo town does about its goal conflicts: who is in charge, until when, with which decision."""

from datetime import date
from typing import Any
from uuid import UUID

from kommune.municipalities.public import Viewer, unit_ids_by_key
from kommune.project.demo.tables import Row
from kommune.strategy.public import (
    conflict_ids,
    edit_conflict,
    ids_by_number,
    release_conflicts,
    sync_conflicts,
)


def settle_demo_conflicts(by: Viewer, rows: list[Row]) -> None:
    """Fill the cards of the table, settle what was decided, and show some to more people."""
    sync_conflicts()
    ids, units, conflicts = ids_by_number(), unit_ids_by_key(), conflict_ids()
    for row in rows:
        conflict_id = conflicts[ids[row["Digitalziel"]], ids[row["Stadtziel"]]]
        settled = bool(row["Geklärt"])
        edit_conflict(
            by=by, conflict_id=conflict_id, version=None, values=_values(row, units), settle=settled
        )
        release_conflicts(by=by, ids=[conflict_id], to=row["sichtbar für"])


def _values(row: Row, units: dict[str, UUID]) -> dict[str, Any]:
    return {
        "digital_unit_id": units[row["Zuständig digital"]],
        "city_unit_id": units[row["Zuständig Stadt"]],
        "resolution": row["Umgang"],
        "resolution_text": row["Wie genau"],
        "due_on": _day(row["Bis"]),
        "decision": row["Beschluss"],
        "decided_on": _day(row["Beschluss am"]),
    }


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
