"""Closing a round: once, with medians and distributions, and without anybody's name or sheet."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from kommune.accounts.models import User
from kommune.audit.public import history_of, latest_changes
from kommune.foundation.errors import DomainError, StaleWrite
from kommune.foundation.scope import town_scope
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import NotAllowedHere, Role, Viewer
from kommune.strategy.actions.round_closing import close_round
from kommune.strategy.actions.round_results import record_agreement, take_over_agreed
from kommune.strategy.actions.round_sheets import invite_raters, save_answer
from kommune.strategy.actions.rounds import delete_round, prepare_round
from kommune.strategy.errors import (
    NobodyAnswered,
    RatingNeedsReason,
    RatingOutOfRange,
    RoundAlreadyClosed,
    RoundNotOpen,
    RoundStillOpen,
    SheetClosed,
)
from kommune.strategy.models import (
    BlindRating,
    Contribution,
    GoalRelation,
    RatingRound,
    RoundPair,
    RoundRater,
)
from kommune.strategy.queries.rounds import PairRef
from kommune.strategy.shapes import Origin, Way
from kommune.workbench.actions import take_back
from kommune.workbench.errors import NotYoursToTakeBack
from tests.strategy.rounds import OpenRound, answer_all, make_open_round
from tests.towns import SmallStrategy, make_member, make_small_strategy, make_town

THREE: dict[str, list[int | None]] = {"Anna": [3, 1, 2], "Berta": [-2, 1, 2], "Cem": [1, 0, None]}


@pytest.fixture
def made(lead: Viewer, small: SmallStrategy) -> OpenRound:
    return make_open_round(lead, small)


@pytest.fixture
def closed(lead: Viewer, made: OpenRound) -> OpenRound:
    answer_all(made, THREE)
    close_round(by=lead, round_id=made.id)
    return made


def results(made: OpenRound) -> list[tuple[object, ...]]:
    names = ("median", "spread", "counts")
    return list(RoundPair.objects.filter(round_id=made.id).order_by("position").values_list(*names))


def test_median_spread_and_distribution_stay_per_pair(closed: OpenRound) -> None:
    assert results(closed) == [
        (1, 5, {"-2": 1, "1": 1, "3": 1}),
        (1, 1, {"0": 1, "1": 2}),
        (2, None, {}),
    ]


def test_a_pair_with_two_answers_keeps_its_median_only(closed: OpenRound) -> None:
    pair = RoundPair.objects.get(id=closed.pairs[2])
    assert (pair.median, pair.spread, pair.counts, pair.reasons) == (2, None, {}, [])


def test_reasons_stay_without_names(closed: OpenRound) -> None:
    reasons = RoundPair.objects.get(id=closed.pairs[0]).reasons
    assert sorted(reasons) == ["Grund +1", "Grund +3", "Grund -2"]


def test_sheets_names_and_single_answers_are_gone(closed: OpenRound) -> None:
    assert not RoundRater.objects.exists()
    assert not BlindRating.objects.exists()
    rating_round = RatingRound.objects.get(id=closed.id)
    assert (rating_round.state, rating_round.raters_asked, rating_round.raters_answered) == ("closed", 3, 3)


def test_a_second_closing_is_told_so_and_changes_nothing(lead: Viewer, closed: OpenRound) -> None:
    before = results(closed)
    with pytest.raises(RoundAlreadyClosed):
        close_round(by=lead, round_id=closed.id)
    assert results(closed) == before


def test_with_two_sheets_only_medians_stay(lead: Viewer, made: OpenRound) -> None:
    answer_all(made, {"Anna": [3, 1, 2], "Berta": [1, 1, 2]})
    close_round(by=lead, round_id=made.id)
    assert results(made) == [(2, None, {}), (1, None, {}), (2, None, {})]
    assert not any(RoundPair.objects.values_list("reasons", flat=True)[0])


def test_nothing_closes_before_anybody_answered(lead: Viewer, made: OpenRound) -> None:
    with pytest.raises(NobodyAnswered):
        close_round(by=lead, round_id=made.id)
    assert RoundRater.objects.count() == 3


def test_a_round_in_preparation_does_not_close(lead: Viewer, small: SmallStrategy) -> None:
    pair = PairRef(small.counter, None, small.old_age)
    round_id = prepare_round(by=lead, values={"title": "Noch zu"}, pairs=[pair])
    with pytest.raises(RoundNotOpen):
        close_round(by=lead, round_id=round_id)


def test_closing_cannot_be_taken_back(lead: Viewer, closed: OpenRound) -> None:
    batch = next(change.batch_id for change in latest_changes(limit=20) if change.action == "close_round")
    with pytest.raises(NotYoursToTakeBack):
        take_back(by=lead, batch_id=batch)


def test_a_sheet_with_one_value_everywhere_is_told_of_in_numbers_only(
    lead: Viewer, small: SmallStrategy
) -> None:
    goals = [small.old_age, small.centre]
    starts = [small.counter, small.data]
    extra = [PairRef(start, None, goal) for start in starts for goal in goals]
    extra += [PairRef(goal, None, other) for goal, other in zip(goals, reversed(goals), strict=True)]
    round_id = prepare_round(by=lead, values={"title": "Gleich"}, pairs=extra)
    names = ["Anna", "Berta", "Cem"]
    links = invite_raters(by=lead, round_id=round_id, names=names)
    RatingRound.objects.filter(id=round_id).update(state="open")
    ids = list(RoundPair.objects.filter(round_id=round_id).order_by("position").values_list("id", flat=True))
    made = OpenRound(round_id, ids, {link.name: link.token for link in links})
    answer_all(made, {"Anna": [3] * 6, "Berta": [3, -1, 0, 1, 2, -2], "Cem": [1, 0, 0, 2, -3, 0]})
    close_round(by=lead, round_id=round_id)
    assert RatingRound.objects.get(id=round_id).alike_sheets == 1


def test_an_agreement_becomes_the_rating_that_counts(
    lead: Viewer, small: SmallStrategy, closed: OpenRound
) -> None:
    pair = RoundPair.objects.get(id=closed.pairs[0])
    record_agreement(by=lead, pair_id=pair.id, version=pair.version, score=-1, reason="Zugang fehlt")
    relation = GoalRelation.objects.get(digital_goal=small.counter, city_goal=small.old_age)
    assert (relation.score, relation.reason, relation.way, relation.origin) == (
        -1, "Zugang fehlt", Way.ROUND, Origin.RATED,
    )  # fmt: skip
    assert (relation.round_id, relation.rated_by) == (closed.id, None)
    assert relation.rated_at is not None


def test_an_agreement_is_taken_back_in_one_step(
    lead: Viewer, small: SmallStrategy, closed: OpenRound
) -> None:
    pair = RoundPair.objects.get(id=closed.pairs[0])
    batch = record_agreement(by=lead, pair_id=pair.id, version=pair.version, score=-1, reason="Zugang fehlt")
    take_back(by=lead, batch_id=batch)
    relation = GoalRelation.objects.get(digital_goal=small.counter, city_goal=small.old_age)
    assert (relation.score, relation.way) == (2, Way.LIST)
    assert RoundPair.objects.get(id=pair.id).consensus is None


def test_strong_agreements_need_a_reason_and_all_a_value_of_the_scale(
    lead: Viewer, closed: OpenRound
) -> None:
    pair = RoundPair.objects.get(id=closed.pairs[2])
    with pytest.raises(RatingOutOfRange):
        record_agreement(by=lead, pair_id=pair.id, version=pair.version, score=-1, reason="x")
    with pytest.raises(RatingNeedsReason):
        record_agreement(by=lead, pair_id=pair.id, version=pair.version, score=3, reason=" ")


def test_two_who_record_at_once_are_told(lead: Viewer, closed: OpenRound) -> None:
    pair = RoundPair.objects.get(id=closed.pairs[0])
    record_agreement(by=lead, pair_id=pair.id, version=pair.version, score=1, reason="")
    with pytest.raises(StaleWrite):
        record_agreement(by=lead, pair_id=pair.id, version=pair.version, score=0, reason="")


def test_nothing_is_agreed_while_the_round_is_open(lead: Viewer, made: OpenRound) -> None:
    with pytest.raises(RoundStillOpen):
        record_agreement(by=lead, pair_id=made.pairs[0], version=1, score=1, reason="")
    with pytest.raises(RoundStillOpen):
        take_over_agreed(by=lead, round_id=made.id)


def test_where_all_nearly_agree_the_median_is_taken_over_and_back(
    lead: Viewer, small: SmallStrategy, closed: OpenRound
) -> None:
    count, batch = take_over_agreed(by=lead, round_id=closed.id)
    relation = GoalRelation.objects.get(digital_goal=small.data, city_goal=small.centre)
    assert (count, relation.score, relation.round_id) == (1, 1, closed.id)
    assert "Runde März" in relation.reason
    assert "3" in relation.reason
    assert RoundPair.objects.get(consensus=1).consensus_note == "", "nobody worded a reason anew"
    assert take_over_agreed(by=lead, round_id=closed.id)[0] == 0
    take_back(by=lead, batch_id=batch)
    assert not GoalRelation.objects.filter(digital_goal=small.data).exists()


def test_a_measure_agreed_about_keeps_its_contribution_rated(
    lead: Viewer, small: SmallStrategy, closed: OpenRound
) -> None:
    pair = RoundPair.objects.get(id=closed.pairs[2])
    record_agreement(by=lead, pair_id=pair.id, version=pair.version, score=3, reason="Kern des Ganzen")
    link = Contribution.objects.get(measure=small.online, goal=small.counter)
    assert (link.strength, link.way, link.round_id, link.rated_by) == (3, Way.ROUND, closed.id, None)


@pytest.mark.parametrize("role", [Role.STAFF, Role.UNIT_LEAD, Role.COUNCIL_MEMBER])
def test_only_who_steers_closes_and_records(town: Municipality, closed: OpenRound, role: Role) -> None:
    other = make_member(town, role)
    with pytest.raises(NotAllowedHere):
        close_round(by=other, round_id=closed.id)
    with pytest.raises(NotAllowedHere):
        record_agreement(by=other, pair_id=closed.pairs[0], version=2, score=0, reason="")
    with pytest.raises(NotAllowedHere):
        take_over_agreed(by=other, round_id=closed.id)


def test_a_deleted_round_comes_back_with_its_results_and_an_open_one_without_sheets(
    lead: Viewer, small: SmallStrategy, closed: OpenRound
) -> None:
    before = results(closed)
    take_back(by=lead, batch_id=delete_round(by=lead, round_id=closed.id))
    assert results(closed) == before
    other = make_open_round(lead, small, names=["Dora"])
    answer_all(other, {"Dora": [1, 1, 1]})
    take_back(by=lead, batch_id=delete_round(by=lead, round_id=other.id))
    assert RoundPair.objects.filter(round_id=other.id).count() == 3
    assert not RoundRater.objects.exists()


def test_the_results_are_taken_along_one_line_per_pair(
    town: Municipality, lead: Viewer, closed: OpenRound
) -> None:
    client = Client()
    client.force_login(User.objects.get(id=str(lead.user_id)))
    answer = client.get(reverse("strategy:round_export", args=[town.slug, closed.id]))
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    assert answer.content[:2] == b"PK"


def test_the_pages_of_a_closed_round_say_what_to_talk_about(
    town: Municipality, lead: Viewer, closed: OpenRound
) -> None:
    client = Client()
    client.force_login(User.objects.get(id=str(lead.user_id)))
    page = client.get(reverse("strategy:round", args=[town.slug, closed.id])).content.decode()
    assert "Über 1 Paar sollten Sie sprechen." in page
    assert "weniger als drei Antworten" in page
    pair_page = reverse("strategy:round_pair", args=[town.slug, closed.pairs[0]])
    assert "Grund -2" in client.get(pair_page).content.decode()
    version = RoundPair.objects.get(id=closed.pairs[0]).version
    refused = client.post(pair_page, {"score": "-2", "reason": "", "version": str(version)})
    assert refused.status_code == 422
    assert client.post(pair_page, {"score": "-1", "reason": "", "version": str(version)}).status_code == 302
    assert RoundPair.objects.get(id=closed.pairs[0]).consensus == -1


def test_the_history_of_a_round_tells_of_closing_but_not_of_answers(
    town: Municipality, lead: Viewer, closed: OpenRound
) -> None:
    actions = {change.action for change in history_of("rating_round", str(closed.id))}
    assert actions == {"prepare_round", "open_round", "close_round"}


@pytest.mark.django_db(transaction=True)
def test_two_closings_at_once_close_once() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite in memory has one connection; its writers queue by themselves")
    made, town_id, lead = open_round_of_its_own()
    outcomes = at_once(
        town_id,
        [lambda: close_round(by=lead, round_id=made.id), lambda: close_round(by=lead, round_id=made.id)],
    )
    assert sorted(outcomes) == ["RoundAlreadyClosed", "done"]
    with town_scope(town_id):
        assert results(made)[0] == (1, 5, {"-2": 1, "1": 1, "3": 1})
        closings = [c for c in history_of("rating_round", str(made.id)) if c.action == "close_round"]
        assert len(closings) == 1


@pytest.mark.django_db(transaction=True)
def test_an_answer_during_the_closing_counts_whole_or_is_refused() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite in memory has one connection; its writers queue by themselves")
    made, town_id, lead = open_round_of_its_own()
    answer, closing = at_once(
        town_id,
        [
            lambda: save_answer(token=made.tokens["Cem"], pair_id=made.pairs[2], score=3),
            lambda: close_round(by=lead, round_id=made.id),
        ],
    )
    assert closing == "done"
    with town_scope(town_id):
        kept = results(made)[2]
        assert not BlindRating.objects.exists()
    assert kept == ((2, 1, {"2": 2, "3": 1}) if answer == "done" else (2, None, {}))
    assert answer in ("done", SheetClosed.__name__)


def open_round_of_its_own() -> tuple[OpenRound, UUID, Viewer]:
    town = make_town()
    lead = make_member(town)
    with town_scope(town.id):
        made = make_open_round(lead, make_small_strategy(lead))
        answer_all(made, THREE)
    return made, town.id, lead


def at_once(town_id: UUID, actions: list[object]) -> list[str]:
    """Do the actions in threads of their own that start together; what became of each."""
    barrier = Barrier(len(actions))

    def work(action: object) -> str:
        assert callable(action)
        try:
            with town_scope(town_id):
                barrier.wait(timeout=10)
                action()
        except DomainError as error:
            return type(error).__name__
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(work, actions))
