"""The strategy wing's words: kinds, states, phases, lights, dimensions, and plain values for others."""

from dataclasses import dataclass
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class StrategyKind(models.TextChoices):
    """Whose strategy it is."""

    CITY = "city", _("City strategy")
    DIGITAL = "digital", _("Digital strategy")
    SECTOR = "sector", _("Sector strategy")


class StrategyState(models.TextChoices):
    """Where a strategy stands."""

    DRAFT = "draft", _("Draft")
    CONSULTED = "consulted", _("Consulted")
    ADOPTED = "adopted", _("Adopted")
    SUPERSEDED = "superseded", _("Superseded")


class Phase(models.TextChoices):
    """Where a measure stands, from idea to honest end."""

    IDEA = "idea", _("Idea")
    REVIEWED = "reviewed", _("Reviewed")
    DECIDED = "decided", pgettext_lazy("phase", "Decided")
    FUNDED = "funded", _("Funded")
    RUNNING = "running", _("In implementation")
    OPERATING = "operating", _("In operation")
    ENDED_REACHED = "ended_reached", _("Ended: reached")
    ENDED_CANCELLED = "ended_cancelled", _("Ended: cancelled")
    ENDED_FAILED = "ended_failed", _("Ended: failed")
    ENDED_REPLACED = "ended_replaced", _("Ended: replaced")


ENDED_PHASES = frozenset(
    {Phase.ENDED_REACHED, Phase.ENDED_CANCELLED, Phase.ENDED_FAILED, Phase.ENDED_REPLACED}
)


class Light(models.TextChoices):
    """How a measure goes, as its people report it."""

    GREEN = "green", _("on track")
    ORANGE = "orange", _("faltering")
    RED = "red", _("stuck")


class Origin(models.TextChoices):
    """Where a link comes from."""

    LIST = "list", _("from list")
    RATED = "rated", _("rated")


class Dimension(models.TextChoices):
    """What a measure changes: more than eGovernment."""

    TECHNOLOGY = "technology", _("Technology")
    PROCESS = "process", _("Processes")
    ORGANISATION = "organisation", _("Organisation")
    CULTURE = "culture", _("Culture and new work")
    CITIZENS = "citizens", _("Citizens' use")
    COOPERATION = "cooperation", _("Cooperation")


@dataclass(frozen=True, slots=True)
class MeasureShape:
    """A measure as other apps see it."""

    id: UUID
    number: str
    title: str
    phase: str


@dataclass(frozen=True, slots=True)
class GoalShape:
    """A goal as other apps see it; ``role`` is 'city', 'digital' or 'sector'."""

    id: UUID
    number: str
    title: str
    role: str
    strategy_id: UUID
