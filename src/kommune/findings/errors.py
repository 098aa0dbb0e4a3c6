"""Rules of the findings register that can fail."""

from django.utils.translation import gettext_lazy as _

from kommune.foundation.errors import DomainError


class DismissalNeedsReason(DomainError):
    """Whoever sets a finding aside says why."""

    sentence = _("Say in a sentence why this finding is set aside.")


class FindingIsGone(DomainError):
    """What is gone is not worked on."""

    sentence = _("This finding is gone: the last run did not see it any more.")
