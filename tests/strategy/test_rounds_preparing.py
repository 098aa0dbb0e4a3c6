"""Preparing a round: which pairs, how many, who may."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from kommune.accounts.models import User
from kommune.audit.public import history_of
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import ForeignTown, NotAllowedHere, Role, Viewer
from kommune.strategy.actions.rounds import add_pairs, edit_round, open_round, prepare_round, remove_pairs
from kommune.strategy.actions.strategies import save_goal
from kommune.strategy.errors import RoundTooLarge, RoundUnderWay, RoundWithoutPairs
from kommune.strategy.models import Goal, RatingRound, RoundPair
from kommune.strategy.queries.rounds import MOST_PAIRS, PairRef, choose_pairs, minutes_for, suggested_pairs
from tests.strategy.rounds import make_open_round
from tests.towns import SmallStrategy, make_member


def test_all_pairs_are_the_leaves_of_both_strategies(lead: Viewer, small: SmallStrategy) -> None:
    child = save_goal(
        by=lead, strategy_id=small.city, values={"title": "Hilfe beim Amt", "parent_id": small.old_age}
    )
    pairs = choose_pairs("all", digital_id=small.digital, city_id=small.city)
    assert set(pairs) == {
        PairRef(start, None, end) for start in (small.counter, small.data) for end in (child, small.centre)
    }


def test_likely_pairs_are_those_known_from_the_list_and_those_suggested(
    lead: Viewer, small: SmallStrategy
) -> None:
    known = PairRef(small.counter, None, small.old_age)
    chosen = choose_pairs("likely", digital_id=small.digital, city_id=small.city)
    assert chosen == [known]
    more = choose_pairs(
        "likely", digital_id=small.digital, city_id=small.city, suggested=[(small.data, small.centre)]
    )
    assert more == [known, PairRef(small.data, None, small.centre)]


def test_suggested_pairs_come_from_the_texts_of_both_strategies(lead: Viewer, small: SmallStrategy) -> None:
    save_goal(by=lead, strategy_id=small.digital, values={"title": "Teilhabe im Alter durch Kurse"})
    found = suggested_pairs(lead, small.digital, small.city)
    course = Goal.objects.get(title="Teilhabe im Alter durch Kurse").id
    assert (course, small.old_age) in found
    assert suggested_pairs(lead, None, small.city) == []


def test_measures_are_asked_about_the_goals_that_the_list_names(lead: Viewer, small: SmallStrategy) -> None:
    assert choose_pairs("linked", digital_id=small.digital) == []


def test_a_round_for_hours_is_refused_with_its_length(lead: Viewer, small: SmallStrategy) -> None:
    wide = [
        save_goal(by=lead, strategy_id=small.city, values={"title": f"Ziel {n}"}) for n in range(MOST_PAIRS)
    ]
    pairs = [PairRef(small.counter, None, goal) for goal in [*wide, small.centre]]
    with pytest.raises(RoundTooLarge, match="401"):
        prepare_round(by=lead, values={"title": "Zu viel"}, pairs=pairs)
    assert not RatingRound.objects.exists()
    assert minutes_for(MOST_PAIRS) == 53


def test_preparing_is_told_by_the_journal_with_its_pairs(lead: Viewer, small: SmallStrategy) -> None:
    pair = PairRef(small.counter, None, small.old_age)
    round_id = prepare_round(by=lead, values={"title": "Runde"}, pairs=[pair, pair])
    told = history_of("rating_round", str(round_id), parts=[("round_pair", "round_id")])
    assert sorted(change.kind for change in told) == ["rating_round", "round_pair"]


def test_an_open_round_keeps_its_pairs(lead: Viewer, small: SmallStrategy) -> None:
    made = make_open_round(lead, small)
    with pytest.raises(RoundUnderWay):
        add_pairs(by=lead, round_id=made.id, pairs=[PairRef(small.data, None, small.old_age)])
    with pytest.raises(RoundUnderWay):
        remove_pairs(by=lead, round_id=made.id, pair_ids=made.pairs)
    assert RoundPair.objects.filter(round_id=made.id).count() == 3


def test_a_round_without_pairs_does_not_open(lead: Viewer, small: SmallStrategy) -> None:
    round_id = prepare_round(by=lead, values={"title": "Leer"}, pairs=[])
    with pytest.raises(RoundWithoutPairs):
        open_round(by=lead, round_id=round_id)


def test_a_goal_of_another_town_cannot_be_asked_about(lead: Viewer, small: SmallStrategy) -> None:
    foreign = Goal(title="fremd").id
    with pytest.raises(ForeignTown):
        prepare_round(by=lead, values={"title": "R"}, pairs=[PairRef(small.counter, None, foreign)])
    assert not RatingRound.objects.exists()


@pytest.mark.parametrize("role", [Role.STAFF, Role.UNIT_LEAD, Role.GUEST, Role.COUNCIL_MEMBER])
def test_only_who_steers_prepares_and_changes_rounds(
    town: Municipality, lead: Viewer, small: SmallStrategy, role: Role
) -> None:
    other = make_member(town, role)
    made = make_open_round(lead, small)
    calls: list[Callable[[], object]] = [
        lambda: prepare_round(by=other, values={"title": "Nein"}, pairs=[]),
        lambda: edit_round(by=other, round_id=made.id, version=1, values={"title": "Nein"}),
        lambda: add_pairs(by=other, round_id=made.id, pairs=[]),
    ]
    for call in calls:
        with pytest.raises(NotAllowedHere):
            call()
    assert list(RatingRound.objects.values_list("title", flat=True)) == ["Runde März"]


def test_a_pair_is_added_by_typing_and_a_typing_error_is_explained(
    town: Municipality, lead: Viewer, small: SmallStrategy
) -> None:
    round_id = prepare_round(by=lead, values={"title": "Einzeln"}, pairs=[])
    client = Client()
    client.force_login(User.objects.get(id=str(lead.user_id)))
    address = reverse("strategy:round_pairs", args=[town.slug, round_id])
    wrong = client.post(address, {"start": "Offene Datn", "goal": "1 Teilhabe im Alter (Stadtstrategie)"})
    assert wrong.status_code == 422
    right = {"start": "D2 Offene Daten (Digitalstrategie)", "goal": "1 Teilhabe im Alter (Stadtstrategie)"}
    assert client.post(address, right).status_code == 302
    pair = RoundPair.objects.get(round_id=round_id)
    assert (pair.digital_goal_id, pair.goal_id) == (small.data, small.old_age)


def test_the_whole_way_from_the_form_to_the_slips(
    town: Municipality, lead: Viewer, small: SmallStrategy
) -> None:
    client = Client()
    client.force_login(User.objects.get(id=str(lead.user_id)))
    sent = {"title": "Runde", "source": "all", "digital_id": small.digital, "city_id": small.city}
    made = client.post(reverse("strategy:round_new", args=[town.slug]), sent)
    rating_round = RatingRound.objects.get()
    assert made["Location"] == reverse("strategy:round", args=[town.slug, rating_round.id])
    address = reverse("strategy:round_invite", args=[town.slug, rating_round.id])
    slips = client.post(address, {"names": "Anna\nBerta\nAnna\n", "unnamed": "2"})
    page = slips.content.decode()
    assert page.count('class="slip"') == 4
    assert "style=" not in page
    again = client.post(address, {"names": "Anna"})
    assert again.status_code == 422
    assert client.get(address).content.decode().count("/rate/") == 0
