"""Tokens of machines that work with one town's data, and the answers kept for repeated requests."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kommune.municipalities.models.owned import TownObject, TownOwned
from kommune.municipalities.models.places import Membership
from kommune.municipalities.shapes import Rung


class ApiToken(TownObject):
    """A machine's key to a town; only the hash of its secret is stored.

    It belongs to the town and outlives its maker's membership; withdrawing it is the way to end it.
    """

    journal_omits: ClassVar[frozenset[str]] = frozenset({"secret_hash", "last_used_on"})

    name = models.CharField(_("name"), max_length=120)
    secret_hash = models.CharField(max_length=64, db_index=True)
    scopes = models.JSONField(_("rights"), default=list)
    clearance = models.PositiveSmallIntegerField(
        _("sees what"), choices=Rung.choices, default=Rung.ADMINISTRATION
    )
    created_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    expires_at = models.DateTimeField(_("valid until"))
    last_used_on = models.DateField(_("last used"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("withdrawn on"), null=True, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name


class KeptAnswer(TownOwned):
    """The answer to a request with an Idempotency-Key, kept for a day so that nothing doubles."""

    token = models.ForeignKey(ApiToken, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    headers = models.JSONField(default=dict)
    body = models.TextField(blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="one_answer_per_key")]

    def __str__(self) -> str:
        return f"{self.token_id} {self.key}"
