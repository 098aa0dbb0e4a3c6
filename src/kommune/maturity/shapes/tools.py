"""The wing's words: stations of introducing a tool, decisions, answers."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Station(models.TextChoices):
    """The way of a tool into the house, in its order."""

    NEED = "need", _("Need")
    CANDIDATES = "candidates", _("Candidates")
    DATA_PROTECTION = "data_protection", _("Data protection")
    STAFF_COUNCIL = "staff_council", _("Staff council")
    ACCESSIBILITY = "accessibility", _("Accessibility")
    PILOT = "pilot", _("Pilot team")
    TRAINING = "training", _("Training")
    DECISION = "decision", _("Go or no-go")
    ROLLOUT = "rollout", _("Roll-out")
    SUPPORT = "support", _("Support")
    RETIRED = "retired", _("What is retired")


class StationState(models.TextChoices):
    """How far a station is."""

    OPEN = "open", pgettext_lazy("station", "open")
    UNDER_WAY = "under_way", pgettext_lazy("station", "under way")
    DONE = "done", pgettext_lazy("station", "done")
    NOT_NEEDED = "not_needed", pgettext_lazy("station", "not needed")


class Verdict(models.TextChoices):
    """What was decided about a tool."""

    GO = "go", _("Go")
    GO_WITH_CONDITIONS = "go_with_conditions", _("Go with conditions")
    NO_GO = "no_go", _("No-go")


class Retirement(models.TextChoices):
    """What becomes of something that a tool replaces."""

    PLANNED = "planned", pgettext_lazy("retirement", "planned")
    SWITCHED_OFF = "switched_off", pgettext_lazy("retirement", "switched off")
    KEPT = "kept", pgettext_lazy("retirement", "kept")


class ToolQuestion(models.TextChoices):
    """The two questions that people answer about a tool."""

    USES = "uses", _("Do you use it?")
    HELPS = "helps", _("Does it help you?")


class ToolAnswer(models.TextChoices):
    """What can be said to both questions."""

    YES = "yes", pgettext_lazy("answer", "yes")
    PARTLY = "partly", pgettext_lazy("answer", "partly")
    NO = "no", pgettext_lazy("answer", "no")


# Criteria that every town compares tools by, and whether a 0 rules out; taken over by one click.
USUAL_CRITERIA = (
    (_("Meets what people need"), False),
    (_("Data protection: contract and place of processing are settled"), True),
    (_("Can be used by everybody, with a screen reader and by keyboard too"), True),
    (_("Costs over five years, training included"), False),
    (_("Works with what stays"), False),
    (_("Data can be taken out again"), False),
)
ANSWERED = frozenset({StationState.DONE, StationState.NOT_NEEDED})
# What must be answered before a tool may be decided for.
GUARDS = (Station.DATA_PROTECTION, Station.STAFF_COUNCIL)
