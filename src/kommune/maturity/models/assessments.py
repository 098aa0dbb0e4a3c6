"""Self-assessments: what is asked, what came out; and sheets that nobody sees and that go when it closes.

People and answers stand outside journal, trash, history, search and backups, and are deleted when the
assessment closes; what stays is median and distribution per question, without names.
"""

from typing import ClassVar
from uuid import uuid4

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from kommune.maturity.shapes.assessments import (
    HIGHEST_LEVEL,
    AssessmentForm,
    AssessmentState,
    MaturityDimension,
)
from kommune.municipalities.public import Released, TownObject, TownOwned

LEVEL = [MaxValueValidator(HIGHEST_LEVEL)]


class AssessmentQuestion(TownObject):
    """A question that the town worded itself, with five steps; a retired one is asked no more."""

    dimension = models.CharField(_("dimension"), max_length=12, choices=MaturityDimension.choices)
    words = models.CharField(_("question"), max_length=300)
    level_0 = models.CharField(_("step 0"), max_length=120)
    level_1 = models.CharField(_("step 1"), max_length=120)
    level_2 = models.CharField(_("step 2"), max_length=120)
    level_3 = models.CharField(_("step 3"), max_length=120)
    level_4 = models.CharField(_("step 4"), max_length=120)
    evidence = models.CharField(_("what would show it"), max_length=200, blank=True)
    retired_on = models.DateField(_("retired on"), null=True, blank=True)

    class Meta:
        ordering = ["dimension", "id"]
        verbose_name = _("own question of the self-assessment")

    def __str__(self) -> str:
        return self.words

    @property
    def levels(self) -> list[str]:
        """The five steps from 0 to 4."""
        return [self.level_0, self.level_1, self.level_2, self.level_3, self.level_4]


class Assessment(Released, TownObject):
    """A self-assessment of the town by several people; ``profile`` is its result per dimension."""

    title = models.CharField(_("title"), max_length=200)
    note = models.TextField(_("what people should know"), blank=True)
    form = models.CharField(
        _("form"), max_length=10, choices=AssessmentForm.choices, default=AssessmentForm.SHORT
    )
    held_on = models.DateField(_("day it speaks of"), null=True, blank=True)
    closes_on = models.DateField(_("open until"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=AssessmentState.choices, default=AssessmentState.PREPARED
    )
    questions_version = models.CharField(_("version of the questions"), max_length=20, editable=False)
    repeats = models.ForeignKey(
        "self",
        verbose_name=_("repeats"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="repeated_by",
    )
    opened_at = models.DateTimeField(_("opened on"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed on"), null=True, blank=True)
    people_asked = models.PositiveSmallIntegerField(_("sheets given out"), default=0)
    people_answered = models.PositiveSmallIntegerField(_("sheets with answers"), default=0)
    alike_sheets = models.PositiveSmallIntegerField(_("sheets with one step nearly everywhere"), default=0)
    groups = models.JSONField(_("units asked"), default=list, blank=True)
    profile = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        ordering = ["-held_on", "-id"]
        verbose_name = _("self-assessment")

    def __str__(self) -> str:
        return self.title


class AssessmentItem(TownObject):
    """One question of an assessment in the words it was asked in, and after the end what came out.

    ``words``, ``levels`` and ``hint`` are texts by language. ``present`` and ``target`` are medians;
    ``present_counts`` map steps to how many people chose them; ``evidence`` are texts and links without
    names, in random order. Counts, spreads and evidence stay empty below three answers.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="items")
    dimension = models.CharField(_("dimension"), max_length=12, choices=MaturityDimension.choices)
    key = models.CharField(max_length=60)
    words = models.JSONField(default=dict)
    levels = models.JSONField(default=dict)
    hint = models.JSONField(default=dict, blank=True)
    is_own = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)
    n_present = models.PositiveSmallIntegerField(default=0)
    n_target = models.PositiveSmallIntegerField(default=0)
    n_unknown = models.PositiveSmallIntegerField(default=0)
    present = models.FloatField(null=True, blank=True)
    present_spread = models.PositiveSmallIntegerField(null=True, blank=True)
    present_counts = models.JSONField(default=dict, blank=True)
    target = models.FloatField(null=True, blank=True)
    target_spread = models.PositiveSmallIntegerField(null=True, blank=True)
    target_counts = models.JSONField(default=dict, blank=True)
    evidence = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["position"]
        verbose_name = _("question of a self-assessment")
        constraints = [
            models.UniqueConstraint(fields=["assessment", "key"], name="one_item_per_question"),
        ]

    def __str__(self) -> str:
        return str(self.words.get("de") or self.key)


class AssessmentPerson(TownOwned):
    """Somebody asked, known by the hash of her link, and by name or membership until it closes."""

    is_in_backups: ClassVar[bool] = False

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="people")
    member = models.ForeignKey(
        "municipalities.Membership", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(_("name"), max_length=200, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    is_done = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "member"],
                condition=models.Q(member__isnull=False),
                name="one_sheet_per_member",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AssessmentAnswer(TownOwned):
    """What one person says about one question while the assessment is open; ``device`` may see it again."""

    is_in_backups: ClassVar[bool] = False

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(AssessmentPerson, on_delete=models.CASCADE, related_name="answers")
    item = models.ForeignKey(AssessmentItem, on_delete=models.CASCADE, related_name="+")
    present = models.PositiveSmallIntegerField(null=True, blank=True, validators=LEVEL)
    target = models.PositiveSmallIntegerField(null=True, blank=True, validators=LEVEL)
    is_unknown = models.BooleanField(default=False)
    evidence = models.TextField(blank=True)
    link = models.CharField(max_length=500, blank=True)
    device = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "item"], name="one_answer_per_item"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.present}"
