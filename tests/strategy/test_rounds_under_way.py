"""What an open round asks about is not deleted under its raters; nothing is lost without a word."""

import pytest
from django.test import Client
from django.urls import reverse

from kommune.accounts.models import User
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Role, Viewer
from kommune.strategy.actions.measures import delete_measures
from kommune.strategy.actions.round_closing import close_round
from kommune.strategy.actions.rounds import delete_round, prepare_round
from kommune.strategy.actions.strategies import delete_goal, delete_strategy
from kommune.strategy.errors import AskedInOpenRound
from kommune.strategy.models import BlindRating, Goal, Measure, RoundPair, Strategy
from kommune.strategy.queries.rounds import PairRef
from kommune.workbench.actions import take_back
from tests.strategy.rounds import OpenRound, answer_all, make_open_round
from tests.towns import SmallStrategy, make_member

THREE: dict[str, list[int | None]] = {"Anna": [3, 1, 2], "Berta": [-2, 1, 2], "Cem": [1, 0, None]}


@pytest.fixture
def asked(lead: Viewer, small: SmallStrategy) -> OpenRound:
    made = make_open_round(lead, small)
    answer_all(made, THREE)
    return made


@pytest.fixture
def browser(client: Client, town: Municipality, lead: Viewer) -> Client:
    client.force_login(User.objects.get(id=str(lead.user_id)))
    return client


def test_a_goal_that_people_are_asked_about_stays(
    lead: Viewer, small: SmallStrategy, asked: OpenRound
) -> None:
    for goal_id in (small.counter, small.old_age):
        with pytest.raises(AskedInOpenRound, match="Runde März"):
            delete_goal(by=lead, goal_id=goal_id)
        assert Goal.objects.filter(id=goal_id).exists()
    assert (RoundPair.objects.count(), BlindRating.objects.count()) == (3, 8)


def test_a_strategy_with_such_a_goal_stays_whole(
    lead: Viewer, small: SmallStrategy, asked: OpenRound
) -> None:
    with pytest.raises(AskedInOpenRound):
        delete_strategy(by=lead, strategy_id=small.digital)
    assert Strategy.objects.filter(id=small.digital).exists()
    assert BlindRating.objects.count() == 8


def test_of_several_measures_none_goes_when_one_is_asked_about(
    lead: Viewer, small: SmallStrategy, asked: OpenRound
) -> None:
    with pytest.raises(AskedInOpenRound):
        delete_measures(by=lead, measure_ids=[small.aimless, small.online])
    assert Measure.objects.filter(id__in=[small.aimless, small.online]).count() == 2


def test_what_nobody_is_asked_about_may_go(lead: Viewer, small: SmallStrategy, asked: OpenRound) -> None:
    delete_measures(by=lead, measure_ids=[small.aimless])
    assert not Measure.objects.filter(id=small.aimless).exists()


def test_after_the_round_the_goal_goes_and_comes_back_with_its_results(
    lead: Viewer, small: SmallStrategy, asked: OpenRound
) -> None:
    close_round(by=lead, round_id=asked.id)
    batch_id = delete_goal(by=lead, goal_id=small.counter)
    assert RoundPair.objects.count() == 1
    take_back(by=lead, batch_id=batch_id)
    assert RoundPair.objects.get(id=asked.pairs[0]).counts == {"-2": 1, "1": 1, "3": 1}


def test_a_round_in_the_trash_or_in_preparation_holds_nothing_back(
    lead: Viewer, small: SmallStrategy, asked: OpenRound
) -> None:
    delete_round(by=lead, round_id=asked.id)
    pair = PairRef(small.counter, None, small.old_age)
    prepare_round(by=lead, values={"title": "Noch nicht offen"}, pairs=[pair])
    delete_goal(by=lead, goal_id=small.counter)
    assert not Goal.objects.filter(id=small.counter).exists()


def test_the_page_says_why_and_leads_to_the_round(
    browser: Client, town: Municipality, small: SmallStrategy, asked: OpenRound
) -> None:
    url = reverse("strategy:goal_delete", args=[town.slug, small.counter])
    page = browser.post(url, follow=True).content.decode()
    assert "Nichts wurde gelöscht" in page
    assert reverse("strategy:round", args=[town.slug, asked.id]) in page


def test_a_deleted_measure_offers_to_come_back(
    browser: Client, town: Municipality, small: SmallStrategy
) -> None:
    url = reverse("strategy:measure_delete", args=[town.slug, small.aimless])
    page = browser.post(url, follow=True).content.decode()
    assert "Rückgängig" in page
    assert not Measure.objects.filter(id=small.aimless).exists()


def test_the_list_says_that_measures_went_into_the_trash(
    browser: Client, town: Municipality, small: SmallStrategy
) -> None:
    url = reverse("strategy:measures_bulk", args=[town.slug])
    sent = {"action": "delete", "delete": "1", "rows": [str(small.aimless)], "selected": [str(small.aimless)]}
    page = browser.post(url, sent, follow=True).content.decode()
    assert "im Papierkorb" in page


def test_who_may_not_delete_is_refused_before_anything_else(
    client: Client, town: Municipality, small: SmallStrategy, asked: OpenRound
) -> None:
    guest = make_member(town, Role.GUEST)
    client.force_login(User.objects.get(id=str(guest.user_id)))
    client.post(reverse("strategy:goal_delete", args=[town.slug, small.counter]))
    assert Goal.objects.filter(id=small.counter).exists()
