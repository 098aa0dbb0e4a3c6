"""Pulse surveys: what is asked of whom, what came out, what became of it; and answers that join nobody.

Codes, sheets, counts and texts stand outside journal, trash, history, search, interface and backups. No
column leads from an answer to a person or to a code; no row of them carries a time.
"""

from typing import ClassVar
from uuid import uuid4

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from kommune.maturity.shapes.pulses import LOWEST_FLOOR, PulseState, ReplyState
from kommune.municipalities.public import Released, TownObject, TownOwned


class PulseQuestion(TownObject):
    """A question that the town worded itself."""

    words = models.CharField(_("question"), max_length=300)
    low = models.CharField(_("what 1 means"), max_length=60, default="trifft gar nicht zu")
    high = models.CharField(_("what 5 means"), max_length=60, default="trifft voll zu")

    class Meta:
        ordering = ["id"]
        verbose_name = _("own question")

    def __str__(self) -> str:
        return self.words


class Instrument(TownObject):
    """A published instrument that the town brought in from a file and may use; seen inside the town only."""

    title = models.CharField(_("title"), max_length=200)
    licence = models.TextField(_("by what right we use it"))
    source = models.TextField(_("source"), blank=True)
    items = models.JSONField(_("questions"), default=list)
    rule = models.JSONField(_("scoring rule"), default=dict)

    class Meta:
        ordering = ["title"]
        verbose_name = _("instrument")

    def __str__(self) -> str:
        return self.title


class Pulse(Released, TownObject):
    """A short survey of employees.

    ``blocks`` are the questions as they were when it opened, ``results`` what may be shown after closing;
    ``mark`` is the part of every code that names the survey.
    """

    title = models.CharField(_("title"), max_length=200)
    purpose = models.TextField(_("why we ask"))
    topics = models.JSONField(_("topics"), default=list, blank=True)
    question_ids = models.JSONField(_("own questions"), default=list, blank=True)
    instrument_ids = models.JSONField(_("instruments"), default=list, blank=True)
    about = models.CharField(_("which tool"), max_length=120, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=PulseState.choices, default=PulseState.PREPARED
    )
    closes_on = models.DateField(_("open until"), null=True, blank=True)
    floor = models.PositiveSmallIntegerField(
        _("smallest group that is shown"),
        default=LOWEST_FLOOR,
        validators=[MinValueValidator(LOWEST_FLOOR), MaxValueValidator(100)],
    )
    asks_texts = models.BooleanField(_("ask for words of one's own"), default=False)
    keeps_texts_months = models.PositiveSmallIntegerField(
        _("months that words are kept"),
        default=6,
        validators=[MinValueValidator(1), MaxValueValidator(24)],
    )
    people = models.PositiveIntegerField(
        _("people asked, where units name no employees"), null=True, blank=True
    )
    mark = models.CharField(max_length=4, editable=False)
    blocks = models.JSONField(default=list, blank=True, editable=False)
    opened_at = models.DateTimeField(_("opened on"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed on"), null=True, blank=True)
    answered = models.PositiveIntegerField(_("answers"), null=True, blank=True)
    results = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("survey")
        constraints = [
            models.UniqueConstraint(fields=["town", "mark"], name="one_pulse_per_mark"),
            models.CheckConstraint(
                condition=models.Q(floor__gte=LOWEST_FLOOR), name="pulse_floor_not_lowered"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PulseGroup(TownObject):
    """People who are reported together, fixed when the survey opens: a unit, or several rolled up.

    ``name`` stays even if the unit is dissolved; ``unit_ids`` are the units whose people are in it.
    """

    pulse = models.ForeignKey(Pulse, on_delete=models.CASCADE, related_name="groups")
    name = models.CharField(_("name"), max_length=300)
    invited = models.PositiveIntegerField(_("people"))
    unit_ids = models.JSONField(default=list, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("reporting group")

    def __str__(self) -> str:
        return self.name


class PulseReply(TownObject):
    """You said, we did: what the town answers to a topic of a closed survey."""

    pulse = models.ForeignKey(Pulse, on_delete=models.CASCADE, related_name="replies")
    topic = models.CharField(_("topic"), max_length=60)
    text = models.TextField(_("what we do about it"))
    state = models.CharField(
        _("state"), max_length=10, choices=ReplyState.choices, default=ReplyState.PLANNED
    )
    measure = models.ForeignKey(
        "strategy.Measure",
        verbose_name=_("measure"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        ordering = ["id"]
        verbose_name = _("reply")

    def __str__(self) -> str:
        return self.text[:80]


class Unlinked(TownOwned):
    """A row that must lead to nobody: random id, no time, in no journal and in no backup."""

    is_in_backups: ClassVar[bool] = False

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)

    class Meta:
        abstract = True


class PulseCode(Unlinked):
    """A slip's code, known by its hash; it names the group and whether it was used, never what was said."""

    group = models.ForeignKey(PulseGroup, on_delete=models.CASCADE, related_name="codes")
    code_hash = models.CharField(max_length=64, unique=True)
    is_used = models.BooleanField(default=False)

    def __str__(self) -> str:
        return ""


class PulseSheet(Unlinked):
    """A sheet that waits with a few others until it is torn into counts; no code, no person, no time."""

    group = models.ForeignKey(PulseGroup, on_delete=models.CASCADE, related_name="+")
    said = models.JSONField()

    def __str__(self) -> str:
        return ""


class PulseCount(Unlinked):
    """How many people of a group gave one answer to one question, or reached one band of an instrument.

    ``value`` is the step or the band, −1 for no answer.
    """

    group = models.ForeignKey(PulseGroup, on_delete=models.CASCADE, related_name="+")
    question = models.CharField(max_length=120)
    value = models.IntegerField()
    people = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "question", "value"], name="one_count_per_answer")
        ]

    def __str__(self) -> str:
        return ""


class PulseText(Unlinked):
    """Words that somebody wrote, without group; shown after closing if there are enough, until their term."""

    pulse = models.ForeignKey(Pulse, on_delete=models.CASCADE, related_name="texts")
    text = models.TextField()

    def __str__(self) -> str:
        return ""
