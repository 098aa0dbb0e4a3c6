"""Who may do what in this wing: each predicate together with its filter."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from kommune.maturity.models import GuidedHour, ToolIntroduction
from kommune.municipalities.public import Rung, Viewer, may_steer_strategy
from kommune.strategy.public import may_edit_measure, may_see_measure, visible_measures


def may_introduce_tools(viewer: Viewer) -> bool:
    """Beginning the introduction of a tool along with a new measure."""
    return may_steer_strategy(viewer)


def may_see_tool(viewer: Viewer, introduction: ToolIntroduction) -> bool:
    """The introduction of a tool is seen as far as its measure."""
    return may_see_measure(viewer, introduction.measure)


def tools_seen_by(viewer: Viewer) -> Q:
    """The filter equal to ``may_see_tool``."""
    if may_steer_strategy(viewer):
        return Q()
    return Q(measure__in=visible_measures(viewer).order_by().values("id"))


def may_edit_tool(viewer: Viewer, introduction: ToolIntroduction) -> bool:
    """Who may edit the measure leads the tool along its way, reads counts in and decides."""
    return may_edit_measure(viewer, introduction.measure)


def may_run_hours(viewer: Viewer) -> bool:
    """Beginning, answering and finishing guided hours."""
    return may_steer_strategy(viewer)


def may_see_hour(viewer: Viewer, hour: GuidedHour) -> bool:
    """What was released to the viewer's rung; the same as ``released_for``."""
    return hour.is_visible_to(viewer)


def may_see_cycle(viewer: Viewer) -> bool:
    """People, notes and papers of the strategy cycle stay inside the administration."""
    return viewer.is_member and viewer.clearance <= Rung.ADMINISTRATION


def may_edit_cycle(viewer: Viewer) -> bool:
    """Beginning a cycle and saying who is responsible."""
    return may_steer_strategy(viewer)


def may_edit_station(viewer: Viewer, responsible: Collection[UUID]) -> bool:
    """Who steers, and who is responsible for the station (ids of memberships)."""
    return may_edit_cycle(viewer) or (may_see_cycle(viewer) and viewer.membership_id in responsible)


def may_run_pulses(viewer: Viewer) -> bool:
    """Preparing, opening, closing and answering surveys, own questions, instruments."""
    return may_steer_strategy(viewer)


def is_employee(viewer: Viewer) -> bool:
    """Who works in the administration and so gets slips of surveys; council and guests get none."""
    return viewer.is_member and viewer.clearance <= Rung.ADMINISTRATION


def may_run_assessments(viewer: Viewer) -> bool:
    """Preparing, opening and closing self-assessments, inviting people, own questions."""
    return may_steer_strategy(viewer)


def may_take_steps(viewer: Viewer) -> bool:
    """Answering what first steps need, making measures of them, setting them aside, telling other towns."""
    return may_steer_strategy(viewer)


def may_see_step_notes(viewer: Viewer) -> bool:
    """What the town answered about first steps, and why it set one aside: the administration's own."""
    return viewer.clearance <= Rung.ADMINISTRATION


def may_release_figures(viewer: Viewer) -> bool:
    """Letting other towns count own values, taking that back, bringing values from a file."""
    return may_steer_strategy(viewer)
