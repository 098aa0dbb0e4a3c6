"""Reading people: names, one person, her own data, whether she has a second factor."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from kommune.accounts.models import User
from kommune.accounts.registry import personal_data_keepers
from kommune.accounts.shapes import Person


def person_from(user: User) -> Person:
    """The plain value of a person."""
    return Person(user.id, user.email, user.name, is_operator=user.is_staff, language=user.language)


def person(user_id: UUID | None) -> Person | None:
    """The person with this id, None where there is none or she may no longer sign in."""
    user = User.objects.filter(id=user_id, is_active=True).first() if user_id else None
    return person_from(user) if user else None


def person_with_address(email: str) -> Person | None:
    """The person with this e-mail address."""
    user = User.objects.filter(email=email.strip().lower()).first()
    return person_from(user) if user else None


def password_path(user_id: UUID) -> str:
    """The address of the page where a person sets a new password, as in the mail that she could ask for.

    It holds for ``PASSWORD_RESET_TIMEOUT`` seconds, and until she signs in or sets one; opening it
    changes nothing.
    """
    user = User.objects.get(id=user_id)
    places = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return reverse("account_reset_password_from_key", kwargs=places)


def names_of(user_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Shown names by id, one query; ids that are unknown or None are left out."""
    wanted = {user_id for user_id in user_ids if user_id is not None}
    return {user.id: str(user) for user in User.objects.filter(id__in=wanted)} if wanted else {}


def has_second_factor(user_id: UUID) -> bool:
    """Whether the person set up an authenticator app or a passkey."""
    return bool(is_mfa_enabled(User(id=user_id)))


def came_by_single_sign_on(request: HttpRequest) -> bool:
    """Whether this session was opened by the single sign-on provider, which sees to the second factor."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "socialaccount" for record in records)


def my_data(user_id: UUID) -> dict[str, list[dict[str, Any]]]:
    """Everything that is kept about a person, by heading: rows of plain JSON values."""
    user = User.objects.get(id=user_id)
    data = {
        str(_("Account")): [
            {
                "id": str(user.id),
                "email": user.email,
                "name": user.name,
                "language": user.language,
                "joined_at": user.joined_at.isoformat(),
                "last_login": user.last_login.isoformat() if user.last_login else None,
            }
        ],
        str(_("Linked sign-ins")): [
            {"provider": account.provider, "uid": account.uid, "extra_data": str(account.extra_data)}
            for account in SocialAccount.objects.filter(user_id=user_id)
        ],
    }
    for keeper in personal_data_keepers():
        data[str(keeper.label)] = keeper.export(user_id)
    return data


def address_of(request: HttpRequest) -> str:
    """The address that a request comes from, behind the proxies that the operator named; "" where unknown."""
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return ""
