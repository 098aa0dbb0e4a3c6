"""Where the rules of a portfolio end: which day, which strength, which goal just counts and which not."""

from datetime import date, timedelta
from typing import Any

from kommune.analysis.portfolio import (
    LinkFacts,
    Portfolio,
    RelationFacts,
    analyse,
    balance_measures,
    decisions_due,
    drop_measure,
)
from kommune.analysis.portfolio.results import DecisionDue
from tests.analysis.portfolios import DAY, goal, measure, portfolio

REPORTED = measure("reported", last_report_on=DAY)


def days(number: int) -> date:
    return DAY + timedelta(days=number)


def test_the_weakest_link_that_is_one_counts() -> None:
    proof = analyse(portfolio([goal("d1")], [measure("m")], [("m", "d1", 1)]))
    assert (proof.measures.without_goal, proof.goals.digital_orphans) == ((), ())


def test_of_two_links_or_relations_between_the_same_the_stronger_counts() -> None:
    goals = [goal("c1"), goal("c2"), goal("d1"), goal("d2")]
    links = [("m", "d1", 3), ("m", "d1", 1), ("m", "d2", 1)]
    relations = [("d1", "c1", 1), ("d2", "c2", 3), ("d2", "c2", 1)]
    town = portfolio(goals, [measure("m", cost_cents=100)], links, relations)
    assert analyse(town).money.cents_per_goal == {"d1": 75, "d2": 25}
    assert analyse(town).money.city.cents == {"c1": 50, "c2": 50}


def test_a_part_of_a_goal_takes_over_its_relation_unless_its_own_is_stronger() -> None:
    goals = [goal("c1"), goal("c2"), goal("d1"), goal("d2", "d1")]
    relations = [("d1", "c1", 1), ("d2", "c1", 2), ("d1", "c2", 2), ("d2", "c2", 1)]
    town = portfolio(goals, [measure("m", cost_cents=100)], [("m", "d2", 1)], relations)
    assert analyse(town).money.city.cents == {"c1": 50, "c2": 50}


def test_a_city_goal_linked_directly_weighs_as_much_as_the_strongest_relation() -> None:
    town = portfolio(
        [goal("c1"), goal("c2"), goal("d1")],
        [measure("m", cost_cents=100)],
        [("m", "c1", 1), ("m", "d1", 1)],
        [("d1", "c2", 3)],
    )
    assert analyse(town).money.city.cents == {"c1": 50, "c2": 50}


def test_relations_count_only_from_other_goals_to_city_goals_that_the_reader_sees() -> None:
    goals = [goal("c1"), goal("c2"), goal("d1"), goal("d2")]
    strange = [("d1", "d2", 3), ("c1", "c2", 3), ("gone", "c2", 3), ("d1", "gone", 3)]
    proof = analyse(
        portfolio(goals, [measure("m")], [("m", "c1", 1), ("m", "d1", 1)], [*strange, ("d1", "c1", 1)])
    )
    assert (proof.goals.city_by_list_relation, proof.goals.city_orphans) == (("c1",), ("c2",))
    assert proof.goals.digital_orphans == ("d2",)
    assert proof.goals.digital_untied == ("d2",)
    unrelated = analyse(portfolio(goals, [measure("m")], [], strange))
    assert (unrelated.goals.relations_known, unrelated.goals.digital_untied) == (False, ())


def test_goals_reached_by_the_list_and_by_ratings_are_told_apart() -> None:
    town = Portfolio(
        (goal("c1"), goal("c2"), goal("d1")),
        (measure("m"),),
        (LinkFacts("m", "d1"),),
        (RelationFacts("d1", "c1", 2, "list"), RelationFacts("d1", "c2", 2, "rated")),
        DAY,
    )
    found = analyse(town).goals
    assert (found.city_by_list_relation, found.city_by_rated_relation) == (("c1",), ("c2",))


def test_a_goal_above_one_with_a_relation_or_below_it_is_not_untied() -> None:
    goals = [goal("c1"), goal("d1"), goal("d2", "d1"), goal("d3", "d2"), goal("d4", "d1")]
    proof = analyse(portfolio(goals, [], [], [("d2", "c1", 1)]))
    assert proof.goals.digital_untied == ("d4",)


def test_ids_stand_in_the_order_of_their_text_whatever_they_are() -> None:
    numbers: list[Any] = [2, 10, 1]
    proof = analyse(portfolio([], [measure(number) for number in numbers]))
    assert proof.measures.without_goal == (1, 10, 2)


def test_a_report_of_exactly_180_days_ago_is_not_stale() -> None:
    told = [measure("old", last_report_on=days(-181)), measure("fresh", last_report_on=days(-180))]
    assert analyse(portfolio([], told)).measures.stale == ("old",)


def test_who_is_decided_or_funded_owes_reports_from_its_start_on_and_who_runs_at_once() -> None:
    old = days(-300)
    measures = [
        REPORTED,
        measure("ahead", "decided", start_on=days(1), last_change_on=old),
        measure("begun", "decided", start_on=DAY, last_change_on=old),
        measure("undated", "funded", last_change_on=old),
        measure("running", "running", start_on=days(1), last_change_on=old),
        measure("idea", "idea", last_change_on=old),
        measure("operating", "operating", last_change_on=old),
    ]
    proof = analyse(portfolio([], measures))
    assert proof.measures.stale == ("begun", "running", "undated")
    assert proof.figures["measures_stale"].denominator == 4


def test_titles_are_the_same_whatever_signs_and_blanks_stand_between_their_letters() -> None:
    titles = {"a": "E-Akte 2", "b": "e akte 2!", "c": "E-Akte 3", "d": "–", "e": "?"}
    proof = analyse(portfolio([], [measure(key, title=title) for key, title in titles.items()]))
    assert proof.measures.same_title == (("a", "b"),)


def test_the_day_on_which_it_ends_is_not_overdue_yet() -> None:
    measures = [measure("today", end_on=DAY), measure("late", end_on=days(-1))]
    assert analyse(portfolio([], measures)).measures.overdue == ("late",)
    assert [one.measure_id for one in decisions_due(portfolio([], measures))] == ["late"]


def test_decisions_are_due_within_180_days_and_say_when_and_for_how_much() -> None:
    measures = [
        measure("c", "decided", start_on=days(180), cost_cents=7),
        measure("b", "reviewed", start_on=days(180)),
        measure("far", "reviewed", start_on=days(181)),
        measure("funded", "funded", start_on=days(1), cost_cents=7),
        measure("e", "decided"),
        measure("d", "decided"),
    ]
    assert decisions_due(portfolio([], measures)) == (
        DecisionDue("b", "decide", days(180), None),
        DecisionDue("c", "fund", days(180), 7),
        DecisionDue("d", "cost_unknown", None, None),
        DecisionDue("e", "cost_unknown", None, None),
    )


def test_dropping_what_has_ended_frees_nothing() -> None:
    effect = drop_measure(
        portfolio([], [measure("m", "ended_reached", costs_by_year={2025: None, 2027: 9})]), "m"
    )
    assert (effect.already_ended, effect.freed_by_year, effect.freed_undated_cents) == (True, {}, 0)
    assert (effect.freed_cents, effect.past_cents) == (0, 0)


def test_a_measure_classified_in_full_or_beyond_leaves_nothing_unclassified() -> None:
    full = balance_measures([measure("m", split={"technology": 99, "culture": 1})])
    assert {row.dimension: row.hundredths for row in full.rows if row.hundredths} == {
        "technology": 99,
        "culture": 1,
    }
    beyond = balance_measures([measure("m", split={"technology": 100, "culture": 1})])
    assert {row.dimension: row.hundredths for row in beyond.rows if row.hundredths} == {
        "technology": 99, "culture": 1,
    }  # fmt: skip
    assert (full.n_classified, beyond.n_classified) == (1, 1)


def test_without_any_money_or_measure_the_balance_has_no_percentages() -> None:
    empty = balance_measures([])
    assert {(row.percent_by_count, row.percent_by_money) for row in empty.rows} == {(0, 0)}
    assert len(empty.rows) == 7


def test_years_come_in_their_order_and_what_has_no_year_last() -> None:
    costs = {2028: 1, 2026: 2, 2027: 3}
    proof = analyse(portfolio([], [measure("m", cost_cents=10, costs_by_year=costs)]))
    assert [(one.year, one.cents) for one in proof.money.by_year] == [
        (2026, 2),
        (2027, 3),
        (2028, 1),
        (None, 4),
    ]
