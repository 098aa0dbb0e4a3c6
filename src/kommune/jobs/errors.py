"""Rules of background work that can fail."""

from django.utils.translation import gettext_lazy as _

from kommune.foundation.errors import DomainError


class JobCancelled(DomainError):
    """The person asked to stop; raised inside the job so that its transaction is rolled back."""

    sentence = _("Cancelled. Nothing was changed.")


class NoSuchJob(DomainError):
    """There is no job of this id in the town."""

    sentence = _("This job does not exist.")
