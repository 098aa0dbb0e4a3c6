"""Making, changing and deleting journalled objects of a town, the same way everywhere."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models, router
from django.db.models.deletion import Collector
from django.utils.translation import gettext_lazy as _

from kommune.audit.public import Batch, image_of, registered_kinds
from kommune.foundation.errors import StaleWrite, WrongValues
from kommune.municipalities.errors import ForeignTown
from kommune.municipalities.models.owned import TownManager

Object = TypeVar("Object", bound=models.Model)

VERSION = "version"
STALE = _(
    "Somebody else saved this in the meantime. Both texts stand below; decide what shall hold and save again."
)


def find_object(model: type[Object], object_id: UUID | str | None) -> Object:
    """The object of the town in scope; raises ``ForeignTown`` where it is not there."""
    try:
        found = model._default_manager.filter(pk=object_id).first()
    except (ValidationError, ValueError):
        found = None
    if found is None:
        raise ForeignTown
    return found


def create_object(batch: Batch, instance: Object) -> Object:
    """Check, save and journal a new object."""
    _check(instance)
    instance.save(force_insert=True)
    batch.created(instance)
    return instance


def change_object(batch: Batch, instance: Object, values: Mapping[str, Any], version: int | None) -> Object:
    """Set ``values`` on a loaded object, check, save and journal it.

    ``version`` is the one that the person saw; where another is stored, ``StaleWrite`` names every
    field that differs. None skips that test (bulk edits that set one field).
    """
    before = image_of(instance)
    stored = getattr(instance, VERSION, None)
    if version is not None and stored is not None and version != stored:
        raise StaleWrite(STALE, _differences(instance, values), stored)
    for name, value in values.items():
        setattr(instance, name, value)
    if image_of(instance) == before:
        return instance
    _check(instance)
    if stored is not None:
        setattr(instance, VERSION, stored + 1)
    instance.save(force_update=True)
    batch.changed(instance, before)
    return instance


def delete_objects(batch: Batch, instances: Iterable[models.Model]) -> None:
    """Delete objects with all that hangs on them; everything is journalled and can be restored."""
    chosen = list(instances)
    if not chosen:
        return
    collector = Collector(using=router.db_for_write(type(chosen[0])), origin=chosen[0])
    collector.collect(chosen)
    journalled = set(registered_kinds().values())
    doomed = [row for rows in collector.data.values() for row in rows]
    doomed += [row for rows in collector.fast_deletes for row in rows]
    gone = {(type(row), row.pk) for row in doomed}
    loosened = [
        (row, image_of(row), field)
        for (field, _value), groups in collector.field_updates.items()
        for rows in cast(list[Iterable[models.Model]], groups)
        for row in rows
        if type(row) in journalled and (type(row), row.pk) not in gone
    ]
    for row in doomed:
        if type(row) in journalled:
            batch.deleted(row)
    collector.delete()
    for row, before, field in loosened:
        setattr(row, field.attname, None)
        batch.changed(row, before)


def _check(instance: models.Model) -> None:
    """Field rules, and that every town-owned object referred to belongs to the town in scope."""
    foreign = []
    for field in instance._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and field.name != "town":
            foreign.append(field.name)
            target = field.related_model
            value = getattr(instance, field.attname)
            if value is not None and isinstance(target._default_manager, TownManager):
                find_object(target, value)
    try:
        instance.full_clean(exclude={"town", *foreign}, validate_unique=False, validate_constraints=True)
    except ValidationError as error:
        raise WrongValues(
            {name: list(map(str, texts)) for name, texts in error.message_dict.items()}
        ) from error


def _differences(instance: models.Model, values: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    differences = {}
    for name, sent in values.items():
        stored = getattr(instance, name)
        if stored != sent:
            label = str(cast("models.Field[Any, Any]", instance._meta.get_field(name)).verbose_name)
            differences[label] = (_shown(instance, name, stored), _shown(instance, name, sent))
    return differences


def _shown(instance: models.Model, name: str, value: Any) -> str:
    """A value as a person reads it: the choice's label, an empty text for nothing."""
    choices = dict(getattr(instance._meta.get_field(name), "flatchoices", None) or [])
    return str(choices.get(value, "" if value is None else value))
