"""What every rated link carries beside its value: reason, confidence, who, when and how."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from kommune.strategy.shapes import Confidence, Origin, Way


class Rated(models.Model):
    """A link between two things with what is known about its value.

    The value now; every earlier one stands in the journal, so that "at date X" is a question to it.
    ``origin`` stays "list" until a person rates the link; ``rated_by`` is empty where a round did.
    """

    origin = models.CharField(max_length=8, choices=Origin.choices, default=Origin.LIST)
    strength_given = models.BooleanField(default=False)
    to_confirm = models.BooleanField(default=False)
    reason = models.TextField(_("reason"), blank=True)
    confidence = models.PositiveSmallIntegerField(
        _("confidence"), null=True, blank=True, choices=Confidence.choices, validators=[MaxValueValidator(3)]
    )
    way = models.CharField(max_length=8, choices=Way.choices, default=Way.LIST)
    rated_at = models.DateTimeField(null=True, blank=True)
    rated_by = models.ForeignKey(
        "municipalities.Membership", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    round = models.ForeignKey(
        "strategy.RatingRound", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        abstract = True
