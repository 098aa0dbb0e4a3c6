"""Rules of pulses that can fail."""

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from kommune.foundation.errors import DomainError


class PulseUnderWay(DomainError):
    """Questions, groups and frame stay as they are from the opening on."""

    sentence = _("The survey is open already. Questions and groups stay as they are.")


class PulseNotOpen(DomainError):
    """Only an open survey is closed."""

    sentence = _("The survey is not open.")


class PulseAlreadyClosed(DomainError):
    """A closed survey stays closed."""

    sentence = _("The survey is closed; its answers are evaluated and deleted.")


class PulseWithoutQuestions(DomainError):
    """A survey asks something."""

    sentence = _("Choose at least one topic, question or instrument before you open the survey.")


class PulseWithoutEnd(DomainError):
    """A survey says until when it is open."""

    sentence = _("Say until which day the survey is open; it must lie ahead.")


class TooFewPeople(DomainError):
    """Fewer people than the floor cannot be asked without giving them away."""

    sentence = _("Too few people are asked: with fewer than seven, answers could be guessed.")

    def __init__(self, floor: int, people: int) -> None:
        super().__init__(
            ngettext(
                "%(people)d person would be asked. At least %(floor)d are needed so that nobody can be "
                "guessed. Enter the employees of the units, or how many people are asked.",
                "%(people)d people would be asked. At least %(floor)d are needed so that nobody can be "
                "guessed. Enter the employees of the units, or how many people are asked.",
                people,
            )
            % {"people": people, "floor": floor}
        )


class TooManyCodes(DomainError):
    """A group gets as many slips as it has people, and a few to spare."""

    sentence = _("This group has all its slips, those to spare too. More would let one person answer twice.")


class CodeUnknown(DomainError):
    """A code that was never given out, or whose survey is long gone."""

    sentence = _("This code is not known. Please compare it with your slip, letter by letter.")


class CodeUsed(DomainError):
    """Each code counts once."""

    sentence = _("Your answers are counted already, thank you. Each slip counts once.")


class SurveyClosed(DomainError):
    """Answers come too late."""

    sentence = _("This survey is closed and takes no more answers.")


class SurveyNotYetOpen(DomainError):
    """Answers come too early."""

    sentence = _("This survey is not open yet. Please try again later with the same slip.")


class NothingAnswered(DomainError):
    """An empty sheet would use up the code."""

    sentence = _("You have not ticked anything yet. Answer at least one question; the others may stay open.")


class AnswerOutOfRange(DomainError):
    """A value that no button has."""

    sentence = _("One of the answers is not possible. Please tick again.")


class TooManyTries(DomainError):
    """More tries than people make."""

    sentence = _("Too many tries in a short time. Please wait a minute; nothing is lost.")


class LicenceMissing(DomainError):
    """A published instrument may be used only by those who may."""

    sentence = _(
        "The file names no licence. Published instruments belong to their authors: add by what right the "
        "town may use it, for example a licence, a permission or free use with the source named."
    )


class InstrumentUnreadable(DomainError):
    """A file that is no instrument."""

    sentence = _("This file is not readable as an instrument.")


class InstrumentThere(DomainError):
    """An instrument stands in the list once."""

    def __init__(self, title: str) -> None:
        super().__init__(
            gettext(
                "“%(title)s” is there already; nothing was brought in twice. For another version state it "
                "under “Fassung”, or put the old one into the trash first."
            )
            % {"title": title}
        )


class InstrumentInUse(DomainError):
    """An instrument that an open survey asks cannot go."""

    sentence = _("An open survey asks this instrument. Close it first.")


class FloorTooLow(DomainError):
    """The floor may be raised, never lowered."""

    sentence = _("The smallest group is seven people; you may ask for more, never for fewer.")


class MissingTopic(DomainError):
    """A reply answers a topic that was asked."""

    sentence = _("This survey did not ask about that.")


class PulseNotClosed(DomainError):
    """There is something to answer when there are results."""

    sentence = _("Close the survey first; then there are results to answer.")


class NobodyAnswered(DomainError):
    """An empty survey has no results."""

    sentence = _("Nobody has answered yet. Leave it open a little longer, or put it into the trash.")
