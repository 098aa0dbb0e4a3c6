"""Closing a survey: what may be shown is reckoned once and kept, everything it was made of is deleted.

By somebody, or two weeks after its last day by itself; words go when their term is over.
"""

from random import SystemRandom
from uuid import UUID

from django.utils import timezone

from kommune.audit.public import journal
from kommune.foundation.duties import close_forgotten
from kommune.foundation.erasure import overwrite_after_commit
from kommune.maturity.actions.pulse_answers import tear_sheets
from kommune.maturity.actions.pulses import locked_pulse
from kommune.maturity.errors.pulses import NobodyAnswered, PulseAlreadyClosed, PulseNotOpen
from kommune.maturity.models import Pulse, PulseCode, PulseCount, PulseText
from kommune.maturity.queries.pulses.counting import count_pulse
from kommune.maturity.queries.pulses.terms import is_text_term_over
from kommune.maturity.rules import may_run_pulses
from kommune.maturity.shapes.pulses import PulseState
from kommune.municipalities.public import Viewer, change_object, require, system_viewer


def close_pulse(*, by: Viewer, pulse_id: UUID) -> None:
    """Evaluate an open survey and delete its sheets, counts and codes, in one transaction.

    Raises ``PulseAlreadyClosed`` for all but the first of several closings at once, ``PulseNotOpen``, and
    ``NobodyAnswered`` where there is no answer at all.
    """
    require(may_run_pulses(by))
    with journal(action="close_pulse", actor_id=by.user_id) as batch:
        pulse = _open(pulse_id)
        codes = PulseCode.objects.filter(group__pulse=pulse)
        answered = codes.filter(is_used=True).count()
        if not answered:
            raise NobodyAnswered
        tear_sheets(pulse)
        values = {
            "state": PulseState.CLOSED,
            "closed_at": timezone.now(),
            "answered": answered if answered >= pulse.floor else None,
            "results": count_pulse(pulse),
        }
        change_object(batch, pulse, values, None)
        codes.delete()
        PulseCount.objects.filter(group__pulse=pulse).delete()
        _mix_texts(pulse)
        overwrite_after_commit()


def drop_old_texts() -> int:
    """Delete the words of all surveys whose term is over; returns how many went. Not journalled."""
    gone = 0
    for pulse in Pulse.objects.filter(state=PulseState.CLOSED, asks_texts=True):
        if is_text_term_over(pulse, timezone.now()):
            gone += PulseText.objects.filter(pulse=pulse).delete()[0]
    if gone:
        overwrite_after_commit()
    return gone


def close_forgotten_pulses() -> int:
    """Close open surveys whose last day is two weeks past; returns how many. Without answers they stay."""
    return close_forgotten(
        Pulse.objects.filter(state=PulseState.OPEN),
        lambda one: close_pulse(by=system_viewer(), pulse_id=one),
        NobodyAnswered,
    )


def _mix_texts(pulse: Pulse) -> None:
    """Write the words anew in random order, or none of them where too few people wrote some.

    They came in as sheets were torn, a handful at a time: the order of their rows would tell who was early.
    """
    texts = PulseText.objects.filter(pulse=pulse)
    words = list(texts.values_list("text", flat=True))
    texts.delete()
    if len(words) >= pulse.floor:
        SystemRandom().shuffle(words)
        PulseText.objects.bulk_create(PulseText(pulse=pulse, text=text) for text in words)


def _open(pulse_id: UUID) -> Pulse:
    pulse = locked_pulse(pulse_id)
    if pulse.state == PulseState.CLOSED:
        raise PulseAlreadyClosed
    if pulse.state != PulseState.OPEN:
        raise PulseNotOpen
    return pulse
