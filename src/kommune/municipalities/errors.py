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
