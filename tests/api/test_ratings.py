"""Ratings, goal conflicts, weights and rounds through the interface: never who rated, never twice at once."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kommune.audit.public import history_of
from kommune.foundation.scope import town_scope
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Role, Rung, Scope, Viewer, release
from kommune.strategy.actions.ratings import rate_contribution, rate_relation
from kommune.strategy.actions.weights import NEW, set_weights
from kommune.strategy.models import (
    Contribution,
    Goal,
    GoalConflict,
    GoalRelation,
    Measure,
    RatingRound,
    RoundPair,
    Strategy,
)
from tests.api.conftest import Caller, MakeToken
from tests.towns import SmallStrategy, make_member, make_town

LONG_AGO = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)


@pytest.fixture
def rated(town: Municipality, lead: Viewer, small: SmallStrategy) -> GoalRelation:
    """A relation that a round agreed on, a conflict, weights, and two closed rounds."""
    with town_scope(town.id):
        rate_relation(
            by=lead,
            digital_goal_id=small.counter,
            city_goal_id=small.old_age,
            score=-2,
            reason="Braucht Strom",
        )
        rate_contribution(by=lead, measure_id=small.online, goal_id=small.counter, strength=3, reason="Kern")
        relation = GoalRelation.objects.get()
        closed = RatingRound.objects.create(title="Runde", state="closed", closed_at=LONG_AGO, raters_asked=4)
        RatingRound.objects.create(title="Noch offen", state="open")
        GoalRelation.objects.update(round=closed)
        pair = {"round": closed, "digital_goal_id": small.counter, "goal_id": small.old_age}
        RoundPair.objects.create(
            **pair, counts={"-3": 2, "1": 1}, median=-3, spread=4, reasons=["a", "b"], position=1
        )
        RoundPair.objects.create(**pair, counts={"2": 2}, median=2, spread=0, reasons=["nur ich"], position=2)
        GoalConflict.objects.get_or_create(
            digital_goal_id=small.counter, city_goal_id=small.old_age, defaults={"opened_at": LONG_AGO}
        )
        set_weights(
            by=lead, strategy_id=small.city, shares={small.old_age: 70}, source="workshop",
            source_note="Klausur", decided_on=None, version=NEW,
        )  # fmt: skip
    return relation


def everything_told(call: Caller) -> str:
    names = ("goal-relations", "contributions", "goal-conflicts", "weights", "rating-rounds", "measures")
    return "".join(call.get(name).content.decode() for name in names)


def test_a_relation_tells_how_it_came_about_and_never_who_rated(
    call: Caller, rated: GoalRelation, lead: Viewer
) -> None:
    told = call.get(f"goal-relations/{rated.id}").json()
    assert (told["score"], told["reason"], told["way"], told["round_title"]) == (
        -2, "Braucht Strom", "matrix", "Runde",
    )  # fmt: skip
    assert told["rated_at"].startswith("20")
    everything = everything_told(call)
    assert str(lead.membership_id) not in everything
    assert str(lead.user_id) not in everything


def test_contributions_are_listed_by_measure(call: Caller, rated: GoalRelation, small: SmallStrategy) -> None:
    items = call.get(f"contributions?measure_id={small.online}").json()["items"]
    assert [(one["goal_id"], one["strength"], one["reason"], one["way"]) for one in items] == [
        (str(small.counter), 3, "Kern", "matrix")
    ]
    assert call.get(f"measures/{small.online}/contributions/{small.counter}").json() == items[0]


def test_reasons_and_rounds_stay_inside(
    town: Municipality, lead: Viewer, rated: GoalRelation, small: SmallStrategy, token_text: MakeToken
) -> None:
    with town_scope(town.id):
        ids = [small.city, small.digital]
        release(by=lead, model=Strategy, ids=ids, to=Rung.PUBLIC, reason="Sitzung")
        card = GoalConflict.objects.get()
    outside = Caller(token_text(clearance=Rung.COUNCIL))
    assert outside.get(f"goal-relations/{rated.id}").status_code == 404
    assert outside.get("goal-conflicts").json()["items"] == []
    with town_scope(town.id):
        release(by=lead, model=GoalConflict, ids=[card.id], to=Rung.COUNCIL)
    told = outside.get(f"goal-relations/{rated.id}").json()
    assert (told["score"], told["reason"], told["round_title"]) == (-2, None, None)
    assert outside.get("rating-rounds").json()["items"] == []
    assert outside.get("contributions").json()["items"] == []
    with town_scope(town.id):
        release(by=lead, model=GoalConflict, ids=[GoalConflict.objects.get().id], to=Rung.COUNCIL, reason="x")
    assert [one["score"] for one in outside.get("goal-conflicts").json()["items"]] == [-2]


def test_weights_come_with_their_source(call: Caller, rated: GoalRelation, small: SmallStrategy) -> None:
    (weights,) = call.get(f"weights?strategy_id={small.city}").json()["items"]
    assert weights["shares"] == [{"goal_id": str(small.old_age), "share": 70.0}]
    assert (weights["source"], weights["source_note"]) == ("workshop", "Klausur")
    assert call.get(f"weights/{weights['id']}").json() == weights


def test_only_closed_rounds_tell_and_small_numbers_tell_no_distribution(
    call: Caller, rated: GoalRelation
) -> None:
    (closed,) = call.get("rating-rounds").json()["items"]
    assert (closed["title"], closed["raters_asked"]) == ("Runde", 4)
    pairs = call.get(f"rating-rounds/{closed['id']}/pairs").json()["items"]
    told = [(one["counts"], one["median"], one["spread"], one["reasons"]) for one in pairs]
    assert sorted(told, key=repr) == [({"-3": 2, "1": 1}, -3, 4, ["a", "b"]), ({}, 2, None, [])]


def test_an_open_round_is_not_there(town: Municipality, call: Caller, rated: GoalRelation) -> None:
    with town_scope(town.id):
        hidden = RatingRound.objects.get(state="open").id
    assert call.get(f"rating-rounds/{hidden}").status_code == 404
    assert call.get(f"rating-rounds/{hidden}/pairs").status_code == 404


def test_a_pair_is_rated_once_and_journalled_in_the_tokens_name(
    town: Municipality, admin: Viewer, call: Caller, small: SmallStrategy
) -> None:
    sent = {
        "digital_goal_id": str(small.data),
        "city_goal_id": str(small.old_age),
        "score": 2,
        "reason": "Ja",
    }
    answer = call.post("goal-relations", sent, Idempotency_Key="r-1")
    assert (answer.status_code, answer.json()["way"], answer.json()["confidence"]) == (201, "matrix", None)
    assert answer["Location"] == f"/api/v1/goal-relations/{answer.json()['id']}"
    again = call.post("goal-relations", sent, Idempotency_Key="r-1")
    assert (again.status_code, again.json()) == (201, answer.json())
    twice = call.post("goal-relations", {**sent, "score": 1})
    assert (twice.status_code, twice.json()["errors"][0]["field"]) == (422, "body.city_goal_id")
    with town_scope(town.id):
        change = history_of("goal_relation", answer.json()["id"])[0]
    assert (change.reason, change.actor_id) == ("API token Data warehouse: Ja", admin.user_id)


def test_rating_anew_needs_the_version_that_was_seen(call: Caller, rated: GoalRelation) -> None:
    path = f"goal-relations/{rated.id}"
    sent = {"score": 1, "confidence": 3}
    assert call.patch(path, sent).status_code == 428
    stale = call.patch(path, sent, If_Match='"1-0000"')
    assert (stale.status_code, stale.json()["current"]["score"]) == (412, -2)
    tag = call.get(path)["ETag"]
    changed = call.patch(path, sent, If_Match=tag)
    told = changed.json()
    assert (told["score"], told["confidence"], told["reason"], told["round_title"]) == (1, 3, "", None)
    assert call.patch(path, sent, If_Match=tag).status_code == 412
    assert call.get(path)["ETag"] == changed["ETag"]


def test_a_strong_relation_needs_a_reason(call: Caller, rated: GoalRelation) -> None:
    path = f"goal-relations/{rated.id}"
    answer = call.patch(path, {"score": 3}, If_Match=call.get(path)["ETag"])
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert call.get(path).json()["score"] == -2


def test_a_contribution_is_made_and_rated_anew(call: Caller, small: SmallStrategy) -> None:
    sent = {"goal_id": str(small.data), "strength": 1}
    made = call.post(f"measures/{small.online}/contributions", sent)
    path = f"measures/{small.online}/contributions/{small.data}"
    assert (made.status_code, made["Location"]) == (201, f"/api/v1/{path}")
    tag = call.get(path)["ETag"]
    changed = call.patch(path, {"strength": 3, "reason": "Trägt"}, If_Match=tag).json()
    assert (changed["strength"], changed["reason"]) == (3, "Trägt")
    assert call.patch(path, {"strength": 0}, If_Match=tag).status_code == 412
    assert call.post(f"measures/{small.online}/contributions", sent).status_code == 422
    assert call.post(f"measures/{uuid4()}/contributions", sent).status_code == 404


@pytest.mark.parametrize(
    ("name", "body", "field"),
    [
        ("goal-relations", {"score": 4}, "body.score"),
        ("goal-relations", {"score": 0, "confidence": 9}, "body.confidence"),
        ("goal-relations", {"score": 0, "rated_by": "x"}, "body.rated_by"),
        ("goal-relations", {"score": 0, "digital_goal_id": str(uuid4())}, "body.digital_goal_id"),
        ("contributions", {"strength": -1}, "body.strength"),
        ("contributions", {"strength": 0, "goal_id": str(uuid4())}, "body.goal_id"),
    ],
)
def test_what_cannot_be_rated_is_named(
    town: Municipality, call: Caller, small: SmallStrategy, name: str, body: Any, field: str
) -> None:
    goals = {"digital_goal_id": str(small.data), "city_goal_id": str(small.old_age)}
    if name == "contributions":
        name, goals = f"measures/{small.online}/contributions", {"goal_id": str(small.data)}
    answer = call.post(name, {**goals, **body})
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    with town_scope(town.id):
        assert (GoalRelation.objects.count(), Contribution.objects.count()) == (1, 1)


def test_a_reading_token_rates_nothing(
    town: Municipality, rated: GoalRelation, small: SmallStrategy, token_text: MakeToken
) -> None:
    reader = Caller(token_text(Scope.WRITE_STATUS))
    tag = reader.get(f"goal-relations/{rated.id}")["ETag"]
    goals = {"digital_goal_id": str(small.data), "city_goal_id": str(small.old_age), "score": 1}
    assert reader.post("goal-relations", goals).status_code == 403
    assert reader.patch(f"goal-relations/{rated.id}", {"score": 1}, If_Match=tag).status_code == 403
    assert reader.get(f"goal-relations/{rated.id}")["ETag"] == tag


def test_another_town_reads_and_rates_nothing_of_it(
    call: Caller, rated: GoalRelation, token_text: MakeToken
) -> None:
    neighbour = make_town("nebenan", "Nebenan")
    by = make_member(neighbour, Role.ADMINISTRATION)
    foreign = Caller(token_text(Scope.WRITE_MEASURES, of=neighbour, by=by))
    for name in ("goal-relations", "contributions", "goal-conflicts", "weights", "rating-rounds"):
        assert foreign.get(name).json() == {"items": [], "next_cursor": None}
        for row in call.get(name).json()["items"]:
            link = f"measures/{row.get('measure_id')}/contributions/{row.get('goal_id')}"
            path = link if name == "contributions" else f"{name}/{row['id']}"
            assert (foreign.get(path).status_code, call.get(path).status_code) == (404, 200)
    path = f"goal-relations/{rated.id}"
    assert foreign.patch(path, {"score": 1}, If_Match="*").status_code == 404


@pytest.mark.parametrize(
    "name", ["goal-relations", "contributions", "goal-conflicts", "rating-rounds", "pairs"]
)
def test_lists_of_ratings_cost_as_many_queries_at_thirty_rows_as_at_ten(
    town: Municipality, small: SmallStrategy, rated: GoalRelation, call: Caller, name: str
) -> None:
    with town_scope(town.id):
        closed = RatingRound.objects.get(state="closed").id
    path = f"rating-rounds/{closed}/pairs" if name == "pairs" else name
    call.get(path)
    numbers = []
    for more in (10, 20):
        with town_scope(town.id):
            for _number in range(more):
                make_rows(small, closed)
        with CaptureQueriesContext(connection) as queries:
            assert len(call.get(f"{path}?limit=200").json()["items"]) > more
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]
    assert numbers[1] <= 10


def make_rows(small: SmallStrategy, closed: UUID) -> None:
    """One more of everything."""
    goal = Goal.objects.create(strategy_id=small.digital, title="Noch eins")
    measure = Measure.objects.create(strategy_id=small.digital, title="Noch eine")
    GoalRelation.objects.create(digital_goal=goal, city_goal_id=small.old_age, score=-1, round_id=closed)
    GoalConflict.objects.create(digital_goal=goal, city_goal_id=small.old_age, opened_at=LONG_AGO)
    Contribution.objects.create(measure=measure, goal=goal, strength=1, round_id=closed)
    RoundPair.objects.create(round_id=closed, digital_goal=goal, goal_id=small.old_age)
    RatingRound.objects.create(title="Noch eine", state="closed")
