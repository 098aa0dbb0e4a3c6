"""Rules of the strategy wing that can fail."""

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
