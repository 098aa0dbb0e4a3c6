"""Who is asked, and in which groups it is told: units rolled up before the survey, never sliced again."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from kommune.analysis.surveys import Group, roll_up
from kommune.maturity.models import Pulse
from kommune.maturity.queries.pulses.blocks import blocks_of
from kommune.maturity.shapes.pulses import PulseState
from kommune.municipalities.public import UnitShape, unit_shapes

# So soon many give the same answer again, and two cuts of the same answers can be subtracted.
APART = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class PlannedGroup:
    """People who will be told of together: name, how many, the units whose people they are."""

    name: str
    invited: int
    unit_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """All groups, how many people are asked, and the units of which nobody stated how many work there.

    Where too few people could be asked, there are no groups. Everybody is one group where ``cut_otherwise``
    asked the same lately in other groups.
    """

    groups: tuple[PlannedGroup, ...]
    people: int
    without_number: tuple[str, ...] = ()
    cut_otherwise: Pulse | None = None


def plan_groups(pulse: Pulse) -> Plan:
    """The groups that opening would fix now.

    Where no unit names its employees, everybody is one group of as many people as the survey says.
    """
    units = unit_shapes()
    if not any(unit.head_count for unit in units):
        people = pulse.people or 0
        return Plan((_whole(units, people),) if people >= pulse.floor else (), people)
    without_number = tuple(unit.name for unit in units if unit.head_count is None)
    people = sum(unit.head_count or 0 for unit in units)
    if people < pulse.floor:
        return Plan((), people, without_number)
    groups = _rolled_up(units, pulse.floor)
    other = _cut_otherwise(pulse, groups, {str(unit.id) for unit in units if unit.head_count})
    return Plan(groups if other is None else (_whole(units, people),), people, without_number, other)


def _whole(units: Iterable[UnitShape], people: int) -> PlannedGroup:
    return PlannedGroup(str(_("Whole administration")), people, tuple(unit.id for unit in units))


def _cut_otherwise(pulse: Pulse, groups: Iterable[PlannedGroup], peopled: set[str]) -> Pulse | None:
    """A survey open or closed lately that shares a question with this one and was told in other groups.

    A new unit changes nothing as long as it is not among those with people (``peopled``).
    """
    asked = _questions(pulse)
    cut = [frozenset(map(str, group.unit_ids)) for group in groups]
    lately = Q(state=PulseState.OPEN) | Q(state=PulseState.CLOSED, closed_at__gte=timezone.now() - APART)
    others: QuerySet[Pulse] = Pulse.objects.filter(lately).exclude(id=pulse.id)
    for other in others.prefetch_related("groups"):
        fixed = {frozenset(group.unit_ids) for group in other.groups.all()}
        known = peopled.union(*fixed)
        is_cut_otherwise = len(fixed) > 1 and fixed != {ids & known for ids in cut}
        if is_cut_otherwise and asked & _questions(other):
            return other
    return None


def _questions(pulse: Pulse) -> set[str]:
    return {one.key for block in blocks_of(pulse) for one in block.questions}


def _rolled_up(units: Sequence[UnitShape], floor: int) -> tuple[PlannedGroup, ...]:
    stated = [
        Group(str(unit.id), str(unit.parent_id) if unit.parent_id else None, unit.head_count or 0)
        for unit in units
    ]
    group_of = roll_up(stated, floor)
    members: defaultdict[str, list[UnitShape]] = defaultdict(list)
    for unit in units:
        members[group_of[str(unit.id)]].append(unit)
    return tuple(
        PlannedGroup(
            _name(key, inside),
            sum(unit.head_count or 0 for unit in inside),
            tuple(unit.id for unit in inside),
        )
        for key, inside in members.items()
    )


def _name(key: str, inside: Sequence[UnitShape]) -> str:
    """The unit whose name the group bears, and the others that are in it."""
    ordered = sorted(inside, key=lambda unit: str(unit.id) != key)
    first, *others = [unit.name for unit in ordered if unit.head_count] or [ordered[0].name]
    if not others:
        return first
    if len(others) == 1:
        return _("%(unit)s with %(other)s") % {"unit": first, "other": others[0]}
    return _("%(unit)s with %(n)d other units") % {"unit": first, "n": len(others)}
