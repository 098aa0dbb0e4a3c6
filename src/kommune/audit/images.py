"""Images of rows as JSON and back again, for any journalled model."""

from typing import Any

from django.db import models

_kinds: dict[str, type[models.Model]] = {}


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
    image: dict[str, Any] = {}
    omitted: frozenset[str] = getattr(instance, "journal_omits", frozenset())
    for field in instance._meta.concrete_fields:
        if field.attname in omitted:
            continue
        value = field.value_from_object(instance)
        if value is None or isinstance(value, (bool, int, str, list, dict)):
            image[field.attname] = value
        else:
            image[field.attname] = field.value_to_string(instance)
    return image


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
