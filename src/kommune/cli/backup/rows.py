"""Which tables belong into a backup, and rows as JSON values independent of the kind of database."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from kommune.foundation.scope import town_scope

# Made anew by every installation, or of no use in another one: sign-ins under way, queued tasks.
LEFT_OUT_APPS = frozenset({"sessions", "contenttypes", "django_tasks_db"})
LEFT_OUT = frozenset({"auth.Permission", "auth.Group"})
TOWN = "town_id"
TOWNS = "municipalities.Municipality"

Row = dict[str, Any]


def kept_models() -> list[type[models.Model]]:
    """All tables of a backup, those that others refer to first.

    A model stays out as a whole where it says so by ``is_in_backups = False``.
    """
    return [model for model in replaced_models() if getattr(model, "is_in_backups", True)]


def replaced_models() -> list[type[models.Model]]:
    """All tables that a restore empties, those that others refer to first.

    Beside those of a backup the ones that say ``is_in_backups = False``: what stands in them belongs to rows
    that go, and must not come to hang on others.
    """
    ours = [model for model in apps.get_models(include_auto_created=True) if _is_ours(model)]
    names = {model._meta.label for model in ours}
    whole = [model for model in ours if targets_of(model) <= names]
    return _parents_first(sorted(whole, key=lambda model: model._meta.label))


def targets_of(model: type[models.Model]) -> set[str]:
    """The labels of the tables that a table refers to, itself left out."""
    found = {
        field.related_model._meta.label
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey)
    }
    return found - {model._meta.label}


def is_town_owned(model: type[models.Model]) -> bool:
    """Whether each row carries its town."""
    return any(field.attname == TOWN for field in model._meta.concrete_fields)


def rows_of(model: type[models.Model], town_ids: list[UUID]) -> Iterator[Row]:
    """All rows in a fixed order; town by town, since the server shows one town's rows at a time."""
    everything = model._base_manager.order_by("pk")
    if not is_town_owned(model):
        yield from map(row_from, everything.iterator(chunk_size=1000))
        return
    yield from map(row_from, everything.filter(town_id=None).iterator(chunk_size=1000))
    for town_id in town_ids:
        with town_scope(town_id):
            yield from map(row_from, everything.filter(town_id=town_id).iterator(chunk_size=1000))


def row_from(instance: models.Model) -> Row:
    """The stored columns of a row as JSON values, by column name of the model.

    A model keeps out of a backup what must not outlive its purpose there by naming it in ``backup_omits``;
    such a column is written with its default.
    """
    row: Row = {}
    omitted: frozenset[str] = getattr(instance, "backup_omits", frozenset())
    for field in instance._meta.concrete_fields:
        left_out = field.attname in omitted
        value = field.get_default() if left_out else field.value_from_object(instance)
        is_plain = value is None or isinstance(value, (bool, int, str, list, dict))
        row[field.attname] = value if is_plain else field.value_to_string(instance)
    return row


def scope_of(row: Row) -> AbstractContextManager[None]:
    """The town of a row in scope; nothing for a row without."""
    return town_scope(UUID(row[TOWN])) if row.get(TOWN) else nullcontext()


def town_ids() -> list[UUID]:
    """All towns in a fixed order."""
    return list(apps.get_model(TOWNS)._base_manager.order_by("pk").values_list("pk", flat=True))


def _is_ours(model: type[models.Model]) -> bool:
    meta = model._meta
    return (
        meta.managed and not meta.proxy and meta.app_label not in LEFT_OUT_APPS and meta.label not in LEFT_OUT
    )


def _parents_first(unordered: list[type[models.Model]]) -> list[type[models.Model]]:
    ordered: list[type[models.Model]] = []
    waiting = unordered
    done: set[str] = set()
    while waiting:
        ready = [model for model in waiting if targets_of(model) <= done] or waiting
        ordered += ready
        done |= {model._meta.label for model in ready}
        waiting = [model for model in waiting if model._meta.label not in done]
    return ordered
