"""What of a town's data goes into its alignment: who sees what, weights, trees, the past."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kommune.analysis.alignment import align
from kommune.municipalities.public import Rung, Viewer
from kommune.strategy.actions.measures import edit_measure, set_goals
from kommune.strategy.actions.strategies import adopt_strategy, create_strategy, save_goal, start_edition
from kommune.strategy.models import Goal, GoalRelation, Measure, Strategy
from kommune.strategy.queries.alignment import load_town_case
from kommune.strategy.queries.portfolio import load_portfolio
from tests.strategy.vector_town import VectorTown, make_vector_town, weigh
from tests.towns import relate_goals


@pytest.fixture
def vector(lead: Viewer) -> VectorTown:
    return make_vector_town(lead)


def test_the_worked_example_comes_out_of_the_database_as_it_went_in(vector: VectorTown) -> None:
    found = load_town_case(Rung.WORKING_GROUP)
    figures = align(found.case)
    assert (found.city, found.digital, found.measures) == (vector.city, vector.digital, vector.measures)
    assert [round(value, 4) for value in (figures.coverage, figures.depth, figures.anchoring)] == [
        0.75,
        0.5833,
        0.75,
    ]
    assert round(figures.conflict, 4) == 0.2143
    assert [round(cents) for cents in figures.budget_per_goal] == [6667, 8222, 5111, 0, 0]
    assert [figures.unallocated, figures.overlap] == pytest.approx([20000, 0.5])
    assert figures.delivery_coverage == pytest.approx(0.5)


def test_the_number_of_queries_does_not_grow_with_the_town(lead: Viewer, vector: VectorTown) -> None:
    with CaptureQueriesContext(connection) as first:
        load_town_case(Rung.WORKING_GROUP)
    for at in range(5):
        save_goal(by=lead, strategy_id=vector.city_strategy, values={"title": f"Weiteres Ziel {at}"})
    with CaptureQueriesContext(connection) as second:
        load_town_case(Rung.WORKING_GROUP)
    assert (len(first), len(second)) == (7, 7)


def test_without_weights_all_city_goals_weigh_the_same(lead: Viewer) -> None:
    make_vector_town(lead, weighted=False)
    found = load_town_case(Rung.WORKING_GROUP)
    assert found.case.weights.tolist() == [0.2] * 5
    assert (found.weights, align(found.case).weights_equal) == ((), True)


def test_shares_that_do_not_add_up_are_scaled_and_said(lead: Viewer) -> None:
    town = make_vector_town(lead, weighted=False)
    weigh(town.city_strategy, town.city, (3, 3, 2, 2, 0))
    found = load_town_case(Rung.WORKING_GROUP)
    assert found.case.weights.tolist() == pytest.approx([0.3, 0.3, 0.2, 0.2, 0])
    assert [origin.is_scaled for origin in found.weights] == [True]


def test_where_only_goals_without_weight_are_left_they_count_alike(lead: Viewer) -> None:
    town = make_vector_town(lead, weighted=False)
    weigh(town.city_strategy, town.city, (100, 0, 0, 0, 0))
    Goal.objects.filter(id=town.city[0]).delete()
    found = load_town_case(Rung.WORKING_GROUP)
    assert found.case.weights.tolist() == [0.25] * 4
    assert found.ignored_shares == (None,)


def test_a_goal_added_after_weighing_gets_the_mean_of_its_siblings(lead: Viewer, vector: VectorTown) -> None:
    save_goal(by=lead, strategy_id=vector.city_strategy, values={"title": "Neues Ziel"})
    found = load_town_case(Rung.WORKING_GROUP)
    assert found.case.weights.tolist() == pytest.approx(
        [0.25, 0.25 / 1.2, 0.2 / 1.2, 0.125, 0.1 / 1.2, 1 / 6]
    )


def test_a_rating_on_a_parent_holds_for_its_unrated_leaves(lead: Viewer, vector: VectorTown) -> None:
    first = save_goal(
        by=lead,
        strategy_id=vector.city_strategy,
        values={"title": "Teil 1", "parent": Goal.objects.get(id=vector.city[1])},
    )
    save_goal(
        by=lead,
        strategy_id=vector.city_strategy,
        values={"title": "Teil 2", "parent": Goal.objects.get(id=vector.city[1])},
    )
    relate_goals(by=lead, digital_goal_id=vector.digital[1], city_goal_id=first, score=1)
    found = load_town_case(Rung.WORKING_GROUP)
    assert vector.city[1] not in found.city
    told = {
        column: (rating.value, rating.is_inherited)
        for (row, column), rating in found.relations.items()
        if row == vector.digital[1] and found.city_parents[column] == vector.city[1]
    }
    assert sorted(told.values()) == [(1, False), (3, True)]


def test_what_was_not_released_to_a_rung_does_not_count_for_it(vector: VectorTown) -> None:
    Strategy.objects.filter(id=vector.city_strategy).update(released_to=Rung.COUNCIL)
    Measure.objects.filter(id=vector.measures[0]).update(released_to=Rung.COUNCIL)
    found = load_town_case(Rung.COUNCIL)
    assert (found.city, found.digital, found.measures) == (vector.city, (), vector.measures[:1])
    assert (found.relations, found.contributions) == ({}, {})


def test_a_superseded_strategy_does_not_count(vector: VectorTown) -> None:
    Strategy.objects.filter(id=vector.digital_strategy).update(state="superseded")
    assert load_town_case(Rung.WORKING_GROUP).digital == ()


def test_sector_goals_stand_on_the_side_that_is_chosen(lead: Viewer, vector: VectorTown) -> None:
    sector = create_strategy(by=lead, values={"kind": "sector", "title": "Klimaplan"})
    goal = save_goal(by=lead, strategy_id=sector, values={"title": "Klimaneutral"})
    relate_goals(by=lead, digital_goal_id=goal, city_goal_id=vector.city[4], score=3)
    as_digital = load_town_case(Rung.WORKING_GROUP)
    assert as_digital.digital == (*vector.digital, goal)
    assert align(as_digital.case).orphan_city_goals == (3,)
    as_city = load_town_case(Rung.WORKING_GROUP, sector_as="city")
    assert set(as_city.city) == {*vector.city, goal}
    assert (goal in as_city.digital, len(as_city.left_out)) == (False, 1)
    assert sum(as_city.case.weights) == pytest.approx(1)


def test_a_measure_on_a_city_goal_counts_without_a_digital_goal(lead: Viewer, vector: VectorTown) -> None:
    set_goals(by=lead, measure_id=vector.measures[2], goals={vector.city[4]: 2})
    found = load_town_case(Rung.WORKING_GROUP)
    assert (found.digital, found.n_own_digital) == ((*vector.digital, vector.city[4]), 4)
    assert align(found.case).orphan_city_goals == (3,)


def test_ended_measures_count_nowhere_and_unknown_costs_are_not_zero(
    lead: Viewer, vector: VectorTown
) -> None:
    Measure.objects.filter(id=vector.measures[2]).update(phase="ended_reached")
    edit_measure(by=lead, measure_id=vector.measures[1], costs={}, values={}, version=1)
    figures = align(load_town_case(Rung.WORKING_GROUP).case)
    assert (figures.unallocated, figures.money_unknown_count) == (0, 1)


def test_the_past_is_read_from_the_journal(lead: Viewer, vector: VectorTown) -> None:
    then = timezone.now()
    before = load_town_case(Rung.WORKING_GROUP)
    relate_goals(by=lead, digital_goal_id=vector.digital[2], city_goal_id=vector.city[4], score=3)
    set_goals(by=lead, measure_id=vector.measures[2], goals={vector.digital[0]: 1})
    goal = save_goal(by=lead, strategy_id=vector.city_strategy, values={"title": "Später gekommen"})
    now = load_town_case(Rung.WORKING_GROUP)
    assert goal in now.city
    with CaptureQueriesContext(connection) as queries:
        past = load_town_case(Rung.WORKING_GROUP, as_of=then)
    assert len(queries) == 8
    assert (past.city, past.relations, past.contributions) == (
        before.city,
        before.relations,
        before.contributions,
    )
    assert align(past.case).coverage == pytest.approx(0.75)
    assert align(now.case).headline != align(past.case).headline


def test_before_anything_was_there_nothing_counts(vector: VectorTown) -> None:
    found = load_town_case(Rung.WORKING_GROUP, as_of=timezone.now() - timedelta(days=400))
    assert (found.city, found.digital, found.measures) == ((), (), ())
    assert GoalRelation.objects.count() == 7


def test_a_new_edition_counts_from_its_adoption_and_the_old_one_until_then(
    lead: Viewer, vector: VectorTown
) -> None:
    new_id = start_edition(by=lead, strategy_id=vector.city_strategy, title="Neue Auflage")
    assert load_town_case(Rung.WORKING_GROUP).city == vector.city
    version = Strategy.objects.get(id=new_id).version
    adopt_strategy(
        by=lead, strategy_id=new_id, version=version, decision="Rat, V 2026/2", decided_on=date(2026, 3, 1)
    )
    found = load_town_case(Rung.WORKING_GROUP)
    assert not set(found.city) & set(vector.city)
    assert len(found.city) == len(vector.city)


def test_a_draft_counts_for_those_who_may_not_see_what_it_replaces(lead: Viewer, vector: VectorTown) -> None:
    new_id = start_edition(by=lead, strategy_id=vector.city_strategy, title="Neue Auflage")
    Strategy.objects.filter(id=new_id).update(released_to=Rung.COUNCIL)
    found = load_town_case(Rung.COUNCIL)
    assert set(found.city) == set(Goal.objects.filter(strategy_id=new_id).values_list("id", flat=True))


def test_the_proof_counts_the_goals_of_one_edition_only(lead: Viewer, vector: VectorTown) -> None:
    start_edition(by=lead, strategy_id=vector.city_strategy, title="Neue Auflage")
    facts = load_portfolio(Rung.WORKING_GROUP, date(2026, 3, 1))
    assert {goal.id for goal in facts.goals if goal.active and goal.role == "city"} == set(vector.city)
