"""First steps: what a town answered, which it took, which it set aside, which it tells others of."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from kommune.municipalities.public import TownObject

SHARE = [MinValueValidator(0), MaxValueValidator(100)]


class StepAnswer(TownObject):
    """What somebody said about a need or a precondition of first steps, in per cent."""

    fact = models.CharField(_("question"), max_length=60)
    percent = models.PositiveSmallIntegerField(_("answer"), validators=SHARE)

    class Meta:
        verbose_name = _("answer about first steps")
        constraints: ClassVar = [models.UniqueConstraint(fields=["town", "fact"], name="one_answer_per_fact")]

    def __str__(self) -> str:
        return f"{self.fact}: {self.percent} %"


class TakenStep(TownObject):
    """A first step that became a measure."""

    step_key = models.CharField(max_length=60)
    measure = models.ForeignKey(
        "strategy.Measure", verbose_name=_("measure"), on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        verbose_name = _("first step taken")
        constraints: ClassVar = [models.UniqueConstraint(fields=["town", "step_key"], name="step_taken_once")]

    def __str__(self) -> str:
        return self.step_key


class StepAside(TownObject):
    """A first step that somebody set aside, and why."""

    step_key = models.CharField(max_length=60)
    reason = models.TextField(_("reason"), max_length=2000)
    set_on = models.DateField(_("set aside on"))

    class Meta:
        verbose_name = _("first step set aside")
        constraints: ClassVar = [models.UniqueConstraint(fields=["town", "step_key"], name="step_aside_once")]

    def __str__(self) -> str:
        return self.step_key


class SharedStep(TownObject):
    """A step that a town tells other towns of this installation about; they read it, only it writes it."""

    is_read_by_all_towns: ClassVar[bool] = True

    taken = models.ForeignKey(TakenStep, on_delete=models.CASCADE, related_name="+")
    step_key = models.CharField(max_length=60)
    town_name = models.CharField(max_length=200)
    said_on = models.DateField(_("told on"))

    class Meta:
        verbose_name = _("first step told to other towns")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["town", "step_key"], name="step_shared_once")
        ]

    def __str__(self) -> str:
        return self.step_key
