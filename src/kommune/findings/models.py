"""The register of findings and the runs that made it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kommune.findings.shapes import FindingState
from kommune.municipalities.public import Released, TownObject, TownOwned


class Finding(Released, TownObject):
    """One thing that some analysis found; the same thing found again is the same row."""

    source = models.CharField(max_length=40)
    kind = models.CharField(_("kind"), max_length=60)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    fingerprint = models.CharField(max_length=200)
    severity = models.PositiveSmallIntegerField(_("severity"), default=1)
    evidence = models.JSONField(default=dict, blank=True)
    proposed_goals = models.JSONField(default=list, blank=True)
    cost_cents = models.BigIntegerField(_("cost per year"), null=True, blank=True)
    cost_hours = models.FloatField(_("hours per year"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=FindingState.choices, default=FindingState.OPEN
    )
    dismissed_reason = models.TextField(_("reason"), blank=True)
    owner = models.ForeignKey(
        "municipalities.Membership",
        verbose_name=_("owner"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True, blank=True)
    back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-severity", "kind", "first_seen_at"]
        constraints = [models.UniqueConstraint(fields=["town", "fingerprint"], name="finding_once_per_town")]
        indexes = [models.Index(fields=["town", "state", "kind"], name="finding_by_state")]

    def __str__(self) -> str:
        return self.fingerprint


class FindingRun(TownOwned):
    """One run of one source of findings."""

    source = models.CharField(max_length=40)
    ran_at = models.DateTimeField()
    input_revision = models.PositiveBigIntegerField()
    new = models.PositiveIntegerField()
    gone = models.PositiveIntegerField()
    back = models.PositiveIntegerField()
    still_there = models.PositiveIntegerField()

    class Meta:
        ordering = ["-ran_at"]

    def __str__(self) -> str:
        return f"{self.source} {self.ran_at:%Y-%m-%d}"
