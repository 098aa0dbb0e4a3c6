"""What changes when a measure is dropped: goals left alone, money freed, duties touched."""

from kommune.analysis.portfolio.results import DropEffect
from kommune.analysis.portfolio.shapes import Id, Portfolio
from kommune.analysis.portfolio.tree import by_id, reach_goals, strengths


def drop_measure(portfolio: Portfolio, measure_id: Id) -> DropEffect:
    """The effect of dropping one measure of the portfolio; KeyError if it is not in it.

    Compares what the measures reach with and without it; a goal already without a measure is not
    counted as lost. Money of the past cannot be freed.
    """
    measure = next((m for m in portfolio.measures if m.id == measure_id), None)
    if measure is None:
        raise KeyError(measure_id)
    links = strengths(portfolio)
    mine = links.get(measure_id, {})
    before, after = reach_goals(portfolio, links), reach_goals(portfolio, links, without=measure_id)
    shared: dict[Id, list[Id]] = {goal: [] for goal in by_id(mine)}
    for other, row in links.items():
        if other != measure_id:
            for goal in row.keys() & mine.keys():
                shared[goal].append(other)
    this_year = portfolio.as_of.year
    past = sum(cents or 0 for year, cents in measure.costs_by_year.items() if year < this_year)
    ended = not measure.is_active
    ahead = {year: cents for year, cents in sorted(measure.costs_by_year.items()) if year >= this_year}
    total = measure.total_cents
    return DropEffect(
        measure_id=measure_id,
        already_ended=ended,
        legal_duty=measure.legal_duty,
        goals_losing_only_measure=by_id(before.carried - after.carried),
        city_goals_losing_everything=by_id(before.city - after.city),
        links_lost=by_id(mine),
        shared_with={goal: by_id(others) for goal, others in shared.items()},
        freed_by_year={} if ended else ahead,
        freed_undated_cents=0 if ended else measure.undated_cents,
        freed_cents=0 if ended else None if total is None else total - past,
        past_cents=past,
    )
