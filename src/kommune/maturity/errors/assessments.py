"""Rules of self-assessments that can fail."""

from django.utils.translation import gettext_lazy as _

from kommune.foundation.errors import DomainError


class AssessmentAlreadyClosed(DomainError):
    """An assessment closes once."""

    sentence = _("This self-assessment is closed already.")


class AssessmentUnderWay(DomainError):
    """The questions are the same for all who answer."""

    sentence = _("The self-assessment was opened; its questions are the same for all and no longer change.")


class AssessmentNotOpen(DomainError):
    """People answer open assessments only."""

    sentence = _("The self-assessment is not open yet.")


class NobodyAssessed(DomainError):
    """Without answers there is no result."""

    sentence = _("Nobody has answered yet. Leave the self-assessment open, or put it into the trash.")


class PersonAlreadyAsked(DomainError):
    """One person, one sheet."""

    def __init__(self, names: str) -> None:
        sentence = _("Already invited: %(names)s. A new link for somebody stands beside the name.")
        super().__init__(sentence % {"names": names})


class NobodyChosen(DomainError):
    """Inviting needs somebody."""

    sentence = _("Choose at least one person or unit, or ask for slips without a name.")


class TooManyAsked(DomainError):
    """A self-assessment is a conversation."""

    sentence = _("A self-assessment takes at most 100 sheets. For all employees there are surveys.")


class SheetLinkUnusable(DomainError):
    """The link leads to no sheet of this town."""

    sentence = _("This link leads to no open self-assessment.")


class AssessmentClosedMeanwhile(DomainError):
    """The assessment was closed while somebody answered."""

    sentence = _("The self-assessment was closed in the meantime.")


class LevelOutOfRange(DomainError):
    """There are five steps."""

    sentence = _("A step lies between 0 and 4.")


class LinkNotWeb(DomainError):
    """Evidence links lead to pages."""

    sentence = _("A link to evidence begins with https:// or http://. Nothing of this page was saved yet.")


class AnsweredTooFast(DomainError):
    """A person does not answer so fast."""

    sentence = _("That was very fast. Wait a minute and go on.")


class QuestionRetired(DomainError):
    """A retired question stays as it was asked."""

    sentence = _("This question is retired. Bring it back before you change it.")
