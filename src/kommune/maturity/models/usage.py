"""Counts of how a tool is used, by unit and week; no row here belongs to a person or could be traced to one.

Units of fewer than five people never have a row: their counts go to the unit above before anything is kept.
"""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from kommune.maturity.models.tools import ToolIntroduction, ToolUnit
from kommune.maturity.shapes.tools import ToolAnswer, ToolQuestion
from kommune.municipalities.public import TownObject, TownOwned


class UsageCount(TownOwned):
    """How many people used a tool in one week; ``people`` and ``actions`` are None where nobody counted.

    ``merged_units`` is how many smaller units are counted in.
    """

    tool_unit = models.ForeignKey(ToolUnit, on_delete=models.CASCADE, related_name="counts")
    week = models.DateField(_("week from"))
    active = models.PositiveIntegerField(_("active people"))
    people = models.PositiveIntegerField(_("people with access"), null=True, blank=True)
    actions = models.PositiveIntegerField(_("actions"), null=True, blank=True)
    merged_units = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["week"]
        verbose_name = _("usage count")
        constraints = [
            models.UniqueConstraint(fields=["tool_unit", "week"], name="one_count_per_unit_and_week")
        ]

    def __str__(self) -> str:
        return str(self.week)


class UsageIntake(TownOwned):
    """A file of counts between reading and taking over: sums by unit and week, never the file itself.

    It is no object with a history; it goes when it is taken over, discarded, or a day old.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    introduction = models.ForeignKey(ToolIntroduction, on_delete=models.CASCADE, related_name="+")
    membership = models.ForeignKey(
        "municipalities.Membership", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    data = models.JSONField()

    def __str__(self) -> str:
        return str(self.id)


class ToolSurvey(TownObject):
    """The two questions about a tool, open to whoever has the link."""

    introduction = models.OneToOneField(ToolIntroduction, on_delete=models.CASCADE, related_name="survey")
    is_open = models.BooleanField(_("takes answers"), default=True)
    opened_on = models.DateField(_("opened on"))

    class Meta:
        verbose_name = _("two questions")

    def __str__(self) -> str:
        return str(self.opened_on)


class UsabilityScore(TownObject):
    """How usable people found a tool at one time: whole points of 100, people, interval; no single sheet."""

    introduction = models.ForeignKey(ToolIntroduction, on_delete=models.CASCADE, related_name="usability")
    measured_on = models.DateField(_("asked on"))
    value = models.PositiveSmallIntegerField(_("points"))
    sheets = models.PositiveIntegerField(_("answer sheets"))
    low = models.PositiveSmallIntegerField()
    high = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["-measured_on", "-id"]
        verbose_name = _("usability score")

    def __str__(self) -> str:
        return str(self.measured_on)


class AnswerCount(TownOwned):
    """How many people of a unit gave one answer to one question in one week; outside journal and history.

    The two questions are counted apart, so that not even two answers of one person can be put together.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    tool_unit = models.ForeignKey(ToolUnit, on_delete=models.CASCADE, related_name="answers")
    week = models.DateField()
    question = models.CharField(max_length=8, choices=ToolQuestion.choices)
    answer = models.CharField(max_length=8, choices=ToolAnswer.choices)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tool_unit", "week", "question", "answer"], name="one_number_per_answer_and_week"
            )
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.answer}"
