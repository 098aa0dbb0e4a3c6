"""Rules of the file store that can fail."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kommune.foundation.errors import DomainError


class FileTooLarge(DomainError):
    """The upload is larger than the operator allows."""

    def __init__(self, limit_bytes: int) -> None:
        limit = number_format(limit_bytes // (1024 * 1024), use_l10n=True)
        super().__init__(
            _("The file is larger than %(limit)s MB, the limit of this installation.") % {"limit": limit}
        )


class FileEmpty(DomainError):
    """Nothing was sent."""

    sentence = gettext_lazy("The file is empty. Choose another one.")


class NoSuchFile(DomainError):
    """There is no file of this id for this person."""

    sentence = gettext_lazy("This file does not exist.")
