"""Rules of the file store that can fail."""

from django.utils.translation import gettext_lazy

from kommune.foundation.errors import DomainError


class FileEmpty(DomainError):
    """Nothing was sent."""

    sentence = gettext_lazy("The file is empty. Choose another one.")


class NoSuchFile(DomainError):
    """There is no file of this id for this person."""

    sentence = gettext_lazy("This file does not exist.")
