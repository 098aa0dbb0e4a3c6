"""Two people in the same guided hour at the same moment: one comes after the other and is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connection, connections

from kommune.foundation.errors import DomainError
from kommune.foundation.scope import town_scope
from kommune.maturity.actions.hour_drafts import finish_hour
from kommune.maturity.actions.hours import save_step, start_hour
from kommune.maturity.models import HourDraft, HourStep
from kommune.strategy.models import Strategy
from tests.maturity.hours import answered_hour
from tests.towns import make_member, make_town

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def several_connections() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite in memory has one connection; its writers queue by themselves")


def at_once(town_id: UUID, *deeds: Callable[[], object]) -> list[str]:
    """What became of deeds begun at the same moment: "done" or the name of the rule that refused."""
    barrier = Barrier(len(deeds))

    def carry_out(deed: Callable[[], object]) -> str:
        try:
            with town_scope(town_id):
                barrier.wait(timeout=10)
                deed()
        except DomainError as refused:
            return type(refused).__name__
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(deeds)) as pool:
        return sorted(pool.map(carry_out, deeds))


def test_two_who_make_the_draft_make_one() -> None:
    town = make_town()
    lead = make_member(town)
    with town_scope(town.id):
        hour_id = answered_hour(lead)
    outcomes = at_once(town.id, *[lambda: finish_hour(by=lead, hour_id=hour_id)] * 3)
    assert outcomes == ["HourFinished", "HourFinished", "done"]
    with town_scope(town.id):
        assert (HourDraft.objects.count(), Strategy.objects.count()) == (1, 2)


def test_of_two_who_save_the_same_step_one_is_shown_both_answers() -> None:
    town = make_town()
    lead = make_member(town)
    with town_scope(town.id):
        hour_id = start_hour(by=lead)

    def save(goal: str) -> Callable[[], object]:
        answers = {"goals": {"lines": [goal]}}
        return lambda: save_step(by=lead, hour_id=hour_id, key="goals", version=1, answers=answers)

    outcomes = at_once(town.id, *(save(f"Ziel {n}") for n in range(3)))
    assert outcomes == ["StaleWrite", "StaleWrite", "done"]
    with town_scope(town.id):
        assert HourStep.objects.get(hour_id=hour_id, key="goals").version == 2
