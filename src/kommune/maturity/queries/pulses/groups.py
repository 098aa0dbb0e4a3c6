"""Who is asked, and in which groups it is told: units rolled up before the survey, never sliced again."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from kommune.maturity.models import Pulse
from kommune.municipalities.public import unit_shapes


@dataclass(frozen=True, slots=True)
class PlannedGroup:
    """People who will be told of together: name, how many, the units whose people they are."""

    name: str
    invited: int
    unit_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """All groups, and the units that cannot be asked since nobody stated how many work there."""

    groups: tuple[PlannedGroup, ...]
    without_number: tuple[str, ...] = ()

    @property
    def people(self) -> int:
        """How many are asked in all."""
        return sum(group.invited for group in self.groups)


def plan_groups(pulse: Pulse) -> Plan:
    """The groups that opening would fix now."""
    units = unit_shapes()
    known = [unit for unit in units if unit.head_count]
    if not known:
        whole = PlannedGroup(str(_("Whole administration")), pulse.people or 0)
        return Plan((whole,) if whole.invited else ())
    everybody = sum(unit.head_count or 0 for unit in known)
    return Plan(
        (PlannedGroup(str(_("Whole administration")), everybody, tuple(unit.id for unit in known)),),
        tuple(unit.name for unit in units if unit.head_count is None),
    )
