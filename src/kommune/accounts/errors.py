"""Rules about people and their sign-in that can fail."""

from django.utils.translation import gettext_lazy as _

from kommune.foundation.errors import DomainError


class InstallationHasPeople(DomainError):
    """The first account exists already."""

    sentence = _("The first account exists already. Sign in, or ask for an invitation.")


class WrongSetupCode(DomainError):
    """The code of the new installation was not typed correctly."""

    sentence = _("The set-up code is not correct. The program shows it when it starts.")


class AddressTaken(DomainError):
    """Somebody has this e-mail address already."""

    sentence = _("There is an account with this e-mail address already. Sign in with it.")


class WeakPassword(DomainError):
    """The password breaks a rule; the sentence says which."""


class LastOperator(DomainError):
    """Nobody would be left who may run the installation."""

    sentence = _("You are the last operator of this installation. Make somebody else an operator first.")
