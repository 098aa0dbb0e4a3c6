"""What happens to ratings of pairs: who may, what needs a reason, what two people do at once."""

from uuid import UUID, uuid4

import pytest

from kommune.audit.models import Entry
from kommune.audit.public import undo_batch
from kommune.foundation.errors import DomainError, PermissionMissing, StaleWrite
from kommune.foundation.scope import town_scope
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import ForeignTown, Role, Rung, Viewer, release
from kommune.strategy.actions.measures import edit_measures, set_goals
from kommune.strategy.actions.ratings import (
    Rating,
    rate_contribution,
    rate_contributions,
    rate_relation,
    rate_relations,
)
from kommune.strategy.actions.strategies import create_strategy, save_goal
from kommune.strategy.errors import (
    GoalsDoNotRelate,
    MeasureNotYours,
    RatingNeedsReason,
    RatingOutOfRange,
    UnknownConfidence,
)
from kommune.strategy.models import Contribution, GoalRelation, Measure, Strategy
from kommune.strategy.shapes import Way
from tests.towns import SmallStrategy, make_member, make_small_strategy, make_town


def relate(by: Viewer, source: UUID, target: UUID, score: int | None, **more: object) -> None:
    rate_relation(by=by, digital_goal_id=source, city_goal_id=target, score=score, **more)  # type: ignore[arg-type]  # whatever a test says


def test_a_relation_is_rated_changed_and_taken_away(lead: Viewer, small: SmallStrategy) -> None:
    relate(lead, small.counter, small.old_age, -2, reason=" nur online ", confidence=3)
    row = GoalRelation.objects.get()
    assert (row.score, row.reason, row.confidence, row.origin, row.way) == (
        -2, "nur online", 3, "rated", "matrix",
    )  # fmt: skip
    assert (row.rated_by_id, row.rated_at is not None) == (lead.membership_id, True)
    relate(lead, small.counter, small.old_age, None)
    assert not GoalRelation.objects.exists()


@pytest.mark.parametrize("score", [-3, -2, 2, 3])
def test_a_strong_rating_needs_a_reason(lead: Viewer, small: SmallStrategy, score: int) -> None:
    entries = Entry.objects.count()
    with pytest.raises(RatingNeedsReason):
        relate(lead, small.data, small.centre, score, reason="  ")
    assert (GoalRelation.objects.count(), Entry.objects.count()) == (1, entries)


@pytest.mark.parametrize("score", [-1, 0, 1])
def test_a_weak_rating_needs_none(lead: Viewer, small: SmallStrategy, score: int) -> None:
    relate(lead, small.data, small.centre, score)
    assert GoalRelation.objects.get(digital_goal=small.data).score == score


def test_a_list_or_a_round_brings_strong_ratings_without_a_reason(lead: Viewer, small: SmallStrategy) -> None:
    relate(lead, small.data, small.centre, 3, way=Way.LIST)
    relate(lead, small.data, small.old_age, -3, way=Way.ROUND)
    rows = dict(GoalRelation.objects.filter(digital_goal=small.data).values_list("origin", "rated_by"))
    assert rows == {"list": None, "rated": None}


def test_a_contribution_of_three_needs_no_reason(lead: Viewer, small: SmallStrategy) -> None:
    rate_contribution(by=lead, measure_id=small.aimless, goal_id=small.data, strength=3, way=Way.QUICK)
    link = Contribution.objects.get(measure=small.aimless)
    assert (link.strength, link.way, link.to_confirm, link.rated_by_id) == (
        3, "quick", False, lead.membership_id,
    )  # fmt: skip


@pytest.mark.parametrize(("score", "strength"), [(-4, -1), (4, 4), (99, 99)])
def test_values_outside_the_scale_are_refused(
    lead: Viewer, small: SmallStrategy, score: int, strength: int
) -> None:
    with pytest.raises(RatingOutOfRange):
        relate(lead, small.data, small.centre, score, reason="weil")
    with pytest.raises(RatingOutOfRange):
        rate_contribution(by=lead, measure_id=small.online, goal_id=small.data, strength=strength)


def test_an_unknown_confidence_is_refused(lead: Viewer, small: SmallStrategy) -> None:
    with pytest.raises(UnknownConfidence):
        relate(lead, small.data, small.centre, 1, confidence=4)


def test_a_relation_leads_to_the_city_and_never_within_a_strategy(lead: Viewer, small: SmallStrategy) -> None:
    wrong = [
        (small.old_age, small.counter),
        (small.old_age, small.centre),
        (small.counter, small.data),
        (small.data, small.data),
    ]
    for source, target in wrong:
        with pytest.raises(GoalsDoNotRelate):
            relate(lead, source, target, 1)


def test_a_sector_goal_stands_on_either_side(lead: Viewer, small: SmallStrategy) -> None:
    climate = create_strategy(by=lead, values={"kind": "sector", "title": "Klimaschutz"})
    energy = save_goal(by=lead, strategy_id=climate, values={"title": "Weniger Energie"})
    heat = save_goal(by=lead, strategy_id=climate, values={"title": "Wärme"})
    relate(lead, small.data, energy, -1)
    relate(lead, energy, small.centre, 1)
    with pytest.raises(GoalsDoNotRelate):
        relate(lead, energy, heat, 1)
    assert GoalRelation.objects.count() == 3


def test_goals_and_measures_of_another_town_do_not_exist(lead: Viewer, small: SmallStrategy) -> None:
    other = make_town("andere")
    with town_scope(other.id):
        foreign = make_small_strategy(make_member(other))
    for source, target in ((foreign.counter, small.old_age), (small.counter, foreign.old_age)):
        with pytest.raises(ForeignTown):
            relate(lead, source, target, 1)
    for measure, goal in ((foreign.online, small.counter), (small.online, foreign.counter)):
        with pytest.raises(ForeignTown):
            rate_contribution(by=lead, measure_id=measure, goal_id=goal, strength=1)
    with pytest.raises(ForeignTown):
        relate(lead, uuid4(), small.old_age, 1)


@pytest.mark.parametrize("role", [Role.STAFF, Role.UNIT_LEAD, Role.COUNCIL_MEMBER, Role.GUEST])
def test_only_who_steers_rates_goal_relations(town: Municipality, small: SmallStrategy, role: Role) -> None:
    with pytest.raises(PermissionMissing):
        relate(make_member(town, role), small.data, small.centre, 1)
    assert GoalRelation.objects.count() == 1


def test_the_owner_rates_her_own_measure_and_no_other(
    lead: Viewer, small: SmallStrategy, town: Municipality
) -> None:
    staff = make_member(town, Role.STAFF)
    release(by=lead, model=Strategy, ids=[small.digital], to=Rung.PUBLIC)
    release(by=lead, model=Measure, ids=[small.online, small.aimless], to=Rung.PUBLIC)
    edit_measures(by=lead, measure_ids=[small.online], values={"owner_id": staff.membership_id})
    rate_contribution(by=staff, measure_id=small.online, goal_id=small.data, strength=1)
    with pytest.raises(MeasureNotYours):
        rate_contribution(by=staff, measure_id=small.aimless, goal_id=small.data, strength=1)
    with pytest.raises(ForeignTown):
        rate_contribution(by=staff, measure_id=small.online, goal_id=small.old_age, strength=1)


def test_two_people_rating_one_pair_are_told(lead: Viewer, small: SmallStrategy) -> None:
    relate(lead, small.counter, small.old_age, 1, version=1)
    with pytest.raises(StaleWrite) as caught:
        relate(lead, small.counter, small.old_age, 0, version=1)
    assert (caught.value.current_version, list(caught.value.differences.values())) == (2, [("+1", "+0")])
    with pytest.raises(StaleWrite):
        relate(lead, small.counter, small.old_age, 0, version=0)
    with pytest.raises(StaleWrite):
        relate(lead, small.data, small.old_age, 0, version=1)
    with pytest.raises(StaleWrite):
        rate_contribution(by=lead, measure_id=small.online, goal_id=small.counter, strength=1, seen="")
    rate_contribution(by=lead, measure_id=small.online, goal_id=small.counter, strength=1, seen="2")
    assert GoalRelation.objects.get().score == 1


def test_the_same_answer_sent_twice_leaves_one_trace(lead: Viewer, small: SmallStrategy) -> None:
    for _ in range(2):
        relate(lead, small.data, small.centre, 1, way=Way.QUICK)
        rate_contribution(by=lead, measure_id=small.aimless, goal_id=small.data, strength=2, way=Way.QUICK)
    assert Entry.objects.filter(action__in=["rate_relation", "rate_contribution"]).count() == 3
    assert GoalRelation.objects.get(digital_goal=small.data).version == 1


def test_a_value_of_the_same_sign_keeps_its_reason(lead: Viewer, small: SmallStrategy) -> None:
    relate(lead, small.data, small.centre, -2, reason="weil")
    relate(lead, small.data, small.centre, -3, reason=None)
    assert GoalRelation.objects.get(digital_goal=small.data).reason == "weil"
    with pytest.raises(RatingNeedsReason):
        relate(lead, small.data, small.centre, 2, reason=None)
    relate(lead, small.data, small.centre, 1, reason=None)
    assert GoalRelation.objects.get(digital_goal=small.data).reason == ""


def test_a_strength_set_on_the_measure_is_said_by_that_person_and_drops_the_old_reason(
    lead: Viewer, small: SmallStrategy, town: Municipality
) -> None:
    other = make_member(town, Role.ADMINISTRATION)
    rate_contribution(by=other, measure_id=small.online, goal_id=small.counter, strength=3, reason="weil")
    set_goals(by=lead, measure_id=small.online, goals={small.counter: 1, small.data: 2})
    rows = Contribution.objects.filter(measure=small.online).order_by("strength")
    assert [(row.strength, row.origin, row.rated_by_id, row.reason) for row in rows] == [
        (1, "rated", lead.membership_id, ""), (2, "rated", lead.membership_id, ""),
    ]  # fmt: skip


def test_taking_a_rating_back_brings_the_earlier_one(lead: Viewer, small: SmallStrategy) -> None:
    relate(lead, small.counter, small.old_age, -1)
    entry = Entry.objects.get(kind="goal_relation", before__isnull=False)
    undo_batch(batch_id=entry.batch_id, actor_id=lead.user_id)
    row = GoalRelation.objects.get()
    assert (row.score, row.origin) == (2, "list")


def test_many_ratings_are_all_or_nothing(lead: Viewer, small: SmallStrategy) -> None:
    pairs = [Rating(small.data, small.centre, 1), Rating(small.data, small.old_age, 2)]
    with pytest.raises(DomainError):
        rate_relations(by=lead, ratings=pairs)
    assert GoalRelation.objects.count() == 1
    rate_relations(by=lead, ratings=[pairs[0], Rating(small.counter, small.old_age, None)])
    assert [row.score for row in GoalRelation.objects.all()] == [1]
    rate_contributions(
        by=lead, ratings=[Rating(small.aimless, goal, 2) for goal in (small.data, small.counter)]
    )
    assert Contribution.objects.count() == 3
    assert Entry.objects.filter(action="rate_relations").count() == 2
