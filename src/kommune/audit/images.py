"""Images of rows as JSON and back again, for any journalled model."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.db import models

_kinds: dict[str, type[models.Model]] = {}
_PLAIN = (bool, int, str, list, dict)


@dataclass(frozen=True, slots=True)
class Made:
    """New objects of one kind as rows of values in JSON's form, in the order of ``names``, and their labels.

    Where keys are counted by the database, the key is None until the rows are written.
    """

    kind: str
    names: Sequence[str]
    rows: Sequence[list[Any]]
    labels: Sequence[str]


def register_kind(kind: str, model: type[models.Model]) -> None:
    """Make a model journalled under ``kind``; called in ``AppConfig.ready``. Register parents first."""
    _kinds[kind] = model


def registered_kinds() -> dict[str, type[models.Model]]:
    """All journalled models by kind, in order of registration."""
    return dict(_kinds)


def kind_of(instance: models.Model) -> str:
    """The kind under which an object's model was registered; KeyError where it was not."""
    for kind, model in _kinds.items():
        if type(instance) is model:
            return kind
    raise KeyError(f"{type(instance).__name__} is not registered for the journal")


def image_of(instance: models.Model) -> dict[str, Any]:
    """All stored columns of a row as JSON values, by column attribute name.

    A model keeps personal data that must be erasable out of the journal by naming it in ``journal_omits``.
    """
    told = _columns(type(instance))
    return dict(zip((name for name, _tell in told), _values(instance, told), strict=True))


def made_of(instances: Sequence[models.Model]) -> Made:
    """New objects of one model as rows; there is at least one."""
    told = _columns(type(instances[0]))
    return Made(
        kind_of(instances[0]),
        [name for name, _tell in told],
        [_values(one, told) for one in instances],
        [label_of(one) for one in instances],
    )


def label_of(instance: models.Model) -> str:
    """What the journal calls an object."""
    return str(getattr(instance, "journal_label", instance))[:300]


@cache
def _columns(model: type[models.Model]) -> tuple[tuple[str, Callable[[Any], str]], ...]:
    omitted: frozenset[str] = getattr(model, "journal_omits", frozenset())
    fields = [field for field in model._meta.concrete_fields if field.attname not in omitted]
    return tuple((field.attname, field.value_to_string) for field in fields)


def _values(instance: models.Model, told: tuple[tuple[str, Callable[[Any], str]], ...]) -> list[Any]:
    return [_in_json(getattr(instance, name), name, tell) for name, tell in told]


def json_values(
    model: type[models.Model],
) -> tuple[list[str], Callable[[Mapping[str, Any]], list[Any]]]:
    """The names of a model's columns in an image, and what makes values of one of a row of ``values()``."""
    told = _columns(model)

    def pick(row: Mapping[str, Any]) -> list[Any]:
        return [_in_json(row[name], name, tell) for name, tell in told]

    return [name for name, _tell in told], pick


def _in_json(value: Any, name: str, tell: Callable[[Any], str]) -> Any:
    if value is None or isinstance(value, _PLAIN):
        return value
    return str(value) if isinstance(value, UUID) else tell(SimpleNamespace(**{name: value}))


def instance_from(kind: str, image: dict[str, Any]) -> models.Model:
    """An unsaved object of ``kind`` with the values of ``image``; unknown columns are passed over."""
    model = _kinds[kind]
    values: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if field.attname in image:
            raw = image[field.attname]
            target = field.target_field if isinstance(field, models.ForeignKey) else field
            values[field.attname] = None if raw is None else target.to_python(raw)
    return model(**values)
