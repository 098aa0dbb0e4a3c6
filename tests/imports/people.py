"""People of a test town."""

from kommune.accounts.public import find_or_make_user
from kommune.municipalities.models import Membership
from kommune.municipalities.public import Role, TownShape, Viewer, viewer_for


def member(town: TownShape, email: str, role: Role, name: str = "") -> Viewer:
    """A person of the town in scope with a role."""
    user_id = find_or_make_user(email=email, name=name, password="geheim-geheim-1")
    Membership.objects.create(user_id=user_id, role=role)
    return viewer_for(user_id, town.id)
