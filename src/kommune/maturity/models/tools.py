"""Introducing a tool: its way as stations, needs, candidates, roll-out by unit, what is retired.

Names of persons stand nowhere here: who uses a tool comes as counts (``models.usage``).
"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from kommune.maturity.shapes.tools import Retirement, Station, StationState, Verdict
from kommune.municipalities.public import TownObject


class ToolIntroduction(TownObject):
    """A measure that introduces a tool; visible as far as the measure is.

    The plan: in each unit the share of users shall reach ``target_percent`` within ``target_weeks`` weeks.
    ``decided_despite`` says why a go was decided before data protection and staff council answered.
    """

    measure = models.OneToOneField("strategy.Measure", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("name of the tool"), max_length=200)
    purpose = models.TextField(_("what it is for"), blank=True)
    target_percent = models.PositiveSmallIntegerField(
        _("share of users to reach (%)"),
        default=80,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    target_weeks = models.PositiveSmallIntegerField(
        _("within how many weeks"), default=12, validators=[MinValueValidator(1), MaxValueValidator(104)]
    )
    pilot_unit = models.ForeignKey(
        "municipalities.Unit",
        verbose_name=_("pilot team"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    pilot_from = models.DateField(_("pilot from"), null=True, blank=True)
    pilot_to = models.DateField(_("pilot until"), null=True, blank=True)
    verdict = models.CharField(_("decision"), max_length=20, choices=Verdict.choices, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decision_reason = models.TextField(_("reasons"), blank=True)
    conditions = models.TextField(_("conditions"), blank=True)
    decided_despite = models.TextField(_("why before data protection and staff council answered"), blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("introduction of a tool")

    def __str__(self) -> str:
        return self.name


class ToolStation(TownObject):
    """One station on the way of a tool: how far, when, who, what is worth knowing."""

    introduction = models.ForeignKey(ToolIntroduction, on_delete=models.CASCADE, related_name="stations")
    station = models.CharField(_("station"), max_length=20, choices=Station.choices)
    state = models.CharField(
        _("state"), max_length=12, choices=StationState.choices, default=StationState.OPEN
    )
    due_on = models.DateField(_("date"), null=True, blank=True)
    who = models.CharField(_("who"), max_length=300, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("station")
        constraints = [
            models.UniqueConstraint(fields=["introduction", "station"], name="tool_passes_station_once")
        ]

    def __str__(self) -> str:
        return str(Station(self.station).label) if self.station in Station.values else ""


class ToolNeed(TownObject):
    """What somebody needs, in her own words and without her name."""

    introduction = models.ForeignKey(ToolIntroduction, on_delete=models.CASCADE, related_name="needs")
    quote = models.TextField(_("in the words of users"))
    context = models.CharField(_("where it was said"), max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("need")

    def __str__(self) -> str:
        return self.quote[:80]


class ToolCriterion(TownObject):
    """What candidates are compared by; a must that is not met rules a candidate out."""

    introduction = models.ForeignKey(ToolIntroduction, on_delete=models.CASCADE, related_name="criteria")
    title = models.CharField(_("criterion"), max_length=200)
    is_must = models.BooleanField(_("must be met"), default=False)
    position = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("criterion")

    def __str__(self) -> str:
        return self.title


class ToolCandidate(TownObject):
    """A product or way that could meet the need; ``is_chosen`` is the one that was taken."""

    introduction = models.ForeignKey(ToolIntroduction, on_delete=models.CASCADE, related_name="candidates")
    title = models.CharField(_("candidate"), max_length=200)
    note = models.TextField(_("note"), blank=True)
    is_chosen = models.BooleanField(_("chosen"), default=False)
    position = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("candidate")

    def __str__(self) -> str:
        return self.title


class CandidateScore(TownObject):
    """How well a candidate meets a criterion: 0 (not at all) to 3 (fully), with the reason."""

    candidate = models.ForeignKey(ToolCandidate, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(ToolCriterion, on_delete=models.CASCADE, related_name="scores")
    score = models.PositiveSmallIntegerField(_("score"), validators=[MaxValueValidator(3)])
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("score of a candidate")
        constraints = [
            models.UniqueConstraint(fields=["candidate", "criterion"], name="candidate_scored_once")
        ]

    def __str__(self) -> str:
        return str(self.score)


class ToolUnit(TownObject):
    """A unit in the roll-out of a tool: when it is planned, trained and starts, and how many people it has.

    The name is kept, so that the history of a unit stays readable when the unit is dissolved and gone.
    """

    introduction = models.ForeignKey(ToolIntroduction, on_delete=models.CASCADE, related_name="units")
    unit = models.ForeignKey(
        "municipalities.Unit",
        verbose_name=_("unit"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    name = models.CharField(_("name of the unit"), max_length=200)
    key = models.CharField(max_length=80, blank=True, editable=False)
    also_called = models.CharField(_("also called in files"), max_length=500, blank=True)
    head_count = models.PositiveIntegerField(_("people who shall use it"), null=True, blank=True)
    planned_on = models.DateField(_("planned from"), null=True, blank=True)
    trained_on = models.DateField(_("trained on"), null=True, blank=True)
    started_on = models.DateField(_("started on"), null=True, blank=True)
    helper = models.CharField(_("who helps"), max_length=200, blank=True)
    dissolved_on = models.DateField(_("unit dissolved on"), null=True, blank=True)
    dissolved_note = models.CharField(_("where its work went"), max_length=300, blank=True)

    class Meta:
        ordering = ["planned_on", "id"]
        verbose_name = _("unit in the roll-out")
        constraints = [models.UniqueConstraint(fields=["introduction", "unit"], name="unit_in_rollout_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def other_names(self) -> list[str]:
        """What the unit is called in files beside its name and key."""
        return [text for part in self.also_called.split(";") if (text := part.strip())]


class RetiredThing(TownObject):
    """Something that a tool replaces: from when, and what becomes of it."""

    introduction = models.ForeignKey(ToolIntroduction, on_delete=models.CASCADE, related_name="retired")
    title = models.CharField(_("what is replaced"), max_length=200)
    state = models.CharField(
        _("state"), max_length=12, choices=Retirement.choices, default=Retirement.PLANNED
    )
    from_on = models.DateField(_("from"), null=True, blank=True)
    reason = models.CharField(_("reason, where it is kept"), max_length=500, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("what is retired")

    def __str__(self) -> str:
        return self.title
