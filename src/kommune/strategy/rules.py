"""Who may do what with strategies and measures: each predicate together with its filter."""

from django.db.models import Q

from kommune.municipalities.public import Role, Rung, Viewer, may_steer_strategy
from kommune.strategy.models import Measure, Strategy


def may_edit_strategies(viewer: Viewer) -> bool:
    """Strategies, fields of action, goals, links, imports."""
    return may_steer_strategy(viewer)


def may_see_strategy(viewer: Viewer, strategy: Strategy) -> bool:
    """What was released to the viewer's rung; the same as ``released_for``."""
    return strategy.is_visible_to(viewer)


def may_see_measure(viewer: Viewer, measure: Measure) -> bool:
    """Released measures, and those that are the viewer's own."""
    return measure.is_visible_to(viewer) or may_edit_measure(viewer, measure)


def measures_seen_by(viewer: Viewer) -> Q:
    """The filter equal to ``may_see_measure``."""
    if may_steer_strategy(viewer):
        return Q()
    return Q(released_to__gte=viewer.clearance) | measures_edited_by(viewer)


def may_edit_measure(viewer: Viewer, measure: Measure) -> bool:
    """Who steers, the head of the lead unit, the owner; also writing status reports."""
    if may_steer_strategy(viewer):
        return True
    leads = viewer.role == Role.UNIT_LEAD and viewer.unit_id is not None
    owns = viewer.membership_id is not None and measure.owner_id == viewer.membership_id
    return owns or (leads and measure.lead_unit_id == viewer.unit_id)


def measures_edited_by(viewer: Viewer) -> Q:
    """The filter equal to ``may_edit_measure``."""
    if may_steer_strategy(viewer):
        return Q()
    filters = Q(pk__in=[])
    if viewer.membership_id is not None:
        filters |= Q(owner_id=viewer.membership_id)
    if viewer.role == Role.UNIT_LEAD and viewer.unit_id is not None:
        filters |= Q(lead_unit_id=viewer.unit_id)
    return filters


def may_rate_relations(viewer: Viewer) -> bool:
    """How goals act on each other is said by who steers the strategy; rounds bring in others."""
    return may_steer_strategy(viewer)


def may_see_raters(viewer: Viewer) -> bool:
    """Who gave a rating is known inside the administration; the council sees reasons without names."""
    return viewer.clearance <= Rung.ADMINISTRATION


def may_rate_contribution(viewer: Viewer, measure: Measure) -> bool:
    """Who may change a measure also says what it contributes."""
    return may_edit_measure(viewer, measure)


def sees_part(viewer: Viewer) -> bool:
    """Whether figures are counted for this person with less than everything there is."""
    return viewer.clearance > Rung.WORKING_GROUP


def may_settle_conflicts(viewer: Viewer) -> bool:
    """Saying what is done about goal conflicts, settling them, and answering what finds them."""
    return may_steer_strategy(viewer)
