"""How sign-in behaves here: nobody signs up alone, single sign-on joins what is known."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest
from django.utils import translation

from kommune.accounts.models import User
from kommune.accounts.registry import is_let_in


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up is closed: the first account is made on the start page, all others by invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write to a person in the language that she chose, whoever asked for the mail on which device."""
        person = context.get("user")
        with translation.override(getattr(person, "language", "") or translation.get_language()):
            super().send_mail(template_prefix, email, context)

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign in; the row that allauth keeps of an address is made here where it lacks.

        It counts as confirmed: whoever made the account vouches for its address, nobody signs up alone.
        """
        super().login(request, user)
        if not EmailAddress.objects.filter(user=user).exists():
            EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """An unknown person comes in only where a room vouches for her and the provider for her address."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return any(address.verified for address in sociallogin.email_addresses) and is_let_in(request)

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> User:
        user: User = super().populate_user(request, sociallogin, data)
        user.email = user.email.lower()
        parts = (data.get("first_name"), data.get("last_name"))
        user.name = (data.get("name") or " ".join(part for part in parts if part))[:200]
        return user
