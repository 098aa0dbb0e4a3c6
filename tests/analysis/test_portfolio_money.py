"""Known money is shared out to the last cent; unknown money is never nothing."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kommune.analysis.portfolio import (
    Portfolio,
    analyse,
    balance_measures,
    decisions_due,
    draft_findings,
    five_figures,
    money_per_city_goal,
    share_out,
    three_sentences,
)
from tests.analysis.portfolios import goal, measure, portfolio

A = [[2, 0, 1, 0, 0], [0, 3, 0, -2, 0], [0, 0, 0, 0, 0], [-1, 1, 2, 0, 0]]
B = [[3, 0, 0, 0], [0, 2, 0, 0], [0, 0, 3, 0], [0, 1, 0, 2]]
COSTS = [10000, 6000, 20000, 4000]


def published_vector() -> Portfolio:
    """Four digital goals, five city goals and four measures with a published result."""
    return portfolio(
        [*(goal(f"c{i}") for i in range(5)), *(goal(f"d{i}") for i in range(4))],
        [measure(f"m{i}", cost_cents=COSTS[i]) for i in range(4)],
        [(f"m{m}", f"d{d}", B[m][d]) for m in range(4) for d in range(4)],
        [(f"d{d}", f"c{c}", A[d][c]) for d in range(4) for c in range(5)],
    )


def test_money_per_city_goal_matches_the_published_vector() -> None:
    city = money_per_city_goal(published_vector())
    assert city.cents == {"c0": 6667, "c1": 8222, "c2": 5111}
    assert city.unallocated_cents == 20000
    assert analyse(published_vector()).goals.city_orphans == ("c3", "c4")


def test_unknown_cost_is_counted_as_unknown_and_a_cost_of_nothing_as_known() -> None:
    measures = [
        measure("m1"),
        measure("m2", cost_cents=0),
        measure("m3", costs_by_year={2026: 5, 2027: None}),
    ]
    proof = analyse(portfolio([], measures))
    assert (proof.money.n_known, proof.money.known_total_cents) == (1, 0)
    assert proof.measures.without_money == ("m1", "m3")
    assert proof.figures["money_without_goal"].value is None


def test_the_share_of_money_without_goal_says_for_how_many_measures_it_is_known() -> None:
    measures = [measure("m1", cost_cents=59), measure("m2", cost_cents=41), measure("m3")]
    proof = analyse(portfolio([goal("d1")], measures, [("m1", "d1", 2), ("m3", "d1", 2)]))
    told = three_sentences(proof)[0]
    assert told.code == "money_without_goal"
    assert {p.name: p.value for p in told.params} == {"value": 0.41, "known": 2, "of": 3}
    assert all(p.figure_code in proof.figures for s in three_sentences(proof) for p in s.params)
    assert len(five_figures(proof)) == 5


def test_years_and_a_total_beyond_them_are_counted_once() -> None:
    proof = analyse(portfolio([], [measure("m", cost_cents=100, costs_by_year={2026: 30})]))
    assert [(y.year, y.cents) for y in proof.money.by_year] == [(2026, 30), (None, 70)]


def test_phases_owe_what_they_should() -> None:
    gaps = analyse(
        portfolio([], [measure("a", "idea"), measure("b", "reviewed"), measure("c", "decided")])
    ).measures
    assert (gaps.without_goal, gaps.without_owner) == (("a", "b", "c"), ("b", "c"))
    assert (gaps.without_money, gaps.without_end) == (("c",), ("c",))


def test_stale_is_not_judged_without_any_report() -> None:
    old = date(2025, 1, 1)
    silent = analyse(portfolio([], [measure("m", last_change_on=old)]))
    assert (silent.measures.stale, silent.figures["measures_stale"].value) == ((), None)
    told = analyse(portfolio([], [measure("m", last_report_on=old), measure("n", last_change_on=old)]))
    assert told.measures.stale == ("m", "n")


def test_decisions_come_by_day_and_each_measure_once() -> None:
    measures = [
        measure("near", "reviewed", start_on=date(2026, 9, 1)),
        measure("far", "reviewed", start_on=date(2027, 9, 1)),
        measure("late", end_on=date(2026, 5, 1)),
        measure("costless", "decided"),
        measure("poor", "decided", start_on=date(2026, 8, 1), cost_cents=1),
    ]
    found = [(d.measure_id, d.reason) for d in decisions_due(portfolio([], measures))]
    assert found == [("late", "overdue"), ("poor", "fund"), ("near", "decide"), ("costless", "cost_unknown")]


def test_every_finding_has_its_own_lasting_fingerprint() -> None:
    measures = [measure("m1", title="E-Akte"), measure("m2", title="e akte!", costs_by_year={2026: 9})]
    drafts = draft_findings(analyse(portfolio([goal("d1")], measures)))
    prints = [d.fingerprint for d in drafts]
    assert len(set(prints)) == len(prints)
    assert "measures_same_title:m1" in prints
    assert next(d for d in drafts if d.fingerprint == "measure_without_goal:m2").cost_cents == 9
    assert next(d for d in drafts if d.fingerprint == "measure_without_goal:m1").cost_cents is None


def test_the_balance_shows_what_nobody_classified_and_sums_to_a_hundred() -> None:
    split = {"technology": 60, "culture": 10}
    balance = balance_measures([measure("a", split=split, cost_cents=10), measure("b"), measure("c")])
    rows = {row.dimension: row for row in balance.rows}
    assert (rows["technology"].hundredths, rows["unclassified"].hundredths) == (60, 230)
    assert (rows["technology"].cents, rows["culture"].cents, rows["unclassified"].cents) == (6, 1, 3)
    assert sum(row.percent_by_count for row in balance.rows) == 100
    assert sum(row.percent_by_money for row in balance.rows) == 100
    assert (balance.n_classified, balance.n_known) == (1, 1)


@given(st.integers(0, 10**12), st.dictionaries(st.text(), st.integers(0, 9), max_size=9))
def test_parts_always_sum_to_the_whole(amount: int, weights: dict[str, int]) -> None:
    parts = share_out(amount, weights)
    assert sum(parts.values()) == (amount if sum(weights.values()) else 0)


TIES = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 8), st.integers(0, 3)), max_size=12)


@given(TIES, st.lists(st.tuples(st.integers(0, 3), st.integers(0, 4), st.integers(-3, 3))), st.randoms())
def test_money_sums_order_does_not_matter_and_a_link_makes_no_orphan(ties, relations, chance) -> None:
    names = [*(f"c{i}" for i in range(5)), *(f"d{i}" for i in range(4))]
    goals = [goal(name) for name in names]
    measures = [measure(f"m{i}", cost_cents=c) for i, c in enumerate([101, None, 7, 0])]
    links = [(f"m{m}", names[g], s) for m, g, s in ties]
    scores = [(f"d{d}", f"c{c}", s) for d, c, s in relations]
    proof = analyse(portfolio(goals, measures, links, scores))
    money = proof.money
    assert money.known_total_cents == 108
    assert sum(money.cents_per_goal.values()) + money.without_goal_cents == 108
    assert sum(money.city.cents.values()) + money.city.unallocated_cents == 108
    for part in (goals, measures, links, scores):
        chance.shuffle(part)
    shuffled = analyse(portfolio(goals, measures, links, scores))
    assert (shuffled.goals, shuffled.measures, shuffled.money, shuffled.figures) == (
        proof.goals, proof.measures, proof.money, proof.figures,
    )  # fmt: skip
    more = analyse(portfolio(goals, measures, [*links, ("m0", "d0", 2)], scores))
    assert set(more.goals.city_orphans) <= set(proof.goals.city_orphans)
