"""The register of goal conflicts keeps itself: opened, reopened, gone; settling needs what it needs."""

from datetime import date

import pytest

from kommune.audit.models import Entry
from kommune.audit.public import undo_batch
from kommune.foundation.errors import PermissionMissing, StaleWrite
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import ForeignTown, Role, Rung, Viewer, WrongValues
from kommune.strategy.actions.conflict_register import sync_conflicts
from kommune.strategy.actions.conflicts import edit_conflict, reopen_conflict, settle_conflict
from kommune.strategy.actions.ratings import rate_contribution, rate_relation
from kommune.strategy.actions.strategies import delete_goal
from kommune.strategy.errors import (
    AcceptNeedsDecision,
    ConflictIsGone,
    ConflictNotSettled,
    ResolutionMissing,
)
from kommune.strategy.models import GoalConflict, GoalRelation, Measure, Strategy
from kommune.strategy.queries.conflict_cards import cards_of
from kommune.strategy.queries.conflicts import (
    conflict_for,
    conflicts_for_list,
    hits_of_measure,
    load_backing,
    register_figures,
    register_lines,
    visible_conflicts,
)
from tests.towns import SmallStrategy, make_member

DAY = date(2026, 3, 1)


def oppose(by: Viewer, small: SmallStrategy, score: int = -2) -> GoalConflict:
    rate_relation(
        by=by, digital_goal_id=small.counter, city_goal_id=small.old_age, score=score, reason="nur online"
    )
    found: GoalConflict = GoalConflict.objects.get()
    return found


def settled(by: Viewer, small: SmallStrategy) -> GoalConflict:
    conflict = oppose(by, small)
    edit_conflict(
        by=by,
        conflict_id=conflict.id,
        version=conflict.version,
        values={"resolution": "compensate", "resolution_text": "Digitallotsen"},
        settle=True,
    )
    conflict.refresh_from_db()
    assert conflict.state == "closed"
    return conflict


def test_a_negative_rating_opens_a_card_at_once(lead: Viewer, small: SmallStrategy) -> None:
    conflict = oppose(lead, small)
    assert (conflict.digital_goal_id, conflict.city_goal_id) == (small.counter, small.old_age)
    assert (conflict.state, conflict.released_to) == ("open", Rung.WORKING_GROUP)


@pytest.mark.parametrize("score", [0, 2, None])
def test_a_rating_that_is_no_longer_negative_makes_the_card_gone(
    lead: Viewer, small: SmallStrategy, score: int | None
) -> None:
    conflict = oppose(lead, small)
    rate_relation(
        by=lead, digital_goal_id=small.counter, city_goal_id=small.old_age, score=score, reason="doch nicht"
    )
    conflict.refresh_from_db()
    assert conflict.state == "gone"
    oppose(lead, small, -1)
    conflict.refresh_from_db()
    assert conflict.state == "reopened"


def test_undoing_the_rating_takes_the_card_away(lead: Viewer, small: SmallStrategy) -> None:
    oppose(lead, small)
    batch = Entry.objects.filter(kind="goal_conflict").get().batch_id
    undo_batch(batch_id=batch, actor_id=lead.user_id)
    assert not GoalConflict.objects.exists()
    assert GoalRelation.objects.get().score == 2


def test_what_a_list_brought_gets_its_card_when_figures_are_renewed(
    lead: Viewer, small: SmallStrategy
) -> None:
    GoalRelation.objects.update(score=-3)
    sync_conflicts()
    assert GoalConflict.objects.get().state == "open"
    entries = Entry.objects.count()
    sync_conflicts()
    assert Entry.objects.count() == entries


def test_a_goal_of_a_superseded_strategy_conflicts_with_nothing(lead: Viewer, small: SmallStrategy) -> None:
    conflict = oppose(lead, small)
    Strategy.objects.filter(id=small.digital).update(state="superseded")
    sync_conflicts()
    conflict.refresh_from_db()
    assert conflict.state == "gone"


def test_a_settled_card_stays_settled_while_nothing_on_its_path_changes(
    lead: Viewer, small: SmallStrategy
) -> None:
    conflict = settled(lead, small)
    rate_contribution(by=lead, measure_id=small.aimless, goal_id=small.data, strength=2)
    sync_conflicts()
    conflict.refresh_from_db()
    assert conflict.state == "closed"


def test_a_settled_card_opens_again_when_the_relation_changes(lead: Viewer, small: SmallStrategy) -> None:
    conflict = settled(lead, small)
    oppose(lead, small, -3)
    conflict.refresh_from_db()
    assert (conflict.state, conflict.settled_at, conflict.resolution) == ("reopened", None, "compensate")


@pytest.mark.parametrize("strength", [1, 3, None])
def test_a_settled_card_opens_again_when_a_carrying_measure_is_rated_anew(
    lead: Viewer, small: SmallStrategy, strength: int | None
) -> None:
    conflict = settled(lead, small)
    rate_contribution(by=lead, measure_id=small.online, goal_id=small.counter, strength=strength)
    conflict.refresh_from_db()
    assert conflict.state == "reopened"


def test_saying_what_is_done_puts_a_card_in_work(lead: Viewer, small: SmallStrategy) -> None:
    conflict = oppose(lead, small)
    edit_conflict(by=lead, conflict_id=conflict.id, version=1, values={"resolution": "adapt"})
    conflict.refresh_from_db()
    assert (conflict.state, conflict.version) == ("in_work", 2)


def test_a_card_without_a_resolution_is_not_settled(lead: Viewer, small: SmallStrategy) -> None:
    conflict = oppose(lead, small)
    entries = Entry.objects.count()
    with pytest.raises(ResolutionMissing):
        settle_conflict(by=lead, conflict_id=conflict.id, version=1)
    assert Entry.objects.count() == entries


@pytest.mark.parametrize("values", [{}, {"decision": "Rat 12/2026"}, {"decided_on": DAY}])
def test_accepting_a_conflict_needs_the_decision_and_its_date(
    lead: Viewer, small: SmallStrategy, values: dict[str, object]
) -> None:
    conflict = oppose(lead, small)
    with pytest.raises(AcceptNeedsDecision):
        edit_conflict(
            by=lead,
            conflict_id=conflict.id,
            version=1,
            values={"resolution": "accept", **values},
            settle=True,
        )
    edit_conflict(
        by=lead,
        conflict_id=conflict.id,
        version=1,
        values={"resolution": "accept", "decision": "Rat 12/2026", "decided_on": DAY},
        settle=True,
    )
    assert GoalConflict.objects.get().state == "closed"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://rat.example/1", "rat.example", "https:"])
def test_a_decision_links_to_the_web_only(lead: Viewer, small: SmallStrategy, address: str) -> None:
    conflict = oppose(lead, small)
    with pytest.raises(WrongValues):
        edit_conflict(by=lead, conflict_id=conflict.id, version=1, values={"decision_url": address})
    assert GoalConflict.objects.get().decision_url == ""


def test_the_second_of_two_people_is_told(lead: Viewer, small: SmallStrategy) -> None:
    conflict = oppose(lead, small)
    edit_conflict(by=lead, conflict_id=conflict.id, version=1, values={"resolution": "adapt"})
    with pytest.raises(StaleWrite):
        edit_conflict(by=lead, conflict_id=conflict.id, version=1, values={"resolution": "discard"})


def test_reopening_and_taking_it_back(lead: Viewer, small: SmallStrategy) -> None:
    conflict = settled(lead, small)
    batch = reopen_conflict(by=lead, conflict_id=conflict.id, version=conflict.version)
    conflict.refresh_from_db()
    assert conflict.state == "reopened"
    with pytest.raises(ConflictNotSettled):
        reopen_conflict(by=lead, conflict_id=conflict.id, version=conflict.version)
    undo_batch(batch_id=batch, actor_id=lead.user_id)
    conflict.refresh_from_db()
    assert conflict.state == "closed"


def test_what_is_gone_is_not_settled(lead: Viewer, small: SmallStrategy) -> None:
    conflict = oppose(lead, small)
    GoalRelation.objects.update(score=1)
    with pytest.raises(ConflictIsGone):
        edit_conflict(
            by=lead, conflict_id=conflict.id, version=1, values={"resolution": "adapt"}, settle=True
        )


def test_deleting_a_goal_takes_its_card_along(lead: Viewer, small: SmallStrategy) -> None:
    oppose(lead, small)
    delete_goal(by=lead, goal_id=small.counter)
    assert not GoalConflict.objects.exists()


@pytest.mark.parametrize("role", [Role.UNIT_LEAD, Role.STAFF, Role.COUNCIL_MEMBER, Role.GUEST])
def test_only_who_steers_settles(lead: Viewer, small: SmallStrategy, town: Municipality, role: Role) -> None:
    conflict = oppose(lead, small)
    other = make_member(town, role)
    entries = Entry.objects.count()
    for attempt in (
        lambda: edit_conflict(by=other, conflict_id=conflict.id, version=1, values={"resolution": "adapt"}),
        lambda: reopen_conflict(by=other, conflict_id=conflict.id, version=1),
    ):
        with pytest.raises(PermissionMissing):
            attempt()
    assert Entry.objects.count() == entries


def test_a_conflict_of_another_town_is_not_there(lead: Viewer, small: SmallStrategy) -> None:
    oppose(lead, small)
    with pytest.raises(ForeignTown):
        edit_conflict(by=lead, conflict_id=small.counter, version=1, values={"resolution": "adapt"})


def test_a_conflict_shows_only_to_those_who_may_see_it_and_both_goals(
    lead: Viewer, small: SmallStrategy, town: Municipality
) -> None:
    conflict = oppose(lead, small)
    head = make_member(town, Role.UNIT_LEAD)
    GoalConflict.objects.update(released_to=Rung.PUBLIC)
    Strategy.objects.filter(id=small.digital).update(released_to=Rung.PUBLIC)
    assert not visible_conflicts(head).exists()
    Strategy.objects.filter(id=small.city).update(released_to=Rung.UNIT_HEADS)
    assert conflict_for(head, conflict.id) == conflict
    GoalConflict.objects.update(released_to=Rung.WORKING_GROUP)
    assert conflict_for(head, conflict.id) is None


def test_the_card_names_who_carries_the_conflict_with_strength_and_money(
    lead: Viewer, small: SmallStrategy
) -> None:
    oppose(lead, small)
    backing = load_backing(lead, [small.counter])
    [card] = cards_of(list(conflicts_for_list(lead)), {small.old_age: 0.6}, backing)
    assert (card.score, card.cost_cents) == (-2, 8_000_000)
    assert card.severity == pytest.approx(0.4)
    assert [(one.label, one.contribution, round(one.strength, 2)) for one in card.carriers] == [
        ("M1 Online-Termine", 2, 0.44)
    ]
    found = register_figures(register_lines(visible_conflicts(lead)), backing, DAY)
    assert (found.live, found.due, found.cost_cents, found.n_known) == (1, 0, 8_000_000, 1)


def test_a_measure_tells_which_city_goal_it_hits(lead: Viewer, small: SmallStrategy) -> None:
    oppose(lead, small)
    [hit] = hits_of_measure(lead, Measure.objects.get(id=small.online))
    assert (hit.served.title, hit.hit.title, round(hit.strength, 2)) == (
        "Schnelles Bürgerbüro", "Teilhabe im Alter", 0.44,
    )  # fmt: skip
    oppose(lead, small, -1)
    [hit] = hits_of_measure(lead, Measure.objects.get(id=small.online))
    assert round(hit.strength, 2) == 0.22
    rate_contribution(by=lead, measure_id=small.online, goal_id=small.counter, strength=1)
    assert hits_of_measure(lead, Measure.objects.get(id=small.online)) == []
