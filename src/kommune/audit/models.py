"""Journal entries with images before and after, and the revision counter of each town."""

from django.db import models

from kommune.foundation.conditions import IsZero
from kommune.foundation.ids import new_id


class Entry(models.Model):
    """One change of one object. Bare ids: what is journalled may be erased without touching this.

    ``before`` is None for a creation, ``after`` is None for a deletion.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    town_id = models.UUIDField(null=True)
    batch_id = models.UUIDField()
    position = models.PositiveIntegerField()
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    action = models.CharField(max_length=80)
    kind = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    label = models.CharField(max_length=300, blank=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["town_id", "kind", "object_id", "-id"], name="journal_by_object"),
            models.Index(fields=["town_id", "batch_id", "kind"], name="journal_by_batch_and_kind"),
            models.Index(fields=["town_id", "-id"], name="journal_by_time"),
            models.Index(
                fields=["town_id", "-batch_id", "action", "actor_id"],
                condition=models.Q(IsZero("position")),
                name="journal_first_of_batch",
            ),
            models.Index(
                fields=["town_id", "kind", "batch_id"],
                condition=models.Q(after__isnull=True),
                name="journal_deletions",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.kind} {self.object_id}"


class Revision(models.Model):
    """How often a town's data changed: derived figures carry the number they were made from."""

    town_id = models.UUIDField(primary_key=True)
    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.town_id}: {self.number}"
