"""Measures with their fact sheet, costs by year, links to goals, status reports and findings."""

from typing import TYPE_CHECKING

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from kommune.municipalities.public import Released, TownObject, TownOwned
from kommune.strategy.models.rated import Rated
from kommune.strategy.models.strategies import FieldOfAction, Goal, Strategy
from kommune.strategy.shapes import Light, Phase

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def percent_field(label: "str | _StrPromise") -> "models.PositiveSmallIntegerField[int | None, int | None]":
    """A share of 100, empty while nobody has said."""
    return models.PositiveSmallIntegerField(label, null=True, blank=True, validators=[MaxValueValidator(100)])


class Measure(Released, TownObject):
    """What the town does; lives on across editions of its strategy."""

    strategy = models.ForeignKey(
        Strategy,
        verbose_name=_("strategy"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="measures",
    )
    field = models.ForeignKey(
        FieldOfAction,
        verbose_name=_("field of action"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="measures",
    )
    number = models.CharField(_("number"), max_length=40, blank=True)
    title = models.CharField(_("title"), max_length=500)
    aim = models.TextField(_("aim"), blank=True)
    benefit_decision_makers = models.TextField(_("benefit for decision-makers"), blank=True)
    benefit_employees = models.TextField(_("benefit for employees"), blank=True)
    benefit_citizens = models.TextField(_("benefit for citizens"), blank=True)
    lead_unit = models.ForeignKey(
        "municipalities.Unit",
        verbose_name=_("lead unit"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="led_measures",
    )
    owner = models.ForeignKey(
        "municipalities.Membership",
        verbose_name=_("owner"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="owned_measures",
    )
    owner_name = models.CharField(_("owner (name in the list)"), max_length=200, blank=True)
    starts_on = models.DateField(_("start"), null=True, blank=True)
    ends_on = models.DateField(_("end"), null=True, blank=True)
    is_legal_duty = models.BooleanField(_("legal duty"), default=False)
    legal_basis = models.CharField(_("legal basis"), max_length=500, blank=True)
    phase = models.CharField(_("phase"), max_length=16, choices=Phase.choices, default=Phase.IDEA)
    phase_reason = models.TextField(_("reason for the end"), blank=True)
    light = models.CharField(_("how it goes"), max_length=8, choices=Light.choices, blank=True)
    decision = models.CharField(_("decision"), max_length=300, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    remarks = models.TextField(_("remarks"), blank=True)
    extra = models.JSONField(default=dict, blank=True)
    split_technology = percent_field(_("Technology"))
    split_process = percent_field(_("Processes"))
    split_organisation = percent_field(_("Organisation"))
    split_culture = percent_field(_("Culture and new work"))
    split_citizens = percent_field(_("Citizens' use"))
    split_cooperation = percent_field(_("Cooperation"))
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "number"]
        verbose_name = _("measure")
        indexes = [
            models.Index(fields=["town", "number"], name="measure_by_number"),
            models.Index(fields=["town", "position"], name="measure_by_position"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class MeasureUnit(TownOwned):
    """A unit that takes part in a measure beside the lead."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="participations")
    unit = models.ForeignKey("municipalities.Unit", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["measure", "unit"], name="unit_takes_part_once")]

    def __str__(self) -> str:
        return f"{self.measure_id}: {self.unit_id}"


class MeasureCost(TownOwned):
    """What a measure costs in one year, in cents; ``year`` None is a total without a year."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="costs")
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    amount_cents = models.PositiveBigIntegerField(_("amount"))

    class Meta:
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "year"], name="one_cost_per_year"),
            models.UniqueConstraint(
                fields=["measure"], condition=models.Q(year=None), name="one_cost_without_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.year}: {self.amount_cents}"


class Contribution(Rated, TownOwned):
    """How much a measure contributes to a goal: 0 … 3; a list without strengths counts as 2."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="contributions")
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="contributions")
    strength = models.PositiveSmallIntegerField(_("contribution"), validators=[MaxValueValidator(3)])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["measure", "goal"], name="one_contribution_per_pair")]

    def __str__(self) -> str:
        return f"{self.measure_id} → {self.goal_id}: {self.strength}"


class StatusReport(TownObject):
    """How a measure went at one time: text, light, day; ``label`` where a list has no day."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="reports")
    number = models.CharField(_("number"), max_length=60, blank=True)
    reported_on = models.DateField(_("date"), null=True, blank=True)
    label = models.CharField(_("title"), max_length=200, blank=True)
    light = models.CharField(_("how it goes"), max_length=8, choices=Light.choices, blank=True)
    text = models.TextField(_("report"), blank=True)
    extra = models.JSONField(default=dict, blank=True)
    author = models.ForeignKey(
        "municipalities.Membership", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["measure", "-reported_on", "-position"]
        verbose_name = _("status report")

    def __str__(self) -> str:
        return self.label or str(self.reported_on or "")


class MeasureFinding(TownOwned):
    """The measure that shall make a finding disappear."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="answered_findings")
    finding = models.ForeignKey("findings.Finding", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["measure", "finding"], name="finding_answered_once")]

    def __str__(self) -> str:
        return f"{self.measure_id} → {self.finding_id}"


class DerivedFigures(TownOwned):
    """Figures computed from the town's data, with the revision they were made from.

    One row per kind and rung of the ladder, since each rung sees other measures.
    """

    kind = models.CharField(max_length=40)
    rung = models.PositiveSmallIntegerField()
    input_revision = models.PositiveBigIntegerField()
    as_of = models.DateField()
    computed_at = models.DateTimeField()
    data = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["town", "kind", "rung"], name="figures_once_per_rung")]

    def __str__(self) -> str:
        return f"{self.kind} (rung {self.rung}) from revision {self.input_revision}"
