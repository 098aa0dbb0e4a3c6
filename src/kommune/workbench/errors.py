"""Rules of the staff front that can fail."""

from django.utils.translation import gettext_lazy as _

from kommune.foundation.errors import PermissionMissing


class NotYoursToTakeBack(PermissionMissing):
    """The person may not take this change back."""

    sentence = _("You may not take this back. Ask the people who steer the strategy.")
