"""Rating rounds: several people rate the same pairs, blind until the round closes.

Raters and blind ratings stand outside journal, trash and history, and are deleted when the round closes;
what stays is the distribution per pair, without names.
"""

from typing import ClassVar
from uuid import uuid4

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from kommune.municipalities.public import Released, TownObject, TownOwned
from kommune.strategy.models.measures import Measure
from kommune.strategy.models.strategies import Goal
from kommune.strategy.shapes import RoundState

SCORE = [MinValueValidator(-3), MaxValueValidator(3)]


class RatingRound(Released, TownObject):
    """Pairs put to several people at once.

    ``alike_sheets`` is how many sheets gave nearly always the same value, known when the round is closed.
    """

    title = models.CharField(_("title"), max_length=300)
    note = models.TextField(_("what the raters should know"), blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=RoundState.choices, default=RoundState.PREPARED
    )
    closes_on = models.DateField(_("open until"), null=True, blank=True)
    opened_at = models.DateTimeField(_("opened on"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed on"), null=True, blank=True)
    raters_asked = models.PositiveSmallIntegerField(_("sheets given out"), default=0)
    raters_answered = models.PositiveSmallIntegerField(_("sheets with answers"), default=0)
    alike_sheets = models.PositiveSmallIntegerField(_("sheets with one value nearly everywhere"), default=0)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("rating round")

    def __str__(self) -> str:
        return self.title


class RoundPair(TownObject):
    """One question of a round, and after its end what came out: a digital goal or a measure, and a goal.

    ``counts`` maps scores to how many people chose them; ``reasons`` are texts without names, in random
    order. Both are empty until the round closes. ``consensus`` is what was agreed afterwards.
    """

    round = models.ForeignKey(RatingRound, on_delete=models.CASCADE, related_name="pairs")
    digital_goal = models.ForeignKey(Goal, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    measure = models.ForeignKey(Measure, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict, blank=True)
    reasons = models.JSONField(default=list, blank=True)
    median = models.SmallIntegerField(null=True, blank=True)
    spread = models.PositiveSmallIntegerField(null=True, blank=True)
    consensus = models.SmallIntegerField(_("agreed"), null=True, blank=True, validators=SCORE)
    consensus_note = models.TextField(_("reason"), blank=True)

    class Meta:
        ordering = ["position"]
        verbose_name = _("pair of a round")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(digital_goal=None, measure__isnull=False)
                | models.Q(digital_goal__isnull=False, measure=None),
                name="pair_starts_at_goal_or_measure",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.digital_goal_id or self.measure_id} → {self.goal_id}"


class RoundRater(TownOwned):
    """A person asked to rate, known by the hash of her link only, and by a name until the round closes.

    The name stays out of backups, which outlive the round.
    """

    backup_omits: ClassVar[frozenset[str]] = frozenset({"name"})

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey(RatingRound, on_delete=models.CASCADE, related_name="raters")
    name = models.CharField(_("name"), max_length=200, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    is_done = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class BlindRating(TownOwned):
    """What one rater says about one pair while the round is open; ``device`` may see it again."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    rater = models.ForeignKey(RoundRater, on_delete=models.CASCADE, related_name="ratings")
    pair = models.ForeignKey(RoundPair, on_delete=models.CASCADE, related_name="+")
    score = models.SmallIntegerField(validators=SCORE)
    confidence = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.TextField(blank=True)
    device = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rater", "pair"], name="one_blind_rating_per_pair")]

    def __str__(self) -> str:
        return f"{self.pair_id}: {self.score}"
