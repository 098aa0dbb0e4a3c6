"""Bringing a list in, and what a town holds afterwards, told without ids."""

from pathlib import Path
from typing import Any
from uuid import UUID

from kommune.foundation.ids import parse_id
from kommune.imports.models import ImportSession
from kommune.imports.public import ImportResult, import_file
from kommune.municipalities.models import Unit
from kommune.municipalities.public import Viewer
from kommune.strategy.models import (
    Contribution,
    FieldOfAction,
    Goal,
    GoalRelation,
    Measure,
    MeasureCost,
    MeasureUnit,
    StatusReport,
    Strategy,
    Weighting,
)

OWN = {"id", "town_id", "version"}


def bring_in(path: Path, by: Viewer, **more: Any) -> ImportResult:
    """Import a whole file into the digital strategy 'Digital'."""
    return import_file(path, by=by, strategy="new:digital", strategy_title="Digital", **more)


def codes(result: ImportResult) -> list[tuple[str, int, str]]:
    """The open problems as (code, row, column)."""
    session = ImportSession.objects.get(id=result.session_id)
    lines = session.lines.filter(section="problem")
    return sorted((line.code, line.data["row"], line.data["column"]) for line in lines)


def notes(result: ImportResult) -> list[tuple[str, str]]:
    """The notes as (code, text)."""
    session = ImportSession.objects.get(id=result.session_id)
    return sorted((line.code, line.data["text"]) for line in session.lines.filter(section="note"))


def counts(result: ImportResult) -> dict[str, tuple[int, int, int]]:
    """(new, changed, unchanged) by kind."""
    return {one["label"]: (one["new"], one["changed"], one["unchanged"]) for one in result.counts}


def everything() -> dict[str, list[Any]]:
    """All objects of the town in scope, references replaced by what they point to."""
    models = (Unit, Strategy, FieldOfAction, Goal, Measure, StatusReport)
    links = (Contribution, GoalRelation, MeasureCost, MeasureUnit, Weighting)
    names = {row.pk: f"{model.__name__} {_name(row)}" for model in models for row in model.objects.all()}
    told: dict[str, list[Any]] = {}
    for model in (*models, *links):
        rows = []
        for row in model.objects.all():
            values = {field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields}
            rows.append({key: _told(value, names) for key, value in values.items() if key not in OWN})
        told[model.__name__] = sorted(rows, key=repr)
    return told


def _told(value: Any, names: dict[Any, str]) -> Any:
    if isinstance(value, dict):
        return sorted((_named(key, names), inner) for key, inner in value.items())
    return names.get(value, value) if isinstance(value, UUID) else value


def _named(key: str, names: dict[Any, str]) -> str:
    """What an id in JSON stands for; other keys as they are."""
    found = parse_id(key)
    return names.get(found, key) if found else key


def _name(row: Any) -> str:
    return f"{getattr(row, 'position', '')} {getattr(row, 'number', '')} {row}"
