"""Rules of the journal that can fail."""

from django.utils.translation import gettext_lazy as _

from kommune.foundation.errors import DomainError


class ChangedSince(DomainError):
    """What should be undone was changed again afterwards."""

    sentence = _(
        "This was changed again afterwards and cannot be undone as a whole. Undo the later change first."
    )


class NothingToUndo(DomainError):
    """There is no such batch, or it was undone already."""

    sentence = _("There is nothing left to undo here.")


class CannotBeTakenBack(DomainError):
    """A change whose material was deleted with it."""

    sentence = _("This was final: what it was made of is deleted. It cannot be taken back.")
