"""Rules of imports that can fail."""

from django.utils.translation import gettext_lazy as _

from kommune.foundation.errors import DomainError


class FileRefused(DomainError):
    """The file cannot be read; ``code`` says why."""

    def __init__(self, code: str, sentence: str) -> None:
        self.code = code
        super().__init__(sentence)


class NoSuchImport(DomainError):
    """There is no import of this id here."""

    sentence = _("This import does not exist.")


class NothingChosen(DomainError):
    """Every sheet is left out."""

    sentence = _("Every sheet is left out. Choose for at least one sheet what it holds.")


class PlaceMissing(DomainError):
    """A sheet's rows need a strategy to go into."""

    def __init__(self, sheet: str) -> None:
        super().__init__(
            _('Choose for the sheet "%(sheet)s" into which strategy its rows go.') % {"sheet": sheet}
        )


class ProblemsOpen(DomainError):
    """Questions of the preview are not answered."""

    sentence = _("Some questions are still open. Answer them first; nothing was taken over.")


class AlreadyCommitted(DomainError):
    """The same form was sent twice."""

    sentence = _("This list has already been taken over; nothing was done twice.")


class PreviewOutdated(DomainError):
    """The town's data changed between preview and confirmation."""

    sentence = _(
        "In the meantime somebody changed data that this list touches. "
        "Here is the new preview; please look again."
    )


class NotPreviewed(DomainError):
    """There is no preview to confirm."""

    sentence = _("There is no preview of this list yet.")


class NotCommitted(DomainError):
    """Only what was taken over can be undone."""

    sentence = _("This list was not taken over, so there is nothing to undo.")
