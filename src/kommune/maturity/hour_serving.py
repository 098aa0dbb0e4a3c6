"""A guided hour's answer to "which goal of the town does it serve?" in words, for page and paper."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kommune.maturity.hour_goals import Basis, Serves
from kommune.maturity.hour_plan import HourPlan, PlannedMeasure
from kommune.maturity.models import GuidedHour
from kommune.maturity.queries.hours import draft_of
from kommune.municipalities.public import Viewer
from kommune.strategy.public import goal_key, has_city_strategy, kept_city_goals


@dataclass(frozen=True, slots=True)
class ServedLine:
    """One digital goal or measure with what it serves; ``is_open`` where no goal of the town is reached.

    ``is_assumed``: some link on the way is a guess; ``is_own_guess``: its own first one is.
    """

    is_measure: bool
    name: str
    serves: str
    is_assumed: bool
    is_open: bool
    why: str
    is_own_guess: bool

    @property
    def question(self) -> str:
        """What is asked about it."""
        if self.is_measure:
            return _("Which goal of the town does the measure “%(name)s” serve?") % {"name": self.name}
        return _("Which goal of the town does the digital goal “%(name)s” serve?") % {"name": self.name}

    @property
    def told(self) -> str:
        """What it serves, marked where that is only assumed."""
        return f"{self.serves} {_('(assumed)')}" if self.is_assumed else self.serves


def tell_serving(plan: HourPlan) -> tuple[ServedLine, ...]:
    """Every digital goal and every measure of an hour, goals first."""
    goals = [
        _line(False, one.choice.title, one.serves, one.serves.goal.title if one.serves.goal else "")
        for one in plan.goals
    ]
    measures = [
        _line(True, one.title, plan.town_goal_of(one), _path(plan, one), one.serves) for one in plan.measures
    ]
    return (*goals, *measures)


def goals_left_out(viewer: Viewer, hour: GuidedHour, plan: HourPlan) -> tuple[str, ...]:
    """A sentence for each goal of the hour that is not in the city strategy: no draft is linked to it."""
    draft = draft_of(hour)
    if not plan.town_goals or (draft is not None and draft.city_strategy_id):
        return ()
    strategy_id, _title, known = kept_city_goals(viewer)
    if strategy_id is None and not has_city_strategy():
        return ()
    there = {goal_key(one.title) for one in known}
    missing = _("“%(goal)s” is no goal of the city strategy; what serves it is not linked in the draft.")
    return tuple(
        missing % {"goal": one.title} for one in plan.city_choices if goal_key(one.title) not in there
    )


def open_lines(lines: Sequence[ServedLine], left_out: Sequence[str] = ()) -> list[str]:
    """What stays open about goals, as questions and sentences."""
    return [*(one.question for one in lines if one.is_open), *left_out]


def _path(plan: HourPlan, measure: PlannedMeasure) -> str:
    """The goal of the town, and the digital goal on the way to it."""
    first, last = measure.serves.goal, plan.town_goal_of(measure).goal
    if first is None or first.is_city:
        return first.title if first else ""
    if last is None:
        return _("open, through the digital goal “%(goal)s”") % {"goal": first.title}
    town = last.title.rstrip(".")
    return _("%(town)s, through the digital goal “%(goal)s”") % {"town": town, "goal": first.title}


def _line(is_measure: bool, name: str, end: Serves, told: str, first: Serves | None = None) -> ServedLine:
    if not told:
        told = _("none of the goals") if end.basis == Basis.NONE else _("open")
    first = first or end
    is_assumed = Basis.GUESSED in {first.basis, end.basis}
    return ServedLine(
        is_measure,
        name,
        told,
        is_assumed,
        end.goal is None,
        end.why or first.why,
        first.basis == Basis.GUESSED,
    )
