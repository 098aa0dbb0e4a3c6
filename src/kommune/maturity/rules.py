"""Who may do what in this wing: each predicate together with its filter."""

from django.db.models import Q

from kommune.maturity.models import ToolIntroduction
from kommune.municipalities.public import Viewer, may_steer_strategy
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


def may_run_pulses(viewer: Viewer) -> bool:
    """Preparing, opening, closing and answering surveys, own questions, instruments."""
    return may_steer_strategy(viewer)
