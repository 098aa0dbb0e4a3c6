"""Surveys as staff see them: lists, one with its groups, how far an open one is."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from kommune.foundation.dates import today
from kommune.maturity.models import Instrument, Pulse, PulseCode, PulseGroup, PulseQuestion, PulseReply
from kommune.maturity.rules import may_run_pulses
from kommune.maturity.shapes.pulses import PulseState
from kommune.municipalities.public import Viewer, released_for


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an open survey is; ``answered`` is None below the floor, and never told per group.

    It grows in steps of the floor: a number that moves with each sheet tells whoever watches it who answers.
    """

    invited: int
    slips: int
    answered: int | None
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class GroupSlips:
    """How many slips of a group were made, of how many people."""

    group: PulseGroup
    made: int

    @property
    def lacking(self) -> int:
        """How many slips the group still lacks."""
        return max(self.group.invited - self.made, 0)


def visible_pulses(viewer: Viewer) -> QuerySet[Pulse]:
    """The surveys that a person may see; those in preparation only who runs them.

    Results of many groups are large; they are read where somebody asks for them.
    """
    pulses: QuerySet[Pulse] = Pulse.objects.filter(released_for(viewer)).defer("results")
    return pulses if may_run_pulses(viewer) else pulses.filter(state=PulseState.CLOSED)


def pulse_for(viewer: Viewer, pulse_id: UUID) -> Pulse | None:
    """One survey, or None where it is not there for this person."""
    return visible_pulses(viewer).filter(id=pulse_id).first()


def progress_of(pulse: Pulse) -> Progress:
    """Of an open survey: people, slips, answers in all."""
    codes = PulseCode.objects.filter(group__pulse=pulse).aggregate(
        made=Count("pk"), used=Count("pk", filter=Q(is_used=True))
    )
    invited = sum(PulseGroup.objects.filter(pulse=pulse).values_list("invited", flat=True))
    told = codes["used"] - codes["used"] % pulse.floor
    return Progress(invited, codes["made"], told or None, is_overdue(pulse))


def is_overdue(pulse: Pulse) -> bool:
    """Whether the last day of an open survey has passed."""
    return pulse.state == PulseState.OPEN and pulse.closes_on is not None and pulse.closes_on < today()


def slips_of_groups(pulse: Pulse) -> list[GroupSlips]:
    """All groups of a survey with the number of their slips; whose slips were used is not told."""
    rows = PulseGroup.objects.filter(pulse=pulse).annotate(made=Count("codes"))
    return [GroupSlips(row, row.made) for row in rows]


def group_for(viewer: Viewer, group_id: UUID) -> PulseGroup | None:
    """One reporting group of a survey that this person may see."""
    group: PulseGroup | None = PulseGroup.objects.select_related("pulse").filter(id=group_id).first()
    if group is None or pulse_for(viewer, group.pulse_id) is None:
        return None
    return group


def open_pulses() -> QuerySet[Pulse]:
    """Surveys that take answers today, the one that closes first in front."""
    rows: QuerySet[Pulse] = Pulse.objects.filter(state=PulseState.OPEN, closes_on__gte=today())
    return rows.defer("results").order_by("closes_on", "id")


def has_pulses() -> bool:
    """Whether the town has held a survey, or prepared one."""
    return Pulse.objects.exists()


def own_questions() -> QuerySet[PulseQuestion]:
    """The town's own questions."""
    return PulseQuestion.objects.all()


def instruments() -> QuerySet[Instrument]:
    """The instruments that the town brought in."""
    return Instrument.objects.all()


def reply_for(viewer: Viewer, reply_id: UUID) -> PulseReply | None:
    """One reply to a survey that this person may see."""
    reply: PulseReply | None = (
        PulseReply.objects.select_related("pulse", "measure").filter(id=reply_id).first()
    )
    if reply is None or pulse_for(viewer, reply.pulse_id) is None:
        return None
    return reply
