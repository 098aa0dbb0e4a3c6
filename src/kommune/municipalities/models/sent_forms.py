"""Forms that were sent, each with where it led, so that the same one sent twice makes one thing."""

from django.db import models

from kommune.municipalities.models.owned import TownOwned


class SentForm(TownOwned):
    """The fingerprint of one person's sent form and the address that it led to, kept for a day."""

    fingerprint = models.CharField(max_length=64)
    led_to = models.TextField(blank=True)
    made_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["town", "fingerprint"], name="form_sent_once")]

    def __str__(self) -> str:
        return self.fingerprint
