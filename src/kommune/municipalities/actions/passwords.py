"""Helping people of a town to a new password where no mail can be sent."""

from uuid import UUID

from django.conf import settings

from kommune.accounts.public import password_path, person
from kommune.audit.public import image_of, journal
from kommune.municipalities.edits import find_object
from kommune.municipalities.errors import PasswordNotOurs, SendsMail
from kommune.municipalities.models import Membership
from kommune.municipalities.queries import towns_of
from kommune.municipalities.rules import may_administer_town, require
from kommune.municipalities.shapes import Viewer


def make_password_link(*, by: Viewer, membership_id: UUID) -> str:
    """The path of the page where a person of this town sets a new password; to be handed on, nowhere stored.

    Refused for those who work in other towns too or run the installation, since the link opens all that
    they may do: ``PasswordNotOurs``; and where people can ask for it by mail: ``SendsMail``.
    """
    require(may_administer_town(by))
    if settings.EMAIL_HOST:
        raise SendsMail
    with journal(action="make_password_link", actor_id=by.user_id) as batch:
        member = find_object(Membership, membership_id)
        account = person(member.user_id)
        if account is None or account.is_operator or len(towns_of(member.user_id)) > 1:
            raise PasswordNotOurs
        before = image_of(member)
        member.version += 1
        member.save(update_fields=["version"])
        batch.changed(member, before)
        return password_path(member.user_id)
