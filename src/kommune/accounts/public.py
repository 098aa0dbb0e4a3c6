"""The people's door: find and make persons."""

from collections.abc import Iterable
from uuid import UUID

from kommune.accounts.models import User


def names_of(user_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Shown names by id, one query; ids that are unknown or None are left out."""
    wanted = {user_id for user_id in user_ids if user_id is not None}
    return {user.id: str(user) for user in User.objects.filter(id__in=wanted)} if wanted else {}


def find_or_make_user(*, email: str, name: str = "", password: str | None = None) -> UUID:
    """The id of the person with this address; makes her where there is none yet."""
    user = User.objects.filter(email=email.strip().lower()).first()
    if user is None:
        user = User.objects.create_user(email, password, name=name)
    return user.id
