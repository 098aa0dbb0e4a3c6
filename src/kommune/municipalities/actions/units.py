"""The tree of units: adding, editing, moving, removing, and taking in a list."""

from typing import Any
from uuid import UUID

from kommune.audit.public import Batch, journal
from kommune.municipalities.edits import change_object, create_object, delete_objects, find_object
from kommune.municipalities.errors import UnitInUse, UnitTreeHasCycle
from kommune.municipalities.models import Unit
from kommune.municipalities.rules import may_administer_town, require
from kommune.municipalities.shapes import Viewer
from kommune.municipalities.unit_files import UnitEntry


def create_unit(*, by: Viewer, values: dict[str, Any]) -> UUID:
    """Add a unit; ``values``: name, short_name, key, head_count, parent_id."""
    require(may_administer_town(by))
    with journal(action="create_unit", actor_id=by.user_id) as batch:
        unit = Unit(position=Unit.objects.count(), **_with_parent(values))
        return create_object(batch, unit).id


def change_unit(*, by: Viewer, unit_id: UUID, version: int | None, values: dict[str, Any]) -> None:
    """Change or move a unit; raises ``UnitTreeHasCycle`` where it would become its own ancestor."""
    require(may_administer_town(by))
    with journal(action="change_unit", actor_id=by.user_id) as batch:
        unit = find_object(Unit, unit_id)
        changed = _with_parent(values)
        if changed.get("parent"):
            _refuse_cycle(unit.id, changed["parent"])
        change_object(batch, unit, changed, version)


def remove_unit(*, by: Viewer, unit_id: UUID) -> None:
    """Remove a unit without sub-units; people and measures of it stay, without a unit."""
    require(may_administer_town(by))
    with journal(action="remove_unit", actor_id=by.user_id) as batch:
        unit = find_object(Unit, unit_id)
        if Unit.objects.filter(parent_id=unit_id).exists():
            raise UnitInUse
        delete_objects(batch, [unit])


def take_in_units(*, by: Viewer, entries: list[UnitEntry]) -> tuple[int, int]:
    """Add the units of a list and update those known by their key; returns how many of each.

    Parents come first in ``entries`` (``read_units`` sees to that). Units that the list lacks stay.
    """
    require(may_administer_town(by))
    created = changed = 0
    with journal(action="import_units", actor_id=by.user_id) as batch:
        known = {unit.key: unit for unit in Unit.objects.exclude(key="")}
        for position, entry in enumerate(entries):
            parent = known.get(entry.parent_key) if entry.parent_key else None
            unit = known.get(entry.key)
            if unit is None:
                known[entry.key] = _add(batch, entry, parent, position)
                created += 1
            elif (unit.name, unit.parent_id) != (entry.name, parent.id if parent else None):
                if parent:
                    _refuse_cycle(unit.id, parent)
                change_object(batch, unit, {"name": entry.name, "parent": parent}, None)
                changed += 1
    return created, changed


def _add(batch: Batch, entry: UnitEntry, parent: Unit | None, position: int) -> Unit:
    return create_object(batch, Unit(key=entry.key, name=entry.name, parent=parent, position=position))


def _with_parent(values: dict[str, Any]) -> dict[str, Any]:
    changed = dict(values)
    if "parent_id" in changed:
        parent_id = changed.pop("parent_id")
        changed["parent"] = find_object(Unit, parent_id) if parent_id else None
    return changed


def _refuse_cycle(unit_id: UUID, parent: Unit) -> None:
    parents = dict(Unit.objects.values_list("id", "parent_id"))
    above: UUID | None = parent.id
    while above is not None:
        if above == unit_id:
            raise UnitTreeHasCycle
        above = parents.get(above)
