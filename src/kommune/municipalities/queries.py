"""Reading towns, viewers, units and people."""

from uuid import UUID

from kommune.foundation.scope import current_town
from kommune.municipalities.models import Membership, Municipality, Unit
from kommune.municipalities.shapes import CLEARANCE, Rung, TownShape, Viewer


def town_by_slug(slug: str) -> TownShape | None:
    """The town with this short name."""
    town = Municipality.objects.filter(slug=slug).first()
    return town_shape(town) if town else None


def town_shape(town: Municipality) -> TownShape:
    """The plain value of a town."""
    return TownShape(
        id=town.id, slug=town.slug, name=town.name, ags=town.ags, ars=town.ars,
        population=town.population, letterhead=town.letterhead,
    )


def all_towns() -> list[TownShape]:
    """All towns of the installation by name, for operators and the start page."""
    return [town_shape(town) for town in Municipality.objects.order_by("name")]


def stranger(town_id: UUID) -> Viewer:
    """Somebody who is not signed in or does not belong to the town: sees what is public."""
    return Viewer(town_id=town_id, clearance=Rung.PUBLIC)


def system_viewer(town_id: UUID | None = None) -> Viewer:
    """The program itself: command line, jobs, set-up."""
    return Viewer(
        town_id=town_id or current_town(), clearance=Rung.WORKING_GROUP, is_system=True, name="System"
    )


def viewer_for(user_id: UUID | None, town_id: UUID) -> Viewer:
    """What a person is in the town in scope; a stranger where she has no membership."""
    if user_id is None:
        return stranger(town_id)
    membership = Membership.objects.select_related("user").filter(user_id=user_id).first()
    if membership is None or not membership.user.is_active:
        return stranger(town_id)
    clearance = Rung.WORKING_GROUP if membership.in_working_group else CLEARANCE[membership.role]
    return Viewer(
        town_id=town_id,
        clearance=clearance,
        role=membership.role,
        user_id=user_id,
        membership_id=membership.id,
        unit_id=membership.unit_id,
        name=str(membership.user),
    )


def viewer_of_membership(membership_id: UUID) -> Viewer:
    """The viewer of a membership of the town in scope, for jobs done on a person's behalf."""
    user_id = Membership.objects.values_list("user_id", flat=True).get(id=membership_id)
    return viewer_for(user_id, current_town())


def units() -> list[Unit]:
    """All units of the town in scope in their order."""
    return list(Unit.objects.all())


def members() -> list[Membership]:
    """All people of the town in scope with their names, one query."""
    return list(Membership.objects.select_related("user", "unit").order_by("user__name", "user__email"))


def choose_units() -> list[tuple[UUID, str]]:
    """Pairs of id and name of the town's units, for a choice."""
    return [(unit.id, unit.name) for unit in Unit.objects.all()]


def choose_members() -> list[tuple[UUID, str]]:
    """Pairs of membership id and name of the town's people, for a choice."""
    return [(member.id, str(member.user)) for member in members()]
