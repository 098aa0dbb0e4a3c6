"""Rules of the strategy wing that can fail."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from kommune.foundation.errors import DomainError, PermissionMissing


class StrategyAlreadyAdopted(DomainError):
    """The text of an adopted strategy is what the council decided."""

    sentence = _(
        "This strategy was adopted; its text is what the council decided. Start a new edition to change it."
    )


class DecisionMissing(DomainError):
    """Adopting needs the decision and its date."""

    sentence = _("To adopt a strategy, name the decision and its date.")


class GoalTreeHasCycle(DomainError):
    """A goal would become part of itself."""

    sentence = _("A goal cannot be part of itself or of one of its own sub-goals.")


class GoalOfOtherStrategy(DomainError):
    """Tree and fields of action stay within one strategy."""

    sentence = _("The parent goal and the field of action must belong to the same strategy.")


class EndNeedsReason(DomainError):
    """Whoever ends a measure without reaching it says why."""

    sentence = _("Say in a sentence why the measure was cancelled, failed or was replaced.")


class SplitMustBeHundred(DomainError):
    """The shares of a measure's split add up to 100."""

    sentence = _("The shares must add up to 100 %, or all be empty.")


class EndBeforeStart(DomainError):
    """A measure ends after it starts."""

    sentence = _("The end lies before the start.")


class MeasureNotYours(PermissionMissing):
    """Only the strategy lead, the lead unit's head or the owner edits a measure."""

    sentence = _("Only the strategy lead, the head of the lead unit or the owner may change this measure.")


class RatingOutOfRange(DomainError):
    """Relations lie between −3 and +3, contributions between 0 and 3."""

    sentence = _("A goal relation lies between −3 and +3, a contribution between 0 and 3.")


class RatingNeedsReason(DomainError):
    """Strong ratings are only as good as their reason."""

    sentence = _("Say in a sentence why: from +2 and −2 on a rating needs a reason.")


class UnknownConfidence(DomainError):
    """There are three steps of confidence."""

    sentence = _("Choose how sure you are from the list.")


class AlreadyRated(DomainError):
    """A first estimate does not replace what is known better."""

    sentence = _("This pair is rated already; a first estimate does not replace that. Open it to change it.")


class AgainstIsForGoals(DomainError):
    """A contribution has no negative values."""

    sentence = _(
        "A measure serves a goal or it does not. Whether something works against the city's goals is asked "
        "for the digital goals."
    )


class GoalsDoNotRelate(DomainError):
    """A relation leads from a digital or sector goal to a goal of the city or of another sector."""

    sentence = _(
        "A goal relation leads from a goal of a digital or sector strategy to a goal of the city strategy "
        "or of another sector strategy."
    )


class RoundTooLarge(DomainError):
    """Nobody rates well for hours."""

    def __init__(self, count: int, minutes: int, most: int) -> None:
        super().__init__(
            _(
                "That would be %(count)d pairs, about %(minutes)d minutes for each person. A round takes at "
                "most %(most)d. Choose only likely pairs or single pairs, or make several rounds."
            )
            % {"count": count, "minutes": minutes, "most": most}
        )


class RoundWithoutPairs(DomainError):
    """A round needs questions."""

    sentence = _("This choice holds no pair. A round needs at least one.")


class RoundUnderWay(DomainError):
    """The pairs are the same for all who rate."""

    sentence = _("The round was opened; its pairs are the same for all and no longer change.")


class AskedInOpenRound(DomainError):
    """What people are being asked about stays while they answer; ``round_id`` says where."""

    def __init__(self, round_id: UUID, title: str) -> None:
        self.round_id = round_id
        sentence = _(
            "Nothing was deleted: the open rating round “%(round)s” asks about it, and the answers would be "
            "lost. Close the round first, or put it into the trash."
        )
        super().__init__(sentence % {"round": title})


class RoundNotOpen(DomainError):
    """Raters answer open rounds only."""

    sentence = _("The round is not open yet.")


class RoundAlreadyClosed(DomainError):
    """A round closes once."""

    sentence = _("This round is closed already.")


class RoundStillOpen(DomainError):
    """Nothing is agreed before everybody could speak."""

    sentence = _("An agreement is recorded when the round is closed.")


class NobodyAnswered(DomainError):
    """Without answers there is no result."""

    sentence = _("Nobody has answered yet. Leave the round open, or put it into the trash.")


class RaterAlreadyAsked(DomainError):
    """One person, one sheet."""

    def __init__(self, names: str) -> None:
        sentence = _("Already invited: %(names)s. A new link for somebody stands beside the name.")
        super().__init__(sentence % {"names": names})


class TooManyRaters(DomainError):
    """A round is a conversation."""

    sentence = _("So many people cannot take part in one round.")


class LinkUnusable(DomainError):
    """The link leads to no sheet of this town."""

    sentence = _("This link leads to no open round.")


class SheetClosed(DomainError):
    """The round was closed while somebody rated."""

    sentence = _("The round was closed in the meantime.")


class PairGone(DomainError):
    """A goal of the pair was deleted while somebody rated."""

    sentence = _("This pair is no longer part of the round.")


class TooManyAnswers(DomainError):
    """A person does not rate so fast."""

    sentence = _("That was very fast. Wait a minute and go on.")


class WeightsNeedSource(DomainError):
    """Weights are a political statement."""

    sentence = _("Say where these weights come from: a decision, a workshop or an assumption, and which one.")


class ShareNegative(DomainError):
    """A goal counts for nothing, or for something."""

    sentence = _("A share is a number of 0 or more.")


class SharesAllZero(DomainError):
    """Something must count."""

    def __init__(self, parent: str) -> None:
        sentence = _("All shares under “%(parent)s” are 0. At least one goal there must count.")
        super().__init__(sentence % {"parent": parent})


class TextRefused(DomainError):
    """A text cannot be read; ``code`` says why."""

    def __init__(self, code: str, sentence: str) -> None:
        self.code = code
        super().__init__(sentence)


class NothingKept(DomainError):
    """No proposal was kept, so there is nothing to make a strategy of."""

    sentence = _("Nothing was kept yet. Keep at least one proposal first.")


class AlreadyMade(DomainError):
    """A strategy was made of this text before."""

    sentence = _("A strategy was made of this text already. Undo that in its history to make it anew.")


class NoSuchPassage(DomainError):
    """A proposal that is not there, perhaps since the text was deleted."""

    sentence = _("This proposal does not exist any more.")


class ConflictIsGone(DomainError):
    """Nothing is settled where nothing conflicts any more."""

    sentence = _("This conflict is no longer there: its rating changed, or one of its goals is gone.")


class ConflictNotSettled(DomainError):
    """Only what was settled is opened again."""

    sentence = _("This conflict is not settled; there is nothing to open again.")


class ResolutionMissing(DomainError):
    """A conflict is settled by doing something about it."""

    sentence = _("Say what is done about this conflict before you settle it.")


class AcceptNeedsDecision(DomainError):
    """Living with a conflict is the council's to say."""

    sentence = _("A conflict is accepted by decision: name the decision and its date.")


class TensionUnknown(DomainError):
    """A question belongs to a tension."""

    sentence = _("This tension is not there any more.")


class TensionUnusable(DomainError):
    """A tension that the search cannot work with; ``fields`` maps form fields to sentences."""

    sentence = _("This tension cannot be used like this.")

    def __init__(self, fields: dict[str, list[str]]) -> None:
        super().__init__()
        self.fields = fields


class StrengthMissing(DomainError):
    """A conflict has a strength."""

    sentence = _("Say how strongly the two work against each other: −1, −2 or −3.")
