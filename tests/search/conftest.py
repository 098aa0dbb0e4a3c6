"""Fixtures: a town with a strategy lead, entered, and its small strategy."""

from collections.abc import Iterator

import pytest

from kommune.foundation.scope import town_scope
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Viewer
from tests.towns import SmallStrategy, make_member, make_small_strategy, make_town


@pytest.fixture
def town(db: None) -> Iterator[Municipality]:
    made = make_town()
    with town_scope(made.id):
        yield made


@pytest.fixture
def lead(town: Municipality) -> Viewer:
    return make_member(town)


@pytest.fixture
def small(lead: Viewer) -> SmallStrategy:
    return make_small_strategy(lead)
