"""Changing and removing the people of a town; the last administrator stays."""

from typing import Any
from uuid import UUID

from kommune.audit.public import journal
from kommune.foundation.scope import town_scope
from kommune.municipalities.edits import change_object, create_object, delete_objects, find_object
from kommune.municipalities.errors import AlreadyMember, LastAdministrator
from kommune.municipalities.models import Invitation, Membership, Unit
from kommune.municipalities.queries import towns_of
from kommune.municipalities.rules import may_administer_town, require
from kommune.municipalities.shapes import Role, Viewer


def add_member(
    *, by: Viewer, user_id: UUID, role: str, unit_id: UUID | None = None, in_working_group: bool = False
) -> UUID:
    """Take a known person into the town without an invitation: for the command line and the demo."""
    require(may_administer_town(by))
    with journal(action="add_member", actor_id=by.user_id) as batch:
        if Membership.objects.filter(user_id=user_id).exists():
            raise AlreadyMember
        member = Membership(user_id=user_id, role=role, unit_id=unit_id, in_working_group=in_working_group)
        return create_object(batch, member).id


def change_member(*, by: Viewer, membership_id: UUID, version: int, values: dict[str, Any]) -> None:
    """Change role, unit (``unit_id``) and ``in_working_group`` of a person."""
    require(may_administer_town(by))
    with journal(action="change_member", actor_id=by.user_id) as batch:
        member = find_object(Membership, membership_id)
        if values.get("role", member.role) != Role.ADMINISTRATION:
            _keep_an_administrator(member)
        changed = dict(values)
        if "unit_id" in changed:
            unit_id = changed.pop("unit_id")
            changed["unit"] = find_object(Unit, unit_id) if unit_id else None
        change_object(batch, member, changed, version)


def remove_member(*, by: Viewer, membership_id: UUID) -> None:
    """Take a person out of the town; what she owned stays without an owner, her account stays."""
    require(may_administer_town(by))
    with journal(action="remove_member", actor_id=by.user_id) as batch:
        member = find_object(Membership, membership_id)
        _keep_an_administrator(member)
        delete_objects(batch, [member])


def export_memberships(user_id: UUID) -> list[dict[str, Any]]:
    """What the towns keep about a person: her place in each, as rows."""
    rows: list[dict[str, Any]] = []
    for town in towns_of(user_id):
        with town_scope(town.id):
            member = Membership.objects.select_related("unit").get(user_id=user_id)
            rows.append(
                {
                    "town": town.name,
                    "role": str(member.get_role_display()),
                    "unit": member.unit.name if member.unit else None,
                    "in_working_group": member.in_working_group,
                }
            )
    return rows


def erase_memberships(user_id: UUID) -> None:
    """Remove a person from every town, her invitations included; raises ``LastAdministrator``."""
    for town in towns_of(user_id):
        with town_scope(town.id), journal(action="erase_member", actor_id=user_id) as batch:
            member = Membership.objects.select_related("user").get(user_id=user_id)
            _keep_an_administrator(member)
            invitations = Invitation.objects.filter(email__iexact=member.user.email)
            delete_objects(batch, [*invitations])
            delete_objects(batch, [member])


def _keep_an_administrator(member: Membership) -> None:
    others = Membership.objects.filter(role=Role.ADMINISTRATION, user__is_active=True).exclude(id=member.id)
    if member.role == Role.ADMINISTRATION and not others.exists():
        raise LastAdministrator
