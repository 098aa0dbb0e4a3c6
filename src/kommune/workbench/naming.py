"""Names of rows of many models in one query, so that a page costs the same whatever it refers to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, IntegerField, Model, QuerySet, Value
from django.db.models.functions import Cast

from kommune.municipalities.public import Released, Rung

# Columns that names are made of; a model's ``__str__`` reads no others.
NAMING = ("number", "title", "name", "email", "fingerprint")
PERSON = "user"
WHOLE = "strategy"
Row = tuple[type[Model], str]


@dataclass(frozen=True, slots=True)
class Name:
    """How a row is called, and the lowest rung that sees it: its own or that of what it is a part of."""

    text: str
    rung: int


def names_by_row(wanted: Mapping[type[Model], set[str]]) -> dict[Row, Name]:
    """The names of rows by model and id; rows that are gone are left out."""
    models = [model for model, ids in wanted.items() if ids]
    if not models:
        return {}
    first, *others = [_columns(model, wanted[model], place) for place, model in enumerate(models)]
    rows = first.union(*others, all=True) if others else first
    return {
        (models[place], str(key)): Name(_text(models[place], texts), rung)
        for key, place, rung, *texts in rows
    }


def _columns(model: type[Model], ids: set[str], place: int) -> QuerySet[Any, Any]:
    """Key, the model's place in the list, rung, and the texts of the name, as many for every model."""
    sources = _sources(model)
    blanks = [Cast(Value(""), CharField())] * (len(NAMING) - len(sources))
    texts = [Cast(F(source), CharField()) for source in sources] + blanks
    rows = model._default_manager.filter(pk__in=ids).order_by()
    return rows.values_list("pk", Value(place, IntegerField()), Cast(_rung(model), IntegerField()), *texts)


def _sources(model: type[Model]) -> list[str]:
    columns = {field.name for field in model._meta.concrete_fields}
    if PERSON in columns:
        return [f"{PERSON}__name", f"{PERSON}__email"]
    return [name for name in NAMING if name in columns]


def _rung(model: type[Model]) -> F | Value:
    if issubclass(model, Released):
        return F("released_to")
    columns = {field.name for field in model._meta.concrete_fields}
    return F(f"{WHOLE}__released_to") if WHOLE in columns else Value(int(Rung.PUBLIC))


def _text(model: type[Model], texts: list[str]) -> str:
    """What ``__str__`` makes of these columns; a member is called as the person is."""
    given = dict(zip(_sources(model), texts, strict=False))
    if f"{PERSON}__name" in given:
        return given[f"{PERSON}__name"] or given[f"{PERSON}__email"]
    return str(model(**given))
