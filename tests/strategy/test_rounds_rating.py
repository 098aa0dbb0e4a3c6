"""A rater on her phone: her link, her answers, and what happens when the round ends before she does."""

import re
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from kommune.foundation.scope import town_scope
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Viewer
from kommune.strategy.actions.round_closing import close_round
from kommune.strategy.actions.round_sheets import renew_link, withdraw_rater
from kommune.strategy.actions.rounds import prepare_round
from kommune.strategy.models import BlindRating, RatingRound, RoundPair, RoundRater
from kommune.strategy.queries.round_links import new_token, room_token
from kommune.strategy.web.rounds.rating import ANSWERS_PER_MINUTE
from tests.strategy.rounds import OpenRound, answer_all, make_open_round
from tests.towns import SmallStrategy, make_town


@pytest.fixture
def made(lead: Viewer, small: SmallStrategy) -> OpenRound:
    return make_open_round(lead, small)


def sheet(town: Municipality, token: str, query: str = "") -> str:
    return reverse("rate:sheet", args=[town.slug, token]) + query


def say(client: Client, town: Municipality, token: str, pair: UUID, score: int, **more: str) -> str:
    body = {"pair": str(pair), "number": "1", "score": str(score), **more}
    return str(client.post(sheet(town, token), body)["Location"])


def everything_stored() -> list[str]:
    models = (RatingRound, RoundPair, RoundRater, BlindRating)
    return [repr(row) for model in models for row in model._base_manager.order_by("pk").values()]


def test_opening_the_link_changes_and_consumes_nothing(town: Municipality, made: OpenRound) -> None:
    client, token = Client(), made.tokens["Anna"]
    before = everything_stored()
    for query in ("", "?card=1", "?card=1&why=1", "?end=1", "?card=99"):
        for _time in range(2):
            answer = client.get(sheet(town, token, query))
            assert answer.status_code == 200
            assert "no-store" in answer["Cache-Control"]
    assert everything_stored() == before
    assert "sessionid" not in client.cookies


def test_each_answer_is_saved_at_once_and_leads_to_the_next_question(
    town: Municipality, made: OpenRound
) -> None:
    client, token = Client(), made.tokens["Anna"]
    assert say(client, town, token, made.pairs[0], 1).endswith("?card=2")
    rating = BlindRating.objects.get()
    assert (rating.score, rating.reason, rating.pair_id) == (1, "", made.pairs[0])
    assert "1 von 3" in client.get(sheet(town, token)).content.decode()


def test_a_strong_answer_is_saved_first_and_asked_about_afterwards(
    town: Municipality, made: OpenRound
) -> None:
    client, token = Client(), made.tokens["Anna"]
    location = say(client, town, token, made.pairs[0], -3)
    assert location.endswith("?card=1&why=1")
    assert BlindRating.objects.get().score == -3
    page = client.get(location).content.decode()
    assert 'name="why"' in page
    assert say(client, town, token, made.pairs[0], -3, reason="Zugang", why="1").endswith("?card=2")
    assert BlindRating.objects.get().reason == "Zugang"


def test_a_double_press_leaves_one_answer(town: Municipality, made: OpenRound) -> None:
    client, token = Client(), made.tokens["Anna"]
    for _time in range(2):
        say(client, town, token, made.pairs[0], 2, reason="Einmal")
    assert BlindRating.objects.count() == 1


def test_an_answer_can_be_changed_and_taken_back(town: Municipality, made: OpenRound) -> None:
    client, token = Client(), made.tokens["Anna"]
    say(client, town, token, made.pairs[0], 1)
    say(client, town, token, made.pairs[0], 0)
    assert BlindRating.objects.get().score == 0
    client.post(sheet(town, token), {"pair": str(made.pairs[0]), "number": "1", "clear": "1"})
    assert not BlindRating.objects.exists()


@pytest.mark.parametrize(("at", "score"), [(0, 4), (0, -4), (2, -1), (2, 4)])
def test_a_value_that_no_button_has_is_refused(
    town: Municipality, made: OpenRound, at: int, score: int
) -> None:
    body = {"pair": str(made.pairs[at]), "number": "1", "score": str(score)}
    assert Client().post(sheet(town, made.tokens["Anna"]), body).status_code == 409
    assert not BlindRating.objects.exists()


def test_another_device_with_the_same_link_does_not_see_what_was_answered(
    town: Municipality, made: OpenRound
) -> None:
    own, other, token = Client(), Client(), made.tokens["Anna"]
    say(own, town, token, made.pairs[0], -2, reason="Mein Satz")
    mine = own.get(sheet(town, token, "?card=1")).content.decode()
    assert "Mein Satz" in mine
    assert mine.count('aria-pressed="true"') == 1
    theirs = other.get(sheet(town, token, "?card=1&why=1")).content.decode()
    assert "Mein Satz" not in theirs
    assert 'aria-pressed="true"' not in theirs
    untouched = made.tokens["Berta"]
    for query in ("", "?card=1", "?end=1"):
        told = visible(other.get(sheet(town, token, query)), token)
        assert told == visible(other.get(sheet(town, untouched, query)), untouched)


def visible(answer: Any, token: str) -> str:
    """A page without what makes any two of them differ: the link and the marks against forged forms."""
    page = answer.content.decode().replace(token, "…")
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)


@pytest.mark.parametrize("clears", [True, False])
def test_who_tried_the_link_before_handing_it_out_sees_nothing_later(
    town: Municipality, made: OpenRound, clears: bool
) -> None:
    inviter, rater, token = Client(), Client(), made.tokens["Anna"]
    say(inviter, town, token, made.pairs[0], 1)
    if clears:
        inviter.post(sheet(town, token), {"pair": str(made.pairs[0]), "number": "1", "clear": "1"})
    for pair in made.pairs:
        say(rater, town, token, pair, 2, reason="Mein Satz")
    say(inviter, town, token, made.pairs[2], 0)
    for card in ("?card=1", "?card=2"):
        theirs = inviter.get(sheet(town, token, card)).content.decode()
        assert "Mein Satz" not in theirs
        assert 'aria-pressed="true"' not in theirs
        assert "Mein Satz" in rater.get(sheet(town, token, card)).content.decode()
    assert "1 von 3" in inviter.get(sheet(town, token)).content.decode()


def test_a_new_link_keeps_the_answers_and_ends_the_old_one(
    town: Municipality, lead: Viewer, made: OpenRound
) -> None:
    client, token = Client(), made.tokens["Anna"]
    say(client, town, token, made.pairs[0], 1)
    rater = RoundRater.objects.get(name="Anna")
    link = renew_link(by=lead, rater_id=rater.id)
    assert client.get(sheet(town, token)).status_code == 404
    assert client.get(sheet(town, link.token)).status_code == 200
    assert BlindRating.objects.get().rater == rater


def test_whoever_was_taken_out_meets_a_friendly_page(
    town: Municipality, lead: Viewer, made: OpenRound
) -> None:
    withdraw_rater(by=lead, rater_id=RoundRater.objects.get(name="Anna").id)
    answer = Client().get(sheet(town, made.tokens["Anna"]))
    assert answer.status_code == 404
    assert "Fragen Sie" in answer.content.decode()


@pytest.mark.parametrize("token", ["x", "a" * 43, "ä" * 10, "A" * 44, "=" * 43])
def test_a_wrong_link_is_told_kindly(town: Municipality, token: str) -> None:
    client = Client()
    assert client.get(sheet(town, token)).status_code == 404
    assert client.post(sheet(town, token), {"pair": "x", "score": "1"}).status_code == 404


def test_a_round_in_preparation_takes_no_answers(
    town: Municipality, lead: Viewer, small: SmallStrategy
) -> None:
    round_id = prepare_round(by=lead, values={"title": "Später"}, pairs=[])
    answer = Client().get(sheet(town, room_token(round_id)))
    assert (answer.status_code, "Später" in answer.content.decode()) == (409, False)


def test_what_is_typed_while_the_round_closes_is_refused_and_handed_back(
    town: Municipality, lead: Viewer, made: OpenRound
) -> None:
    answer_all(made, {"Berta": [1, 0, 2]})
    client = Client()
    client.get(sheet(town, made.tokens["Anna"], "?card=1"))
    close_round(by=lead, round_id=made.id)
    body = {"pair": str(made.pairs[0]), "number": "1", "score": "-2", "reason": "Wer kein Handy hat"}
    answer = client.post(sheet(town, made.tokens["Anna"]), body)
    page = answer.content.decode()
    assert answer.status_code == 410
    assert "Wer kein Handy hat" in page
    assert "arbeitet dagegen" in page
    assert "nicht gespeichert" in page
    assert client.get(sheet(town, made.tokens["Anna"])).status_code == 410


def test_after_its_last_day_a_round_takes_no_answers(town: Municipality, made: OpenRound) -> None:
    RatingRound.objects.filter(id=made.id).update(closes_on="2020-01-01")
    body = {"pair": str(made.pairs[0]), "number": "1", "score": "1"}
    assert Client().post(sheet(town, made.tokens["Anna"]), body).status_code == 410
    assert not BlindRating.objects.exists()


def test_the_link_opens_nothing_in_another_town(made: OpenRound) -> None:
    other = make_town("nachbarn", "Nachbarn")
    client = Client()
    assert client.get(sheet(other, made.tokens["Anna"])).status_code == 404
    body = {"pair": str(made.pairs[0]), "number": "1", "score": "1"}
    assert client.post(sheet(other, made.tokens["Anna"]), body).status_code == 404
    assert client.post(sheet(other, room_token(made.id))).status_code == 404
    assert (BlindRating._base_manager.count(), RoundRater._base_manager.count()) == (0, 3)


def test_a_pair_of_another_round_cannot_be_answered(
    town: Municipality, lead: Viewer, small: SmallStrategy, made: OpenRound
) -> None:
    other = make_open_round(lead, small, names=["Dora"])
    body = {"pair": str(other.pairs[0]), "number": "1", "score": "1", "reason": "Verirrt"}
    answer = Client().post(sheet(town, made.tokens["Anna"]), body)
    assert (answer.status_code, "Verirrt" in answer.content.decode()) == (409, True)
    assert not BlindRating.objects.exists()


def test_the_code_of_the_room_gives_each_device_one_sheet(town: Municipality, made: OpenRound) -> None:
    door = sheet(town, room_token(made.id))
    first, second = Client(), Client()
    assert first.get(door).status_code == 200
    assert RoundRater.objects.count() == 3
    own = first.post(door)["Location"]
    assert first.post(door)["Location"] == own
    assert first.get(door)["Location"] == own
    assert second.post(door)["Location"] != own
    assert RoundRater.objects.filter(name="").count() == 2
    assert first.get(own).status_code == 200


def test_a_script_that_answers_too_fast_is_stopped(town: Municipality, made: OpenRound) -> None:
    client, token = Client(), made.tokens["Anna"]
    body = {"pair": str(made.pairs[0]), "number": "1", "score": "1"}
    statuses = {client.post(sheet(town, token), body).status_code for _n in range(2 * ANSWERS_PER_MINUTE + 1)}
    assert statuses == {302, 429}


def test_done_may_be_said_and_answers_still_changed(town: Municipality, made: OpenRound) -> None:
    client, token = Client(), made.tokens["Anna"]
    say(client, town, token, made.pairs[0], 1)
    assert client.post(sheet(town, token), {"done": "1"})["Location"].endswith("?end=1")
    assert RoundRater.objects.get(name="Anna").is_done
    say(client, town, token, made.pairs[0], 0)
    assert BlindRating.objects.get().score == 0


def test_a_sheet_asks_as_often_for_many_pairs_as_for_few(
    town: Municipality, lead: Viewer, small: SmallStrategy, django_assert_max_num_queries: object
) -> None:
    made = make_open_round(lead, small)
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        Client().get(sheet(town, made.tokens["Anna"], "?card=1"))


def test_two_towns_may_hold_rounds_at_once(made: OpenRound) -> None:
    other = make_town("zweite", "Zweite")
    with town_scope(other.id):
        assert RatingRound.objects.count() == 0
        assert not RoundRater.objects.exists()
    assert new_token(made.id) != new_token(made.id)
