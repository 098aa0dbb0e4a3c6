"""What a town's own list proves before anybody has rated anything, and what it cannot know yet."""

from kommune.analysis.portfolio.gaps import find_goal_gaps, find_measure_gaps, owes_report
from kommune.analysis.portfolio.money import count_money
from kommune.analysis.portfolio.results import Figure, GoalGaps, MeasureGaps, Money, Proof, Unknown
from kommune.analysis.portfolio.shapes import (
    OWES_DATES,
    OWES_ITS_END,
    OWES_MONEY,
    OWES_PEOPLE,
    Id,
    Portfolio,
)
from kommune.analysis.portfolio.tree import active_goals, by_id, goals_of_role, strengths


def analyse(portfolio: Portfolio) -> Proof:
    """Gaps, money, figures and unknowns of a portfolio; the same for any order of its parts."""
    links = strengths(portfolio)
    goals, measures = find_goal_gaps(portfolio, links), find_measure_gaps(portfolio, links)
    money = count_money(portfolio, links)
    figures = (
        *_goal_figures(portfolio, goals),
        *_measure_figures(portfolio, measures),
        *_money_figures(portfolio, measures, money),
    )
    return Proof(
        portfolio=portfolio,
        goals=goals,
        measures=measures,
        money=money,
        figures={figure.code: figure for figure in figures},
        unknowns=_unknowns(portfolio, goals, measures, money),
    )


def _goal_figures(portfolio: Portfolio, gaps: GoalGaps) -> list[Figure]:
    goals = active_goals(portfolio)
    n_city, n_digital = len(goals_of_role(goals, "city")), len(goals_of_role(goals, "digital"))

    def count(code: str, ids: tuple[Id, ...], of: int, known: bool) -> Figure:
        value = len(ids) if known else None
        return Figure(code, value, "count", len(ids), of, code, ids, "goal")

    return [
        count("city_goals_without_measure", gaps.city_orphans, n_city, gaps.city_coverage_known),
        count("city_goals_direct", gaps.city_direct, n_city, True),
        count("digital_goals_without_measure", gaps.digital_orphans, n_digital, n_digital > 0),
        count("digital_goals_without_city_goal", gaps.digital_untied, n_digital, gaps.relations_known),
    ]


def _measure_figures(portfolio: Portfolio, gaps: MeasureGaps) -> list[Figure]:
    active = [m for m in portfolio.measures if m.is_active]
    owing = {m.id for m in active if owes_report(m, portfolio)}

    def count(code: str, ids: tuple[Id, ...], of: int, known: bool = True) -> Figure:
        return Figure(code, len(ids) if known else None, "count", len(ids), of, code, ids)

    def in_phase(phases: frozenset[str]) -> int:
        return sum(m.phase in phases for m in active)

    twins = by_id(measure for group in gaps.same_title for measure in group)
    return [
        count("measures_active", by_id(m.id for m in active), len(portfolio.measures)),
        count("measures_without_goal", gaps.without_goal, len(active)),
        count("measures_goals_outdated", gaps.goals_outdated, len(active)),
        count("measures_without_owner", gaps.without_owner, in_phase(OWES_PEOPLE)),
        count("measures_without_unit", gaps.without_unit, in_phase(OWES_PEOPLE)),
        count("measures_without_money", gaps.without_money, in_phase(OWES_MONEY)),
        count("measures_without_start", gaps.without_start, in_phase(OWES_DATES)),
        count("measures_without_end", gaps.without_end, in_phase(OWES_DATES)),
        count("measures_stale", gaps.stale, len(owing), gaps.stale_known),
        count("measures_overdue", gaps.overdue, in_phase(OWES_ITS_END)),
        count("measures_same_title", twins, len(active)),
    ]


def _money_figures(portfolio: Portfolio, gaps: MeasureGaps, money: Money) -> list[Figure]:
    total, known, of = money.known_total_cents, money.n_known, money.n_measures
    costed = [m for m in portfolio.measures if m.is_active and m.total_cents is not None]
    aimless = {*gaps.without_goal, *gaps.goals_outdated}

    def share(code: str, cents: int, ids: tuple[Id, ...], possible: bool = True) -> Figure:
        value = cents / total if total and possible else None
        return Figure(code, value, "share", cents, total, code, ids, known=known, of=of)

    ids = by_id(m.id for m in costed)
    spent_aimless = by_id(m.id for m in costed if m.id in aimless)
    reaches_city = bool(money.city.cents)
    return [
        Figure("money_known", known, "count", known, of, "money_known", ids, known=known, of=of),
        Figure(
            "money_total", total if known else None, "cents", total, total, "money_total", ids,
            known=known, of=of,
        ),
        share("money_without_goal", money.without_goal_cents, spent_aimless),
        share("money_without_city_goal", money.city.unallocated_cents, ids, reaches_city),
    ]  # fmt: skip


def _unknowns(
    portfolio: Portfolio, goals: GoalGaps, measures: MeasureGaps, money: Money
) -> tuple[Unknown, ...]:
    held = active_goals(portfolio)
    n_city, n_digital = len(goals_of_role(held, "city")), len(goals_of_role(held, "digital"))
    from_list = sum(link.origin == "list" for link in portfolio.links)
    found = [
        (not n_city, Unknown("no_city_strategy")),
        (not n_digital, Unknown("no_digital_strategy")),
        (not portfolio.measures, Unknown("no_measures")),
        (
            bool(n_city and n_digital) and not goals.relations_known,
            Unknown("relations_missing", {"digital_goals": n_digital, "city_goals": n_city}),
        ),
        (
            from_list > 0,
            Unknown("strengths_from_list", {"links": from_list, "of": len(portfolio.links)}),
        ),
        (
            money.n_known < money.n_measures,
            Unknown("costs_missing", {"missing": money.n_measures - money.n_known, "of": money.n_measures}),
        ),
        (
            bool(portfolio.measures) and not measures.stale_known,
            Unknown("no_reports", {"measures": money.n_measures}),
        ),
    ]
    return tuple(unknown for applies, unknown in found if applies)
