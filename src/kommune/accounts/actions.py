"""Making, renaming and erasing people."""

from uuid import UUID

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from kommune.accounts.errors import (
    AddressTaken,
    InstallationHasPeople,
    LastOperator,
    WeakPassword,
    WrongSetupCode,
)
from kommune.accounts.models import User
from kommune.accounts.queries import person_from, person_with_address
from kommune.accounts.registry import personal_data_keepers
from kommune.accounts.setup_code import is_new_installation, is_setup_code, needs_setup_code, setup_code
from kommune.accounts.shapes import Person


def create_first_operator(
    *, request: HttpRequest, email: str, name: str, password: str, code: str = ""
) -> Person:
    """Make the first account of a new installation; she runs it and may found towns."""
    with transaction.atomic():
        if not is_new_installation():
            raise InstallationHasPeople
        if needs_setup_code(request) and not is_setup_code(code):
            raise WrongSetupCode
        user = _create(email=email, name=name, password=password, is_staff=True, is_superuser=True)
    setup_code()
    return person_from(user)


def create_person(*, email: str, name: str, password: str) -> Person:
    """Make a person with a password who was invited; whoever calls this has checked the invitation."""
    with transaction.atomic():
        if person_with_address(email):
            raise AddressTaken
        return person_from(_create(email=email, name=name, password=password))


def find_or_make_user(*, email: str, name: str = "", password: str | None = None) -> UUID:
    """The id of the person with this address; makes her where there is none yet."""
    user = User.objects.filter(email=email.strip().lower()).first()
    if user is None:
        user = User.objects.create_user(email, password, name=name)
    return user.id


def make_operator(*, email: str, is_operator: bool = True) -> None:
    """Let a person run the installation, or no longer; raises ``LastOperator`` for the last one."""
    with transaction.atomic():
        user = User.objects.get(email=email.strip().lower())
        if not is_operator:
            _keep_an_operator(user)
        user.is_staff = user.is_superuser = is_operator
        user.save(update_fields=["is_staff", "is_superuser"])


def rename_person(*, user_id: UUID, name: str) -> None:
    """Change the name that others see."""
    User.objects.filter(id=user_id).update(name=name.strip()[:200])


def choose_language(*, user: User, language: str) -> None:
    """Keep the language in which a person wants pages and mails; one not spoken here is passed over."""
    if language in dict(settings.LANGUAGES) and language != user.language:
        user.language = language
        user.save(update_fields=["language"])


def sign_in_person(*, request: HttpRequest, user_id: UUID) -> None:
    """Sign in a person who just proved who she is; the session gets a new key."""
    login(request, User.objects.get(id=user_id), backend=settings.AUTHENTICATION_BACKENDS[0])


def erase_person(*, user_id: UUID) -> None:
    """Remove a person with everything that names her; the journal keeps her bare id.

    Raises ``LastOperator``, or what a room says that cannot do without her; then nothing is removed.
    """
    with transaction.atomic():
        user = User.objects.get(id=user_id)
        _keep_an_operator(user)
        for keeper in personal_data_keepers():
            keeper.erase(user_id)
        user.delete()


def forget_past_sign_ins() -> int:
    """Delete what is kept of sign-ins that have ended by themselves; returns how many rows."""
    gone: int = Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]
    return gone


def _keep_an_operator(user: User) -> None:
    others = User.objects.filter(is_staff=True, is_active=True).exclude(id=user.id)
    if user.is_staff and not others.exists():
        raise LastOperator


def _create(*, email: str, name: str, password: str, **values: bool) -> User:
    try:
        validate_password(password, User(email=email, name=name))
    except ValidationError as error:
        raise WeakPassword(" ".join(error.messages)) from error
    user = User.objects.create_user(email, password, name=name.strip(), **values)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user
