"""The strategy cycle: six stations per digital strategy with people, dates, notes and papers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kommune.maturity.shapes.cycle import PaperState, StationState
from kommune.municipalities.public import TownObject, TownOwned


class CycleStation(TownObject):
    """One station of a strategy's cycle; its state is what a person said, with who and when."""

    strategy = models.ForeignKey("strategy.Strategy", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=20)
    title = models.CharField(_("title"), max_length=100)
    state = models.CharField(
        _("state"), max_length=10, choices=StationState.choices, default=StationState.OPEN
    )
    state_by = models.ForeignKey(
        "municipalities.Membership",
        verbose_name=_("set by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    state_at = models.DateTimeField(_("set on"), null=True, blank=True)
    due_on = models.DateField(_("by when"), null=True, blank=True)
    notes = models.TextField(_("notes"), blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        verbose_name = _("station of the strategy cycle")
        constraints = [models.UniqueConstraint(fields=["strategy", "key"], name="one_row_per_station")]

    def __str__(self) -> str:
        return self.title


class StationPerson(TownOwned):
    """A person who is responsible for a station."""

    station = models.ForeignKey(CycleStation, on_delete=models.CASCADE, related_name="people")
    membership = models.ForeignKey("municipalities.Membership", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["station", "membership"], name="person_once_per_station")
        ]

    def __str__(self) -> str:
        return f"{self.station_id}: {self.membership_id}"


class StationPaper(TownObject):
    """A paper that a station owes: where it stands and where it lies."""

    station = models.ForeignKey(CycleStation, on_delete=models.CASCADE, related_name="papers")
    name = models.CharField(_("name"), max_length=300)
    state = models.CharField(_("state"), max_length=10, choices=PaperState.choices, default=PaperState.OWED)
    link = models.URLField(_("link"), max_length=500, blank=True)
    note = models.TextField(_("note"), blank=True)
    file_id = models.UUIDField(null=True, blank=True, editable=False)
    file_name = models.CharField(max_length=300, blank=True, editable=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("paper of a station")

    def __str__(self) -> str:
        return self.name
