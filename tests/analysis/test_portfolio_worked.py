"""One small town worked through by hand: every figure, sentence, draft and effect of its list."""

from dataclasses import astuple
from datetime import date

import pytest

from kommune.analysis.portfolio import (
    analyse,
    balance_measures,
    draft_findings,
    drop_measure,
    five_figures,
    three_sentences,
)
from kommune.analysis.portfolio.shapes import LinkFacts, Portfolio
from tests.analysis.portfolios import DAY, goal, measure, portfolio

LONG_AGO, LATELY = date(2025, 10, 1), date(2026, 5, 1)


def worked_town() -> Portfolio:
    """Three city goals, three digital ones and one that was superseded, nine measures."""
    goals = [
        goal("c1"), goal("c2"), goal("c3"), goal("c4", active=False),
        goal("d1"), goal("d2"), goal("d3"), goal("d9", active=False),
    ]  # fmt: skip
    measures = [
        measure(
            "m1", title="Portal", has_unit=True, has_owner=True, start_on=LONG_AGO, end_on=date(2026, 12, 31),
            costs_by_year={2025: 1000, 2026: 3000}, last_report_on=LATELY,
            split={"technology": 60, "process": 40},
        ),
        measure(
            "m2", title="Akte", has_unit=True, start_on=LONG_AGO, end_on=date(2026, 3, 31),
            cost_cents=6000, last_report_on=LONG_AGO, split={"technology": 100, "culture": 100},
        ),
        measure("m3", title="Akte", phase="decided", has_owner=True, costs_by_year={2026: 2000, 2027: None}),
        measure("m4", phase="idea"),
        measure("m5", phase="reviewed", end_on=date(2026, 5, 31)),
        measure("m6", phase="operating", has_unit=True, has_owner=True, cost_cents=0, split={"citizens": 30}),
        measure("m7", phase="ended_reached", cost_cents=9000),
        measure("m8", phase="funded", has_unit=True, has_owner=True, start_on=DAY, end_on=DAY,
                costs_by_year={2027: 2000}, legal_duty=True),
        measure("m9", phase="decided", start_on=DAY, cost_cents=500, last_report_on=None),
    ]  # fmt: skip
    links = [
        ("m1", "d1", 3), ("m1", "d2", 1), ("m2", "d1", 2), ("m3", "d9", 2), ("m6", "c1", 2),
        ("m7", "d3", 3), ("m8", "d2", 0), ("m1", "unknown", 3),
    ]  # fmt: skip
    return portfolio(goals, measures, links, [("d1", "c2", 2), ("d2", "c3", -2), ("d3", "c3", 1)])


FIGURES = {
    "city_goals_without_measure": (
        1,
        "count",
        1,
        3,
        "city_goals_without_measure",
        ("c3",),
        "goal",
        None,
        None,
    ),
    "city_goals_direct": (1, "count", 1, 3, "city_goals_direct", ("c1",), "goal", None, None),
    "digital_goals_without_measure": (
        1,
        "count",
        1,
        3,
        "digital_goals_without_measure",
        ("d3",),
        "goal",
        None,
        None,
    ),
    "digital_goals_without_city_goal": (
        1,
        "count",
        1,
        3,
        "digital_goals_without_city_goal",
        ("d2",),
        "goal",
        None,
        None,
    ),
    "measures_active": (
        8,
        "count",
        8,
        9,
        "measures_active",
        ("m1", "m2", "m3", "m4", "m5", "m6", "m8", "m9"),
        "measure",
        None,
        None,
    ),
    "measures_without_goal": (
        4,
        "count",
        4,
        8,
        "measures_without_goal",
        ("m4", "m5", "m8", "m9"),
        "measure",
        None,
        None,
    ),
    "measures_goals_outdated": (1, "count", 1, 8, "measures_goals_outdated", ("m3",), "measure", None, None),
    "measures_without_owner": (
        3,
        "count",
        3,
        7,
        "measures_without_owner",
        ("m2", "m5", "m9"),
        "measure",
        None,
        None,
    ),
    "measures_without_unit": (
        3,
        "count",
        3,
        7,
        "measures_without_unit",
        ("m3", "m5", "m9"),
        "measure",
        None,
        None,
    ),
    "measures_without_money": (1, "count", 1, 6, "measures_without_money", ("m3",), "measure", None, None),
    "measures_without_start": (1, "count", 1, 5, "measures_without_start", ("m3",), "measure", None, None),
    "measures_without_end": (2, "count", 2, 5, "measures_without_end", ("m3", "m9"), "measure", None, None),
    "measures_stale": (1, "count", 1, 5, "measures_stale", ("m2",), "measure", None, None),
    "measures_overdue": (2, "count", 2, 7, "measures_overdue", ("m2", "m5"), "measure", None, None),
    "measures_same_title": (2, "count", 2, 8, "measures_same_title", ("m2", "m3"), "measure", None, None),
    "money_known": (5, "count", 5, 8, "money_known", ("m1", "m2", "m6", "m8", "m9"), "measure", 5, 8),
    "money_total": (
        12500,
        "cents",
        12500,
        12500,
        "money_total",
        ("m1", "m2", "m6", "m8", "m9"),
        "measure",
        5,
        8,
    ),
    "money_without_goal": (0.2, "share", 2500, 12500, "money_without_goal", ("m8", "m9"), "measure", 5, 8),
    "money_without_city_goal": (
        0.2,
        "share",
        2500,
        12500,
        "money_without_city_goal",
        ("m1", "m2", "m6", "m8", "m9"),
        "measure",
        5,
        8,
    ),
}

DRAFTS = [
    ("city_goal_without_measure", "goal", "c3", "city_goal_without_measure:c3", 3, {}, ("c3",), None),
    (
        "digital_goal_without_city_goal",
        "goal",
        "d2",
        "digital_goal_without_city_goal:d2",
        2,
        {},
        ("d2",),
        None,
    ),
    (
        "digital_goal_without_measure",
        "goal",
        "d3",
        "digital_goal_without_measure:d3",
        2,
        {},
        ("d3", "c3"),
        None,
    ),
    (
        "measure_goals_outdated",
        "measure",
        "m3",
        "measure_goals_outdated:m3",
        2,
        {"phase": "decided", "total_cents": None},
        (),
        2000,
    ),
    (
        "measure_overdue",
        "measure",
        "m2",
        "measure_overdue:m2",
        3,
        {"phase": "running", "end_on": "2026-03-31"},
        ("d1",),
        None,
    ),
    (
        "measure_overdue",
        "measure",
        "m5",
        "measure_overdue:m5",
        3,
        {"phase": "reviewed", "end_on": "2026-05-31"},
        (),
        None,
    ),
    (
        "measure_stale",
        "measure",
        "m2",
        "measure_stale:m2",
        2,
        {"phase": "running", "last_report_on": "2025-10-01"},
        ("d1",),
        None,
    ),
    (
        "measure_without_dates",
        "measure",
        "m3",
        "measure_without_dates:m3",
        1,
        {"phase": "decided", "missing": ["start", "end"]},
        (),
        2000,
    ),
    (
        "measure_without_dates",
        "measure",
        "m9",
        "measure_without_dates:m9",
        1,
        {"phase": "decided", "missing": ["end"]},
        (),
        None,
    ),
    (
        "measure_without_goal",
        "measure",
        "m4",
        "measure_without_goal:m4",
        3,
        {"phase": "idea", "total_cents": None},
        (),
        None,
    ),
    (
        "measure_without_goal",
        "measure",
        "m5",
        "measure_without_goal:m5",
        3,
        {"phase": "reviewed", "total_cents": None},
        (),
        None,
    ),
    (
        "measure_without_goal",
        "measure",
        "m8",
        "measure_without_goal:m8",
        3,
        {"phase": "funded", "total_cents": 2000},
        (),
        None,
    ),
    (
        "measure_without_goal",
        "measure",
        "m9",
        "measure_without_goal:m9",
        3,
        {"phase": "decided", "total_cents": 500},
        (),
        None,
    ),
    ("measure_without_money", "measure", "m3", "measure_without_money:m3", 2, {"phase": "decided"}, (), 2000),
    (
        "measure_without_owner",
        "measure",
        "m2",
        "measure_without_owner:m2",
        2,
        {"phase": "running"},
        ("d1",),
        None,
    ),
    (
        "measure_without_owner",
        "measure",
        "m5",
        "measure_without_owner:m5",
        2,
        {"phase": "reviewed"},
        (),
        None,
    ),
    ("measure_without_owner", "measure", "m9", "measure_without_owner:m9", 2, {"phase": "decided"}, (), None),
    ("measure_without_unit", "measure", "m3", "measure_without_unit:m3", 1, {"phase": "decided"}, (), 2000),
    ("measure_without_unit", "measure", "m5", "measure_without_unit:m5", 1, {"phase": "reviewed"}, (), None),
    ("measure_without_unit", "measure", "m9", "measure_without_unit:m9", 1, {"phase": "decided"}, (), None),
    (
        "measures_same_title",
        "measure",
        "m2",
        "measures_same_title:m2",
        1,
        {"phase": "running", "others": ["m3"]},
        ("d1",),
        None,
    ),
]


def test_every_figure_of_the_worked_town() -> None:
    figures = analyse(worked_town()).figures
    assert {code: astuple(figure)[1:] for code, figure in figures.items()} == FIGURES
    assert [figure.code for figure in figures.values()] == list(figures)


def test_every_finding_of_the_worked_town() -> None:
    assert [astuple(draft) for draft in draft_findings(analyse(worked_town()))] == DRAFTS


def test_three_sentences_say_what_matters_most() -> None:
    told = [
        (one.code, [astuple(param) for param in one.params])
        for one in three_sentences(analyse(worked_town()))
    ]
    money = "money_known"
    assert told == [
        (
            "city_goals_without_measure",
            [("value", 1, "city_goals_without_measure"), ("of", 3, "city_goals_without_measure")],
        ),
        ("money_without_goal", [("value", 0.2, "money_without_goal"), ("known", 5, money), ("of", 8, money)]),
        ("measures_overdue", [("value", 2, "measures_overdue"), ("of", 7, "measures_overdue")]),
    ]
    assert [figure.code for figure in five_figures(analyse(worked_town()))] == [
        "city_goals_without_measure", "digital_goals_without_measure", "measures_without_goal",
        "money_without_goal", "measures_overdue",
    ]  # fmt: skip


def test_money_is_told_by_goal_by_city_goal_and_by_year() -> None:
    money = analyse(worked_town()).money
    assert (money.n_measures, money.n_known, money.known_total_cents, money.without_goal_cents) == (
        8,
        5,
        12500,
        2500,
    )
    assert money.cents_per_goal == {"d1": 9000, "d2": 1000, "c1": 0}
    assert (money.city.cents, money.city.unallocated_cents) == ({"c2": 10000, "c1": 0}, 2500)
    assert [astuple(year) for year in money.by_year] == [
        (2025, 1000, 1),
        (2026, 5000, 2),
        (2027, 2000, 1),
        (None, 6500, 2),
    ]


def test_what_the_list_cannot_know_is_said() -> None:
    def unknowns(**parts: object) -> list[tuple[str, dict[str, int]]]:
        return [(one.code, dict(one.params)) for one in analyse(portfolio(**parts)).unknowns]  # type: ignore[arg-type]

    assert [(one.code, dict(one.params)) for one in analyse(worked_town()).unknowns] == [
        ("strengths_from_list", {"links": 8, "of": 8}), ("costs_missing", {"missing": 3, "of": 8}),
    ]  # fmt: skip
    assert unknowns() == [("no_city_strategy", {}), ("no_digital_strategy", {}), ("no_measures", {})]
    assert unknowns(goals=[goal("c1"), goal("d1"), goal("d2")], measures=[measure("m1", cost_cents=1)]) == [
        ("relations_missing", {"digital_goals": 2, "city_goals": 1}), ("no_reports", {"measures": 1}),
    ]  # fmt: skip


def test_rated_links_are_not_said_to_come_from_the_list() -> None:
    town = worked_town()
    rated = tuple(LinkFacts(one.measure_id, one.goal_id, one.strength, "rated") for one in town.links)
    proof = analyse(
        Portfolio(town.goals, town.measures, (*rated[1:], town.links[0]), town.relations, town.as_of)
    )
    assert ("strengths_from_list", {"links": 1, "of": 8}) in [
        (one.code, dict(one.params)) for one in proof.unknowns
    ]


def test_sentences_fill_up_with_good_news_and_say_what_cannot_be_judged() -> None:
    def codes(**parts: object) -> list[str]:
        return [one.code for one in three_sentences(analyse(portfolio(**parts)))]  # type: ignore[arg-type]

    complete = measure(
        "m1", has_unit=True, has_owner=True, start_on=DAY, end_on=DAY, cost_cents=100, last_report_on=DAY
    )
    assert codes() == ["nothing_yet"]
    assert codes(goals=[goal("c1")], measures=[complete], links=[("m1", "c1", 2)]) == [
        "city_goals_all_reached", "money_known", "measures_active",
    ]  # fmt: skip
    assert codes(goals=[goal("c1"), goal("d1")], measures=[measure("m1", "idea")]) == [
        "city_goals_unknown", "measures_without_goal", "digital_goals_without_measure",
    ]  # fmt: skip
    unknown = three_sentences(analyse(portfolio([goal("c1"), goal("c2"), goal("d1")], [measure("m1")])))[0]
    assert [astuple(param) for param in unknown.params] == [("of", 2, "city_goals_without_measure")]


def test_dropping_a_measure_says_what_is_lost_and_what_is_freed() -> None:
    town = worked_town()
    one = drop_measure(town, "m1")
    assert (one.measure_id, one.already_ended, one.legal_duty) == ("m1", False, False)
    assert (one.goals_losing_only_measure, one.city_goals_losing_everything) == (("d2",), ())
    assert (one.links_lost, one.shared_with) == (("d1", "d2"), {"d1": ("m2",), "d2": ()})
    assert (one.freed_by_year, one.freed_undated_cents, one.freed_cents, one.past_cents) == (
        {2026: 3000},
        0,
        3000,
        1000,
    )
    two = drop_measure(town, "m2")
    assert (two.freed_by_year, two.freed_undated_cents, two.freed_cents, two.past_cents) == (
        {},
        6000,
        6000,
        0,
    )
    assert two.shared_with == {"d1": ("m1",)}
    only = drop_measure(town, "m6")
    assert (only.goals_losing_only_measure, only.city_goals_losing_everything) == (("c1",), ("c1",))
    unknown = drop_measure(town, "m3")
    assert (unknown.freed_cents, unknown.freed_by_year) == (None, {2026: 2000, 2027: None})
    ended = drop_measure(town, "m7")
    assert (ended.already_ended, ended.freed_cents, ended.freed_undated_cents, ended.freed_by_year) == (
        True,
        0,
        0,
        {},
    )
    assert drop_measure(town, "m8").legal_duty is True
    with pytest.raises(KeyError, match="m0"):
        drop_measure(town, "m0")


def test_the_balance_goes_by_count_and_by_known_money() -> None:
    balance = balance_measures(worked_town().measures)
    assert [astuple(row) for row in balance.rows] == [
        ("technology", 110, 5400, 14, 43),
        ("process", 40, 1600, 5, 13),
        ("organisation", 0, 0, 0, 0),
        ("culture", 50, 3000, 6, 24),
        ("citizens", 30, 0, 4, 0),
        ("cooperation", 0, 0, 0, 0),
        ("unclassified", 570, 2500, 71, 20),
    ]
    assert (balance.n_measures, balance.n_classified, balance.n_known, balance.known_total_cents) == (
        8,
        3,
        5,
        12500,
    )
