"""States of self-assessments and what other rooms see of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

HIGHEST_LEVEL = 4


class AssessmentState(models.TextChoices):
    """Where an assessment stands."""

    PREPARED = "prepared", pgettext_lazy("assessment", "in preparation")
    OPEN = "open", pgettext_lazy("assessment", "open")
    CLOSED = "closed", pgettext_lazy("assessment", "closed")


class AssessmentForm(models.TextChoices):
    """How much is asked."""

    SHORT = "short", _("short: 27 questions, about 10 minutes")
    LONG = "long", _("long: 64 questions, about 25 minutes")


class MaturityDimension(models.TextChoices):
    """The eight sides of a town's digital change."""

    STRATEGY = "strategy", _("Strategy and city goals")
    STEERING = "steering", _("Steering and finance")
    SERVICES = "services", _("Services and processes")
    DATA = "data", _("Data and openness")
    TECHNOLOGY = "technology", _("Technology and security")
    PEOPLE = "people", _("People, culture and skills")
    COOPERATION = "cooperation", _("Cooperation between towns")
    ACCESS = "access", _("Participation and access")


@dataclass(frozen=True, slots=True)
class DimensionShape:
    """A dimension of a profile: scores 0…4 (None where too little was answered), people who answered."""

    present: float | None
    target: float | None
    n: int


@dataclass(frozen=True, slots=True)
class ProfileShape:
    """The newest closed assessment that a person may see, by dimension key in the order of the dimensions."""

    assessment_id: UUID
    title: str
    day: date
    dimensions: Mapping[str, DimensionShape]
