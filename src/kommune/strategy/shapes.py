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


class Way(models.TextChoices):
    """How a rating came about."""

    LIST = "list", _("from list")
    QUICK = "quick", _("first estimate, 1 person")
    MATRIX = "matrix", _("careful pass, 1 person")
    ROUND = "round", _("round of several people")
    QUESTION = "question", _("answer to a question")


class Confidence(models.IntegerChoices):
    """How sure a rater is."""

    LOW = 1, _("unsure")
    MEDIUM = 2, _("fairly sure")
    HIGH = 3, _("sure")


class WeightSource(models.TextChoices):
    """Where the weights of goals come from."""

    DECISION = "decision", _("decision")
    WORKSHOP = "workshop", _("workshop")
    ASSUMPTION = "assumption", _("assumption")


class ConflictState(models.TextChoices):
    """Where a goal conflict stands."""

    OPEN = "open", pgettext_lazy("conflict", "open")
    IN_WORK = "in_work", pgettext_lazy("conflict", "in work")
    CLOSED = "closed", pgettext_lazy("conflict", "settled")
    REOPENED = "reopened", pgettext_lazy("conflict", "open again")
    GONE = "gone", pgettext_lazy("conflict", "no longer there")


class Resolution(models.TextChoices):
    """What is done about a goal conflict."""

    ADAPT = "adapt", _("adapt the goal or the measure")
    CONDITION = "condition", _("set a condition")
    COMPENSATE = "compensate", _("compensate by another measure")
    SEQUENCE = "sequence", _("change the order")
    ACCEPT = "accept", _("accept by decision")
    DISCARD = "discard", _("discard the goal or the measure")


class RoundState(models.TextChoices):
    """Where a rating round stands."""

    PREPARED = "prepared", pgettext_lazy("round", "in preparation")
    OPEN = "open", pgettext_lazy("round", "open")
    CLOSED = "closed", pgettext_lazy("round", "closed")


class PairSource(models.TextChoices):
    """Which pairs a rating round puts to people."""

    LIKELY = "likely", _("likely pairs only")
    ALL = "all", _("every goal with every goal of the city")
    LINKED = "linked", _("measures with the goals that the list names")
    DISPUTED = "disputed", _("what an earlier round disagreed about")
    PICKED = "picked", _("single pairs that I choose afterwards")


class ReadKind(models.TextChoices):
    """What a passage of a text is proposed as."""

    FIELD = "field", _("Field of action")
    GOAL = "goal", _("Goal")
    MEASURE = "measure", _("Measure")


class ReadState(models.TextChoices):
    """What was decided about a proposal."""

    PROPOSED = "proposed", pgettext_lazy("proposal", "proposed")
    KEPT = "kept", pgettext_lazy("proposal", "kept")
    DROPPED = "dropped", pgettext_lazy("proposal", "dropped")


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
