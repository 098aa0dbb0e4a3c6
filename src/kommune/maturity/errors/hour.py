"""Rules of the guided hour and the strategy cycle that can fail."""

from django.utils.translation import gettext_lazy as _

from kommune.foundation.errors import DomainError


class HourFinished(DomainError):
    """A finished hour stays as it was answered."""

    sentence = _(
        "This guided hour is finished; its answers stay as they were. Take the draft back to change them, "
        "or begin a new hour."
    )


class HourWithoutAnswers(DomainError):
    """A draft needs something to be made of."""

    sentence = _("Nothing was answered yet. Say at least one goal, one thing that hurts or one measure.")


class HourNotFinished(DomainError):
    """Only what was made can be taken back."""

    sentence = _("No draft was made in this hour, so there is nothing to take back.")


class AlreadyAnswered(DomainError):
    """What was assumed is confirmed or taken away once."""

    sentence = _("Somebody has answered this already.")


class AnswersWrong(DomainError):
    """Answers that cannot be kept as they are; ``fields`` maps questions to sentences."""

    sentence = _("Some answers cannot be kept like this; nothing of what you typed is lost.")

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__()
        self.fields = fields


class CycleBegun(DomainError):
    """A strategy has one cycle."""

    sentence = _("The cycle of this strategy has begun already.")


class PaperNeedsPlace(DomainError):
    """A paper that exists lies somewhere."""

    sentence = _("Say where the paper is: a link, a file or a note. Then it can count as made or adopted.")
