"""Of two editions one is rated: the older until the newer is adopted, as in all figures."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.test import Client
from django.urls import reverse

from kommune.accounts.models import User
from kommune.municipalities.public import Rung, Viewer
from kommune.strategy.actions.ratings import rate_relation
from kommune.strategy.actions.strategies import adopt_strategy, start_edition
from kommune.strategy.models import Goal, GoalConflict, Strategy
from kommune.strategy.public import sync_conflicts
from kommune.strategy.queries.rateable import load_goals
from kommune.strategy.queries.rating_state import rating_state
from tests.towns import SmallStrategy


def acting(by: Viewer) -> set[UUID]:
    return {goal.id for goal in load_goals(by).acting}


def goals_of(strategy_id: UUID) -> set[UUID]:
    return set(Goal.objects.filter(strategy_id=strategy_id).values_list("id", flat=True))


def adopt(by: Viewer, strategy_id: UUID) -> None:
    version = Strategy.objects.get(id=strategy_id).version
    adopt_strategy(
        by=by, strategy_id=strategy_id, version=version, decision="Rat, V 1", decided_on=date(2026, 3, 1)
    )


def test_a_draft_edition_is_rated_from_its_adoption_on(lead: Viewer, small: SmallStrategy) -> None:
    before = rating_state(lead).relation_pairs
    new_id = start_edition(by=lead, strategy_id=small.digital, title="Neu")
    assert acting(lead) == goals_of(small.digital)
    assert rating_state(lead).relation_pairs == before
    adopt(lead, new_id)
    assert acting(lead) == goals_of(new_id)
    assert rating_state(lead).relation_pairs == before


def test_a_draft_of_its_own_is_rated_at_once(lead: Viewer, small: SmallStrategy) -> None:
    assert Strategy.objects.get(id=small.digital).state == "draft"
    assert acting(lead) == goals_of(small.digital)


def test_who_may_not_see_the_older_edition_meets_the_newer(lead: Viewer, small: SmallStrategy) -> None:
    new_id = start_edition(by=lead, strategy_id=small.digital, title="Neu")
    Strategy.objects.filter(id=new_id).update(released_to=Rung.COUNCIL)
    reader = replace(lead, clearance=Rung.COUNCIL)
    assert acting(reader) == goals_of(new_id)


def test_a_conflict_has_one_card_though_its_goal_stands_in_two_editions(
    lead: Viewer, small: SmallStrategy
) -> None:
    rate_relation(
        by=lead, digital_goal_id=small.counter, city_goal_id=small.old_age, score=-2, reason="Kein Zugang."
    )
    start_edition(by=lead, strategy_id=small.digital, title="Neu")
    sync_conflicts()
    assert list(GoalConflict.objects.values_list("digital_goal_id", flat=True)) == [small.counter]


def test_the_page_of_a_draft_goal_says_when_it_is_rated(lead: Viewer, small: SmallStrategy) -> None:
    new_id = start_edition(by=lead, strategy_id=small.digital, title="Neu")
    client = Client()
    client.force_login(User.objects.get(id=str(lead.user_id)))
    draft = Goal.objects.filter(strategy_id=new_id)[0]
    page = client.get(reverse("strategy:goal", args=["probe", draft.id])).content.decode()
    assert "Bis diese Ausgabe beschlossen ist" in page
    assert reverse("strategy:show", args=["probe", small.digital]) in page
    assert reverse("strategy:matrix_row", args=["probe", "goals", draft.id]) not in page
    page = client.get(reverse("strategy:goal", args=["probe", small.counter])).content.decode()
    assert reverse("strategy:matrix_row", args=["probe", "goals", small.counter]) in page
