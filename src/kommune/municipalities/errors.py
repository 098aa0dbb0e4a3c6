"""Rules about towns, units and people that can fail."""

from django.utils.translation import gettext_lazy as _

from kommune.foundation.errors import DomainError, PermissionMissing


class NotAllowedHere(PermissionMissing):
    """The person's role in this town does not allow it."""

    sentence = _("Your role in this town does not allow this. Ask the strategy lead or the administration.")


class ForeignTown(DomainError):
    """An id from another town was sent."""

    sentence = _("This belongs to another town or does not exist.")


class UnitTreeHasCycle(DomainError):
    """A unit would become its own ancestor."""

    sentence = _("A unit cannot belong to itself or to one of its own sub-units.")


class SlugTaken(DomainError):
    """The short name in addresses is used already or reserved."""

    sentence = _("This short name is taken or reserved. Choose another one.")


class LastAdministrator(DomainError):
    """Nobody would be left who may administer the town."""

    sentence = _("This is the last administrator. Give the role to somebody else first.")


class PasswordNotOurs(DomainError):
    """The person's account opens more than this town."""

    sentence = _(
        "This person also works in another town, runs the installation, or may no longer sign in. "
        "Only those who run the installation can help with the password."
    )


class SendsMail(DomainError):
    """People can help themselves to a new password."""

    sentence = _("This installation sends mail: “Forgot your password?” on the sign-in page helps.")


class NoShortName(DomainError):
    """No short name for addresses can be made of the town's name."""

    sentence = _("No short name can be made of this name. Type one with letters or digits.")


class WrongKey(DomainError):
    """The official key is neither an AGS nor an ARS."""

    sentence = _(
        "This is no official key: an AGS has 8 digits, an ARS has 12, both begin with the federal state."
    )


class NotAnOperator(PermissionMissing):
    """Only those who run the installation may do this."""

    sentence = _("Only the people who run this installation may do this.")


class RegisterUnreadable(DomainError):
    """The uploaded register has a fault; the sentence names the line."""


class TypesUnreadable(DomainError):
    """The uploaded table of types has faults; ``sentences`` names each with its row."""

    def __init__(self, sentences: list[str]) -> None:
        self.sentences = sentences
        super().__init__(" ".join(sentences))


class InvitationUnusable(DomainError):
    """The invitation was used, withdrawn, or its time is over."""

    sentence = _("This invitation was used already, was withdrawn, or its time is over. Ask for a new one.")


class AlreadyMember(DomainError):
    """The person belongs to the town already."""

    sentence = _("This person belongs to the town already.")


class SignInFirst(DomainError):
    """There is an account with the invited address; only its owner may accept."""

    sentence = _(
        "There is an account with this e-mail address already. Sign in with it and open the invitation again."
    )


class UnitInUse(DomainError):
    """The unit has sub-units."""

    sentence = _("This unit has sub-units. Move or remove them first.")


class UnitFileUnreadable(DomainError):
    """An uploaded list of units has a fault; the sentence names the entry."""


class ReasonMissing(DomainError):
    """Stepping down the release ladder needs a reason."""

    sentence = _("Say why fewer people shall see this from now on.")


class UnknownRung(DomainError):
    """The release ladder has five rungs."""

    sentence = _("Choose who shall see this.")


class TokenUnusable(DomainError):
    """The token is unknown, withdrawn, or its time is over."""

    sentence = _("This token is unknown, was withdrawn, or its time is over.")


class WritingNeedsWorkingGroup(DomainError):
    """Who makes and changes measures sees all of them."""

    sentence = _("A token that may change measures must see what the working group sees.")


class ScopeMissing(PermissionMissing):
    """The token may not do this."""

    sentence = _("This token was not given the right to do this.")


class KeyReused(DomainError):
    """One Idempotency-Key was sent with two different requests."""

    sentence = _("This Idempotency-Key was sent before with another request. Take a new one.")
