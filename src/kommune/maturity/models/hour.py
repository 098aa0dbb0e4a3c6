"""The guided hour: a session, its six steps that are saved one by one, and the draft it ended in."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kommune.analysis.guided_hour import load_hour
from kommune.municipalities.public import Released, TownObject


class GuidedHour(Released, TownObject):
    """One pass through the questions; the next step stands on it so that it can be found when it is due."""

    title = models.CharField(_("title"), max_length=300)
    questions_version = models.PositiveSmallIntegerField(_("version of the questions"))
    started_at = models.DateTimeField(_("begun on"))
    reading = models.ForeignKey(
        "strategy.Reading",
        verbose_name=_("text that was read"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    next_what = models.CharField(_("next step"), max_length=500, blank=True)
    next_on = models.DateField(_("by when"), null=True, blank=True)
    next_owner = models.ForeignKey(
        "municipalities.Membership",
        verbose_name=_("by whom"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    next_done_on = models.DateField(_("done on"), null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("guided hour")

    def __str__(self) -> str:
        return self.title


class HourStep(TownObject):
    """The answers of one step by question; its version tells two people apart who save at once."""

    hour = models.ForeignKey(GuidedHour, on_delete=models.CASCADE, related_name="steps")
    key = models.CharField(max_length=20)
    answers = models.JSONField(_("answers"), default=dict, blank=True)
    saved_at = models.DateTimeField(_("saved on"), null=True, blank=True)
    saved_by = models.ForeignKey(
        "municipalities.Membership",
        verbose_name=_("saved by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        ordering = ["id"]
        verbose_name = _("step of the guided hour")
        constraints = [models.UniqueConstraint(fields=["hour", "key"], name="one_row_per_step")]

    def __str__(self) -> str:
        step = load_hour().step(self.key)
        return step.words.say(get_language() or "de") if step else self.key


class HourDraft(TownObject):
    """What a guided hour ended in; ``batch_id`` takes all of it back, None where it was linked afterwards."""

    hour = models.OneToOneField(GuidedHour, on_delete=models.CASCADE, related_name="draft")
    strategy = models.ForeignKey(
        "strategy.Strategy",
        verbose_name=_("strategy"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    city_strategy = models.ForeignKey(
        "strategy.Strategy",
        verbose_name=_("city strategy"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    batch_id = models.UUIDField(null=True, blank=True, editable=False)
    finished_at = models.DateTimeField(_("finished on"))

    class Meta:
        verbose_name = _("draft of the guided hour")

    def __str__(self) -> str:
        return str(self.strategy or "")
