"""Rules of introducing tools that can fail."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kommune.foundation.errors import DomainError


class MeasureHasTool(DomainError):
    """A measure introduces one tool."""

    sentence = _("This measure already introduces a tool. Begin a measure of its own for another one.")


class ToolNotYours(DomainError):
    """Who may edit the measure may edit the tool."""

    sentence = _("You may only change the introduction of a tool if you may change its measure.")


class DecisionNeedsReason(DomainError):
    """A go or no-go without a reason helps nobody later."""

    sentence = _("Say in a sentence why it was decided so.")


class ConditionsMissing(DomainError):
    """A go with conditions names them."""

    sentence = _("Name the conditions, or decide for a go without any.")


class GuardsUnanswered(DomainError):
    """A go before data protection and staff council have answered needs an explicit reason."""

    sentence = _(
        "Data protection or staff council has not answered yet. Enter their answer at the station first, "
        "or say below why it is decided before they have."
    )


class ReasonForKeeping(DomainError):
    """What is kept beside the new tool has a reason."""

    sentence = _("Say why it is kept although the new tool could replace it.")


class CandidateIsOut(DomainError):
    """What fails a must is not chosen."""

    def __init__(self, candidate: str, criterion: str) -> None:
        told = {"candidate": candidate, "criterion": criterion}
        super().__init__(
            gettext(
                "“%(candidate)s” has a 0 at the must “%(criterion)s” and is out. Change the score, or say "
                "that it is no must, before you choose it."
            )
            % told
        )


class DecidedTomorrow(DomainError):
    """What was decided lies behind."""

    sentence = _("The day of the verdict lies in the future. Enter the verdict when it is given.")


class NotSwitchedOffYet(DomainError):
    """What is switched off is so today."""

    sentence = _("The day lies in the future, so it is not switched off yet. Choose “planned” until then.")


class DissolvedBefore(DomainError):
    """A dissolved unit begins nothing."""

    sentence = _(
        "The unit is dissolved before it is planned, trained or started. One of these days is wrong."
    )


class NoUnitChosen(DomainError):
    """Several units at once are at least one."""

    sentence = _("Choose at least one unit.")


class StationSaysWhy(DomainError):
    """A station that is left out says why."""

    sentence = _("Say in the note why this station is not needed.")


class UnitAlreadyPlanned(DomainError):
    """A unit stands in the roll-out once."""

    sentence = _("This unit stands in the roll-out already.")


class EndBeforeBegin(DomainError):
    """A span ends after it began."""

    sentence = _("The end lies before the beginning.")


class UsageFileRefused(DomainError):
    """A file with usage counts cannot be read; the sentence says why."""


class UsageAlreadyTaken(DomainError):
    """The same form was sent twice, or the preview is gone."""

    sentence = _("These counts have already been taken over or discarded; nothing was done twice.")


class UsageHasProblems(DomainError):
    """All or nothing."""

    sentence = _(
        "Some rows have problems. Correct them in the file and read it again; nothing was taken over."
    )


class QuestionsClosed(DomainError):
    """The two questions take no answers now."""

    sentence = _("These questions are closed. Thank you for wanting to answer.")


class QuestionsUnknown(DomainError):
    """The link leads to no questions."""

    sentence = _("This link leads to no questions. Perhaps a part of it is missing.")


class AnswerIncomplete(DomainError):
    """An answer needs unit and at least the first question."""

    sentence = _("Choose where you work and whether you use the tool.")


class AlreadyAnswered(DomainError):
    """One answer per device and week."""

    sentence = _("From this device the questions were answered this week. You can answer again next week.")


class QuestionsFull(DomainError):
    """No more answers than people."""

    sentence = _("This week as many answers came from this unit as it has people. More are not counted.")


class SheetUnreadable(DomainError):
    """A line of answers does not hold ten numbers from 1 to 5."""

    def __init__(self, line: int) -> None:
        super().__init__(
            gettext("Line %(line)s does not hold ten numbers from 1 to 5. Nothing was kept.") % {"line": line}
        )


class TooFewSheets(DomainError):
    """Too few sheets to say anything without pointing at somebody."""

    def __init__(self, found: int, needed: int) -> None:
        told = {"found": found, "needed": needed}
        super().__init__(
            gettext(
                "%(found)s complete answer sheets are too few; from %(needed)s on, the score is shown "
                "without pointing at anybody. Nothing was kept."
            )
            % told
        )
