"""Background jobs with their progress, and which daily duty was done when."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kommune.jobs.shapes import JobState
from kommune.municipalities.public import TownObject, TownOwned


class Job(TownObject):
    """One piece of background work of a town, asked for by a person or the program."""

    kind = models.CharField(max_length=60)
    title = models.CharField(_("title"), max_length=200)
    params = models.JSONField(default=dict)
    state = models.CharField(_("state"), max_length=10, choices=JobState.choices, default=JobState.QUEUED)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True)
    text = models.CharField(max_length=200, blank=True)
    result = models.JSONField(default=dict)
    error = models.TextField(blank=True)
    asked_by = models.ForeignKey(
        "municipalities.Membership", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    cancel_asked = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(auto_now_add=True)
    heartbeat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["town", "state"], name="job_by_state")]

    def __str__(self) -> str:
        return self.title


class DutyDay(TownOwned):
    """When a daily duty was last done; left out of backups, since what a backup brings back is due again."""

    is_in_backups: ClassVar[bool] = False

    key = models.CharField(max_length=60)
    done_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["town", "key"], name="one_day_per_duty")]

    def __str__(self) -> str:
        return self.key
