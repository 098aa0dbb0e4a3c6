"""A strategy read from a text: what is proposed, from which passage, and what was decided about it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kommune.municipalities.public import TownObject
from kommune.strategy.models.strategies import Strategy
from kommune.strategy.shapes import ReadKind, ReadState, StrategyKind


class Reading(TownObject):
    """One text, read once; ``strategy`` is what was made of it."""

    title = models.CharField(_("title"), max_length=300)
    kind = models.CharField(_("kind"), max_length=10, choices=StrategyKind.choices)
    file_id = models.UUIDField(null=True, blank=True)
    text = models.TextField()
    pages = models.PositiveIntegerField(default=0)
    strategy = models.ForeignKey(
        Strategy, null=True, blank=True, on_delete=models.SET_NULL, related_name="readings"
    )
    read_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("text that was read")

    def __str__(self) -> str:
        return self.title


class Passage(TownObject):
    """A passage of a text and what it is proposed as; ``start`` and ``end`` are its place in the text."""

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="passages")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="parts")
    kind = models.CharField(_("kind"), max_length=8, choices=ReadKind.choices)
    state = models.CharField(_("state"), max_length=8, choices=ReadState.choices, default=ReadState.PROPOSED)
    number = models.CharField(_("number"), max_length=40, blank=True)
    title = models.CharField(_("title"), max_length=500)
    description = models.TextField(_("description"), blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    page = models.PositiveIntegerField(null=True, blank=True)
    why = models.CharField(max_length=60, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        verbose_name = _("proposal")

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()
