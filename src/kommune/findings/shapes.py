"""A finding as detectors report it and as others see it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _


class FindingState(models.TextChoices):
    """What became of a finding."""

    OPEN = "open", _("open")
    IN_WORK = "in_work", _("being worked on")
    DISMISSED = "dismissed", _("dismissed with reason")
    GONE = "gone", _("gone")


@dataclass(frozen=True, slots=True)
class Detected:
    """What a detector saw in one run.

    ``fingerprint`` is stable over runs; ``evidence`` holds plain values for the sentence;
    ``cost_cents`` and ``cost_hours`` are per year, None where they cannot be computed.
    """

    kind: str
    subject_kind: str
    subject_id: str
    fingerprint: str
    severity: int
    released_to: int
    evidence: Mapping[str, Any] = field(default_factory=dict)
    proposed_goals: tuple[UUID, ...] = ()
    cost_cents: int | None = None
    cost_hours: float | None = None


@dataclass(frozen=True, slots=True)
class RunResult:
    """How a run compares with the one before: numbers of findings."""

    new: int
    gone: int
    back: int
    still_there: int
