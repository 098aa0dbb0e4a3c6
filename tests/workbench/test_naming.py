"""The names of many rows in one query are the names that the rows give themselves."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import ForeignKey
from pytest_django import DjangoAssertNumQueries

from kommune.audit.public import registered_kinds
from kommune.municipalities.models import Membership, Municipality, Unit
from kommune.municipalities.public import Part, Role, Rung, Viewer, create_unit, system_viewer, thing_kinds
from kommune.strategy.models import FieldOfAction, Goal, Measure, Strategy
from kommune.workbench.naming import NAMING, PERSON, names_by_row
from tests.towns import SmallStrategy, make_member


@pytest.fixture
def rows(town: Municipality, lead: Viewer, small: SmallStrategy) -> Callable[[], list[Any]]:
    create_unit(by=system_viewer(), values={"name": "Bürgerdienste", "key": "A1"})
    make_member(town, Role.STAFF, email="namenlos@probe.example")
    models = (Strategy, FieldOfAction, Goal, Measure, Unit, Membership)
    return lambda: [row for model in models for row in model.objects.all()]


def test_rows_of_every_kind_are_called_as_they_call_themselves(
    rows: Callable[[], list[Any]], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    every = rows()
    wanted: dict[Any, set[str]] = {}
    for row in every:
        wanted.setdefault(type(row), set()).add(str(row.pk))
    with django_assert_num_queries(1):
        names = names_by_row(wanted)
    assert {key: name.text for key, name in names.items()} == {
        (type(row), str(row.pk)): str(row) for row in every
    }


def test_a_goal_is_seen_as_far_as_its_strategy(small: SmallStrategy) -> None:
    Strategy.objects.filter(id=small.digital).update(released_to=Rung.COUNCIL)
    names = names_by_row({Goal: {str(small.counter)}, Unit: set()})
    assert [(name.text, name.rung) for name in names.values()] == [("D1 Schnelles Bürgerbüro", Rung.COUNCIL)]


def test_rows_that_are_gone_have_no_name() -> None:
    assert names_by_row({}) == {}


def test_whatever_a_history_refers_to_has_columns_to_be_named_by() -> None:
    """A new foreign key of a thing with a history leads to a model whose name this module can make."""
    parts: list[Part] = [part for thing in thing_kinds().values() for part in thing.parts]
    models = [registered_kinds()[kind] for kind in [*thing_kinds(), *(part.kind for part in parts)]]
    targets = {
        field.related_model
        for model in models
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey)
    }
    nameless = {
        target
        for target in targets
        if not {field.name for field in target._meta.concrete_fields} & {*NAMING, PERSON}
    }
    assert nameless == set()
