"""Rules of comparing that can fail."""

from django.utils.translation import gettext_lazy as _

from kommune.foundation.errors import DomainError


class KeyMissing(DomainError):
    """A town without an official key cannot be counted among others."""

    sentence = _("Your town has no official key (AGS) yet. The administration enters it in the settings.")


class FigureUnknown(DomainError):
    """The figure is not known here now."""

    sentence = _("One of the chosen values is not known at the moment. Nothing was released.")


class FiguresUnreadable(DomainError):
    """A file of values has faults; ``sentences`` names each with its row."""

    def __init__(self, sentences: list[str]) -> None:
        self.sentences = sentences
        super().__init__(" ".join(sentences))
