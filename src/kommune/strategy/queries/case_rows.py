"""The rows that an alignment is reckoned from, as they stand now or stood at a moment of the past."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model, OuterRef, Subquery

from kommune.audit.public import images_before
from kommune.strategy.models import (
    Contribution,
    Goal,
    GoalConflict,
    GoalRelation,
    Measure,
    MeasureCost,
    Strategy,
    Weighting,
)

Row = Mapping[str, Any]

SHOWN_TO = "shown_to"
"""How far the conflict of a relation has been released; None without one. Always that of today."""

KINDS: Mapping[str, tuple[type[Model], tuple[str, ...]]] = {
    "strategy": (Strategy, ("id", "kind", "state", "released_to", "supersedes_id")),
    "goal": (Goal, ("id", "strategy_id", "parent_id", "position", "number")),
    "measure": (
        Measure,
        ("id", "phase", "owner_id", "owner_name", "released_to", "position", "number"),
    ),
    "measure_cost": (MeasureCost, ("id", "measure_id", "year", "amount_cents")),
    "goal_relation": (GoalRelation, ("id", "digital_goal_id", "city_goal_id", "score", "origin")),
    "contribution": (Contribution, ("id", "measure_id", "goal_id", "strength")),
    "weighting": (
        Weighting,
        ("id", "strategy_id", "shares", "source", "source_note", "decided_on"),
    ),
}


@dataclass(frozen=True, slots=True)
class CaseRows:
    """Rows of each kind as mappings of column to value; ids are UUIDs."""

    by_kind: Mapping[str, tuple[Row, ...]]

    def of(self, kind: str) -> tuple[Row, ...]:
        """The rows of one kind; goals and measures in the order of their lists."""
        return self.by_kind[kind]


def load_case_rows() -> CaseRows:
    """All rows of the town in scope; seven queries."""
    return CaseRows({kind: _ordered(model, columns) for kind, (model, columns) in KINDS.items()})


def rows_then(now: CaseRows, as_of: datetime) -> CaseRows:
    """The same rows as they stood at a moment; one query, to the journal."""
    past = images_before(list(KINDS), at=as_of)
    found = {}
    for kind, (_model, columns) in KINDS.items():
        stayed = [row for row in now.of(kind) if str(row["id"]) not in past[kind]]
        rights = {str(row["id"]): row[SHOWN_TO] for row in now.of(kind) if SHOWN_TO in row}
        then = [{**row, SHOWN_TO: rights.get(str(row["id"]))} for row in _then(columns, past[kind])]
        found[kind] = _in_order([*stayed, *then], columns)
    return CaseRows(found)


def _ordered(model: type[Model], columns: tuple[str, ...]) -> tuple[Row, ...]:
    rows = model._default_manager.order_by()
    if model is not GoalRelation:
        return _in_order(list(rows.values(*columns)), columns)
    pair = {"digital_goal": OuterRef("digital_goal"), "city_goal": OuterRef("city_goal")}
    conflict = GoalConflict.objects.filter(**pair).order_by().values("released_to")[:1]
    return tuple(rows.annotate(**{SHOWN_TO: Subquery(conflict)}).values(*columns, SHOWN_TO))


def _in_order(rows: list[Row], columns: tuple[str, ...]) -> tuple[Row, ...]:
    if "position" in columns:
        rows.sort(key=lambda row: (row["position"], row["number"], str(row["id"])))
    return tuple(rows)


def _then(columns: tuple[str, ...], past: Mapping[str, Row | None]) -> Iterator[dict[str, Any]]:
    """Rows as they stood, from images, which hold ids as text."""
    for image in past.values():
        if image is not None:
            yield {column: _told(column, image.get(column)) for column in columns}


def _told(column: str, value: Any) -> Any:
    is_id = isinstance(value, str) and (column == "id" or column.endswith("_id"))
    return UUID(value) if is_id else value
