"""Strategies, their fields of action and their goals as a tree."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from kommune.foundation.ids import new_id
from kommune.municipalities.public import Released, TownObject
from kommune.strategy.models.rated import Rated
from kommune.strategy.shapes import StrategyKind, StrategyState

YEAR = [MinValueValidator(1990), MaxValueValidator(2100)]


class Strategy(Released, TownObject):
    """One edition of a city, digital or sector strategy."""

    kind = models.CharField(_("kind"), max_length=10, choices=StrategyKind.choices)
    title = models.CharField(_("title"), max_length=300)
    summary = models.TextField(_("summary"), blank=True)
    starts_year = models.PositiveSmallIntegerField(_("from year"), null=True, blank=True, validators=YEAR)
    ends_year = models.PositiveSmallIntegerField(_("to year"), null=True, blank=True, validators=YEAR)
    state = models.CharField(
        _("state"), max_length=12, choices=StrategyState.choices, default=StrategyState.DRAFT
    )
    decision = models.CharField(_("decision"), max_length=300, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    supersedes = models.ForeignKey(
        "self",
        verbose_name=_("supersedes"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="superseded_by",
    )
    edition = models.PositiveSmallIntegerField(_("edition"), default=1)

    class Meta:
        ordering = ["kind", "-edition", "title"]
        verbose_name = _("strategy")

    def __str__(self) -> str:
        return self.title


class FieldOfAction(TownObject):
    """A field of action of a strategy."""

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="fields")
    number = models.CharField(_("number"), max_length=40, blank=True)
    title = models.CharField(_("title"), max_length=500)
    text = models.TextField(_("description"), blank=True)
    extra = models.JSONField(default=dict, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "number"]
        verbose_name = _("field of action")

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class Goal(TownObject):
    """A goal of a strategy; ``lineage_id`` stays the same across editions."""

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="goals")
    field = models.ForeignKey(
        FieldOfAction,
        verbose_name=_("field of action"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="goals",
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of goal"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="children",
    )
    number = models.CharField(_("number"), max_length=40, blank=True)
    title = models.CharField(_("title"), max_length=500)
    text = models.TextField(_("description"), blank=True)
    lineage_id = models.UUIDField(default=new_id, editable=False)
    extra = models.JSONField(default=dict, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "number"]
        verbose_name = _("goal")
        indexes = [models.Index(fields=["town", "lineage_id"], name="goal_by_lineage")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class GoalRelation(Rated, TownObject):
    """How a digital (or sector) goal acts on a city goal: −3 cancelling … +3 indivisible."""

    digital_goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="relations_out")
    city_goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="relations_in")
    score = models.SmallIntegerField(_("relation"), validators=[MinValueValidator(-3), MaxValueValidator(3)])

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["town", "digital_goal", "city_goal"], name="one_relation_per_pair"
            )
        ]

    def __str__(self) -> str:
        return f"{self.digital_goal_id} → {self.city_goal_id}: {self.score}"
