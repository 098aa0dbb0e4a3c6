"""Inviting people: by mail where there is a mail server, otherwise with a link to copy."""

import hashlib
import secrets
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kommune.accounts.public import create_person, person_with_address
from kommune.audit.public import Batch, journal
from kommune.municipalities.edits import change_object, create_object, find_object
from kommune.municipalities.errors import AlreadyMember, InvitationUnusable, SignInFirst
from kommune.municipalities.models import Invitation, Membership
from kommune.municipalities.rules import may_administer_town, require
from kommune.municipalities.shapes import InvitationShape, TownShape, Viewer

VALID_DAYS = 14


def invite(
    *,
    by: Viewer,
    email: str,
    role: str,
    name: str = "",
    unit_id: UUID | None = None,
    in_working_group: bool = False,
) -> tuple[UUID, str]:
    """Invite somebody and return the invitation's id and its token, which is nowhere stored."""
    require(may_administer_town(by))
    address = email.strip().lower()
    if Membership.objects.filter(user__email=address).exists():
        raise AlreadyMember
    token = secrets.token_urlsafe(32)
    with journal(action="invite", actor_id=by.user_id) as batch:
        invitation = Invitation(
            email=address,
            name=name.strip(),
            role=role,
            unit_id=unit_id,
            in_working_group=in_working_group,
            invited_by_id=by.membership_id,
            token_hash=hash_of(token),
            expires_at=timezone.now() + timedelta(days=VALID_DAYS),
        )
        create_object(batch, invitation)
    return invitation.id, token


def send_invitation(*, by: Viewer, town: TownShape, invitation_id: UUID, link: str) -> bool:
    """Send the link by mail where there is a mail server; says whether it was sent.

    Who has an account is written to in the language that she chose.
    """
    require(may_administer_town(by))
    if not settings.EMAIL_HOST:
        return False
    invitation = find_object(Invitation, invitation_id)
    known = person_with_address(invitation.email)
    with translation.override((known and known.language) or translation.get_language()):
        subject, text = _words_of_mail(by, town, invitation, link)
    send_mail(subject, text, None, [invitation.email])
    return True


def _words_of_mail(by: Viewer, town: TownShape, invitation: Invitation, link: str) -> tuple[str, str]:
    subject = _("Invitation to Kommune Digital: %(town)s") % {"town": town.name}
    text = _(
        "Hello %(name)s,\n\n%(inviter)s invites you to work with %(town)s on its strategies and measures.\n\n"
        "Open this link within %(days)d days and accept there:\n\n%(link)s\n\n"
        "Opening the link changes nothing yet. If you do not know what this is about, ignore this mail."
    ) % {
        "name": invitation.name or invitation.email,
        "inviter": by.name or town.name,
        "town": town.name,
        "days": VALID_DAYS,
        "link": link,
    }
    return subject, text


def revoke_invitation(*, by: Viewer, invitation_id: UUID) -> None:
    """Withdraw an invitation; its link then no longer works."""
    require(may_administer_town(by))
    with journal(action="revoke_invitation", actor_id=by.user_id) as batch:
        invitation = find_object(Invitation, invitation_id)
        if invitation.accepted_at:
            raise InvitationUnusable
        change_object(batch, invitation, {"revoked_at": timezone.now()}, None)


def forget_past_invitations() -> int:
    """Delete invitations that can no longer be accepted, with their names; returns how many rows.

    Not journalled: the journal told of the invitation without the name and goes on telling it.
    """
    gone: int = Invitation.objects.filter(expires_at__lt=timezone.now()).delete()[0]
    return gone


def open_invitation(token: str) -> InvitationShape:
    """The invitation of a link, as far as the invited person may see it; changes nothing.

    Raises ``InvitationUnusable`` where it is unknown here, used, withdrawn, or out of time.
    """
    invitation = _usable(token)
    return InvitationShape(
        id=invitation.id,
        email=invitation.email,
        name=invitation.name,
        role=invitation.role,
        role_label=str(invitation.get_role_display()),
        expires_at=invitation.expires_at,
        has_account=person_with_address(invitation.email) is not None,
    )


def accept_as_new_person(*, token: str, name: str, password: str) -> UUID:
    """Make an account with the invited address and take it into the town; returns the person's id."""
    with journal(action="accept_invitation", actor_id=None) as batch:
        invitation = _usable(token, lock=True)
        if person_with_address(invitation.email):
            raise SignInFirst
        person = create_person(email=invitation.email, name=name, password=password)
        batch.actor_id = person.id
        _join(batch=batch, invitation=invitation, user_id=person.id)
    return person.id


def accept_as_signed_in(*, token: str, user_id: UUID) -> None:
    """Take the person who is signed in into the town."""
    with journal(action="accept_invitation", actor_id=user_id) as batch:
        invitation = _usable(token, lock=True)
        if Membership.objects.filter(user_id=user_id).exists():
            raise AlreadyMember
        _join(batch=batch, invitation=invitation, user_id=user_id)


def hash_of(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _usable(token: str, *, lock: bool = False) -> Invitation:
    rows = Invitation.objects.select_for_update() if lock else Invitation.objects.all()
    invitation: Invitation | None = rows.filter(
        token_hash=hash_of(token), accepted_at=None, revoked_at=None, expires_at__gt=timezone.now()
    ).first()
    if invitation is None:
        raise InvitationUnusable
    return invitation


def _join(*, batch: Batch, invitation: Invitation, user_id: UUID) -> None:
    member = Membership(
        user_id=user_id,
        role=invitation.role,
        unit_id=invitation.unit_id,
        in_working_group=invitation.in_working_group,
    )
    create_object(batch, member)
    change_object(batch, invitation, {"accepted_at": timezone.now()}, None)
