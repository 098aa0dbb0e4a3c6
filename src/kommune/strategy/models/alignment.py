"""Weights of goals, goal conflicts with their decision, answered tensions, and vectors of texts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kommune.municipalities.public import Released, TownObject, TownOwned
from kommune.strategy.models.strategies import Goal, Strategy
from kommune.strategy.shapes import ConflictState, Resolution, WeightSource


class Weighting(TownObject):
    """The weights of one strategy's goals; without one all weigh the same.

    ``shares`` maps ids of goals to percent among their siblings (numbers of 0 or more, scaled to 100); a goal
    that is not named gets the mean of its siblings. Weights need a source.
    """

    strategy = models.OneToOneField(Strategy, on_delete=models.CASCADE, related_name="weighting")
    shares = models.JSONField(default=dict)
    source = models.CharField(_("source"), max_length=12, choices=WeightSource.choices)
    source_note = models.CharField(_("which one"), max_length=500)
    decided_on = models.DateField(_("date"), null=True, blank=True)

    class Meta:
        verbose_name = _("weights")

    def __str__(self) -> str:
        return f"{self.strategy_id}: {self.source_note}"


class GoalConflict(Released, TownObject):
    """A digital goal that works against a city goal, on its way to a decision.

    There is one per pair with a negative relation. ``path`` is the fingerprint of its ratings when it was
    settled: where they change it opens again. Owners are the units in charge of both goals.
    """

    digital_goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="conflicts_out")
    city_goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="conflicts_in")
    state = models.CharField(
        _("state"), max_length=10, choices=ConflictState.choices, default=ConflictState.OPEN
    )
    digital_unit = models.ForeignKey(
        "municipalities.Unit",
        verbose_name=_("in charge of the digital goal"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    city_unit = models.ForeignKey(
        "municipalities.Unit",
        verbose_name=_("in charge of the city goal"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    resolution = models.CharField(_("what is done"), max_length=12, choices=Resolution.choices, blank=True)
    resolution_text = models.TextField(_("how exactly"), blank=True)
    due_on = models.DateField(_("until"), null=True, blank=True)
    decision = models.CharField(_("decision"), max_length=300, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decision_url = models.URLField(_("link to the council information system"), blank=True, max_length=500)
    opened_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    path = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["opened_at"]
        verbose_name = _("goal conflict")
        constraints = [
            models.UniqueConstraint(
                fields=["town", "digital_goal", "city_goal"], name="one_conflict_per_pair"
            )
        ]

    def __str__(self) -> str:
        return f"{self.digital_goal_id} ┅ {self.city_goal_id}"


class Tension(TownObject):
    """A typical tension as the town words it: a shipped one changed or put aside, or one of its own.

    ``content`` has the form that ``kommune.analysis.suggestions`` checks.
    """

    key = models.SlugField(_("short name"), max_length=60)
    content = models.JSONField()
    is_used = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering = ["key"]
        verbose_name = _("tension")
        constraints = [models.UniqueConstraint(fields=["town", "key"], name="one_tension_per_key")]

    def __str__(self) -> str:
        return self.key


class TensionAnswer(TownObject):
    """That a person answered the question about a pair of goals; a "yes" left a rating beside it."""

    digital_goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="+")
    city_goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="+")
    tension_key = models.SlugField(max_length=60)
    is_conflict = models.BooleanField()
    note = models.TextField(_("reason"), blank=True)
    answered_by = models.ForeignKey(
        "municipalities.Membership", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("answer to a question")
        constraints = [
            models.UniqueConstraint(
                fields=["town", "digital_goal", "city_goal", "tension_key"], name="one_answer_per_question"
            )
        ]

    def __str__(self) -> str:
        return f"{self.tension_key}: {self.is_conflict}"


class TextVector(TownOwned):
    """The meaning of a goal's or measure's text as numbers, kept until the text changes; derived."""

    object_id = models.UUIDField()
    text_hash = models.CharField(max_length=64)
    vector = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["town", "object_id"], name="one_vector_per_text")]

    def __str__(self) -> str:
        return str(self.object_id)
