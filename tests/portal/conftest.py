"""Fixtures: a town with a small strategy of which a part is published."""

from dataclasses import dataclass
from uuid import UUID

import pytest

from kommune.foundation.scope import town_scope
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Rung, Viewer, release
from kommune.strategy.actions.figures import refresh_rung
from kommune.strategy.models import Measure, Strategy
from tests.towns import SmallStrategy, make_member, make_small_strategy, make_town


@dataclass(frozen=True)
class Published:
    """A town whose city strategy and one measure are for everybody."""

    town: Municipality
    lead: Viewer
    small: SmallStrategy


def publish(
    lead: Viewer, model: type[Measure] | type[Strategy], object_id: UUID, to: int = Rung.PUBLIC
) -> None:
    release(by=lead, model=model, ids=[object_id], to=str(int(to)), reason="Beschluss des Rates")


@pytest.fixture
def published(db: None) -> Published:
    """City strategy and measure "Online-Termine" are public, the digital strategy and the rest are not."""
    town = make_town()
    lead = make_member(town)
    with town_scope(town.id):
        small = make_small_strategy(lead)
        publish(lead, Strategy, small.city)
        publish(lead, Measure, small.online)
        refresh_rung(Rung.PUBLIC)
    return Published(town, lead, small)
