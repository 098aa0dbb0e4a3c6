"""Rules of first steps that can fail."""

from django.utils.translation import gettext_lazy as _

from kommune.foundation.errors import DomainError


class StepUnknown(DomainError):
    """The list holds no such step."""

    sentence = _("There is no such first step.")


class StepTaken(DomainError):
    """The step is a measure already."""

    sentence = _("This step is a measure already. It stands further down with where it is.")


class StepNotTaken(DomainError):
    """Only a step that became a measure can be told to others."""

    sentence = _("Make a measure of this step first; then you can tell other towns of it.")


class AsideNeedsReason(DomainError):
    """Setting aside needs a reason that others can read."""

    sentence = _("Say in a few words why this step is not for you; others will ask.")


class AnswerOutOfRange(DomainError):
    """An answer lies between 0 and 100 per cent and answers a question that exists."""

    sentence = _("One of the answers is not on the list. Nothing was saved.")
