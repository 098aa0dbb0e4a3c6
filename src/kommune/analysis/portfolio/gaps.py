"""What the list lacks: measures without what their phase owes, goals that nothing works for."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import timedelta

from kommune.analysis.portfolio.results import GoalGaps, MeasureGaps
from kommune.analysis.portfolio.shapes import (
    OWES_DATES,
    OWES_ITS_END,
    OWES_MONEY,
    OWES_PEOPLE,
    OWES_REPORTS,
    Id,
    MeasureFacts,
    Portfolio,
)
from kommune.analysis.portfolio.tree import (
    Strengths,
    active_goals,
    by_id,
    goals_of_role,
    positive_relations,
    reach_goals,
    with_ancestors,
)


def owes_report(measure: MeasureFacts, portfolio: Portfolio) -> bool:
    """Whether somebody should be reporting on it: it runs, or is decided or funded and its start has come."""
    if measure.phase not in OWES_REPORTS:
        return False
    ahead = measure.start_on is not None and measure.start_on > portfolio.as_of
    return measure.phase == "running" or not ahead


def _is_stale(measure: MeasureFacts, portfolio: Portfolio) -> bool:
    seen = measure.last_report_on or measure.last_change_on
    limit = portfolio.as_of - timedelta(days=portfolio.stale_after_days)
    return owes_report(measure, portfolio) and seen is not None and seen < limit


def _same_titles(measures: Iterable[MeasureFacts]) -> tuple[tuple[Id, ...], ...]:
    groups: dict[str, list[Id]] = defaultdict(list)
    for measure in measures:
        if title := "".join(sign for sign in measure.title.casefold() if sign.isalnum()):
            groups[title].append(measure.id)
    return tuple(by_id(groups[title]) for title in sorted(groups) if len(groups[title]) > 1)


def find_measure_gaps(portfolio: Portfolio, reaching: Strengths) -> MeasureGaps:
    """Every active measure that lacks something; one list per thing that is lacking.

    Stale is a measure that owes reports and whose last one (or, without any, whose last change) is
    more than ``stale_after_days`` days old; not judged while no measure at all has a report.
    """
    active = [m for m in portfolio.measures if m.is_active]
    known_goals = {goal.id for goal in portfolio.goals}
    linked = {
        link.measure_id for link in portfolio.links if link.strength > 0 and link.goal_id in known_goals
    }
    stale_known = any(m.last_report_on for m in portfolio.measures)

    def those(lack: Callable[[MeasureFacts], bool]) -> tuple[Id, ...]:
        return by_id(m.id for m in active if lack(m))

    return MeasureGaps(
        without_goal=those(lambda m: m.id not in linked),
        goals_outdated=those(lambda m: m.id in linked and not reaching[m.id]),
        without_owner=those(lambda m: m.phase in OWES_PEOPLE and not m.has_owner),
        without_unit=those(lambda m: m.phase in OWES_PEOPLE and not m.has_unit),
        without_money=those(lambda m: m.phase in OWES_MONEY and m.total_cents is None),
        without_start=those(lambda m: m.phase in OWES_DATES and m.start_on is None),
        without_end=those(lambda m: m.phase in OWES_DATES and m.end_on is None),
        stale=those(lambda m: stale_known and _is_stale(m, portfolio)),
        overdue=those(
            lambda m: m.phase in OWES_ITS_END and m.end_on is not None and m.end_on < portfolio.as_of
        ),
        same_title=_same_titles(active),
        stale_known=stale_known,
    )


def find_goal_gaps(portfolio: Portfolio, links: Strengths) -> GoalGaps:
    """Which goals are carried and which are not; a parent is carried if any goal below it is.

    Coverage of city goals is known once there is a relation or a direct link to a city goal.
    """
    goals = active_goals(portfolio)
    city, digital = goals_of_role(goals, "city"), goals_of_role(goals, "digital")
    reach = reach_goals(portfolio, links)
    others = goals.keys() - city
    related = any(r.digital_goal_id in others and r.city_goal_id in city for r in portfolio.relations)
    linked = any(link.goal_id in city for link in portfolio.links)
    known = bool(city) and (related or linked)
    tied = positive_relations(portfolio)
    untied = {goal for goal in digital if not any(up in tied for up in with_ancestors(goal, goals))}
    above_tied = {up for goal in tied for up in with_ancestors(goal, goals)}
    return GoalGaps(
        city_coverage_known=known,
        city_direct=by_id(reach.city_direct),
        city_by_list_relation=by_id(reach.city_by_list_relation),
        city_by_rated_relation=by_id(reach.city_by_rated_relation),
        city_orphans=by_id(city - reach.city) if known else (),
        digital_orphans=by_id(digital - reach.carried),
        digital_untied=by_id(untied - above_tied) if related else (),
        relations_known=related,
    )
