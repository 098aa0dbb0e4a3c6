"""Which goals something works for, and when the list cannot know."""

from kommune.analysis.portfolio import analyse, drop_measure, three_sentences
from tests.analysis.portfolios import goal, measure, portfolio


def test_an_empty_list_says_that_nothing_is_there_yet() -> None:
    proof = analyse(portfolio())
    assert [s.code for s in three_sentences(proof)] == ["nothing_yet"]
    assert [u.code for u in proof.unknowns] == ["no_city_strategy", "no_digital_strategy", "no_measures"]


def test_city_goals_without_any_tie_are_unknown_and_not_all_orphans() -> None:
    proof = analyse(portfolio([goal("c1"), goal("c2"), goal("d1")], [measure("m")], [("m", "d1", 2)]))
    assert not proof.city_coverage_known
    assert proof.goals.city_orphans == ()
    assert proof.figures["city_goals_without_measure"].value is None
    assert three_sentences(proof)[0].code == "city_goals_unknown"
    assert "relations_missing" in [u.code for u in proof.unknowns]


def test_city_goals_are_reached_directly_and_by_positive_relations_only() -> None:
    goals = [goal("c1"), goal("c2"), goal("c3"), goal("d1")]
    ties = [("d1", "c2", 1), ("d1", "c3", -2)]
    proof = analyse(portfolio(goals, [measure("m")], [("m", "c1", 1), ("m", "d1", 2)], ties))
    assert proof.goals.city_direct == ("c1",)
    assert proof.goals.city_by_list_relation == ("c2",)
    assert proof.goals.city_orphans == ("c3",)


def test_a_parent_is_carried_by_its_child_and_not_the_other_way_round() -> None:
    goals = [goal("d1"), goal("d2", "d1"), goal("d3", "d2")]
    proof = analyse(portfolio(goals, [measure("m")], [("m", "d2", 2)]))
    assert proof.goals.digital_orphans == ("d3",)


def test_a_goal_tree_that_bites_its_tail_ends() -> None:
    goals = [goal("c1", "c2"), goal("c2", "c1"), goal("c3", "c3")]
    proof = analyse(portfolio(goals, [measure("m", cost_cents=7)], [("m", "c1", 2)]))
    assert proof.goals.city_orphans == ("c3",)
    assert proof.money.city.cents == {"c1": 7}


def test_an_ended_measure_and_a_strength_of_nothing_carry_no_goal() -> None:
    measures = [measure("m1", "ended_reached"), measure("m2")]
    proof = analyse(portfolio([goal("c1"), goal("c2")], measures, [("m1", "c1", 3), ("m2", "c2", 0)]))
    assert proof.goals.city_orphans == ("c1", "c2")
    assert proof.measures.without_goal == ("m2",)


def test_a_measure_with_superseded_goals_only_is_outdated_and_not_without_goal() -> None:
    proof = analyse(portfolio([goal("d1", active=False)], [measure("m", cost_cents=5)], [("m", "d1", 2)]))
    assert proof.measures.goals_outdated == ("m",)
    assert proof.measures.without_goal == ()
    assert proof.money.without_goal_cents == 5


def test_dropping_the_only_measure_leaves_its_goals_alone_and_frees_what_is_ahead() -> None:
    goals = [goal("c1"), goal("c2"), goal("d1"), goal("d2")]
    measures = [measure("m1", costs_by_year={2025: 10, 2026: 20, 2027: 30}, legal_duty=True), measure("m2")]
    links = [("m1", "d1", 2), ("m1", "d2", 1), ("m2", "d2", 3)]
    town = portfolio(goals, measures, links, [("d1", "c1", 2), ("d2", "c2", 2)])
    effect = drop_measure(town, "m1")
    assert effect.goals_losing_only_measure == ("d1",)
    assert effect.city_goals_losing_everything == ("c1",)
    assert effect.shared_with == {"d1": (), "d2": ("m2",)}
    assert (effect.freed_by_year, effect.freed_cents, effect.past_cents) == ({2026: 20, 2027: 30}, 50, 10)
    assert effect.legal_duty
    assert drop_measure(town, "m1") == effect
    assert drop_measure(town, "m2").freed_cents is None
