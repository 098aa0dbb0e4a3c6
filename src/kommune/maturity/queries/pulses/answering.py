"""What the page behind a slip's code shows: the questions, or why no answer is taken."""

from dataclasses import dataclass
from datetime import date

from kommune.foundation.dates import today
from kommune.foundation.scope import current_town
from kommune.maturity.errors.pulses import CodeUnknown, CodeUsed, SurveyClosed, SurveyNotYetOpen
from kommune.maturity.models import Pulse, PulseCode
from kommune.maturity.queries.pulses.codes import hash_of, mark_of
from kommune.maturity.queries.pulses.topics import blocks_from, minutes_for
from kommune.maturity.shapes.pulses import Block, PulseState


@dataclass(frozen=True, slots=True)
class OpenSheet:
    """An empty sheet for somebody who may answer."""

    pulse: Pulse
    blocks: tuple[Block, ...]
    minutes: int
    closes_on: date | None
    asks_texts: bool


def sheet_for(code: str) -> OpenSheet:
    """The sheet behind a code; raises the reason where no answer is taken. Changes nothing."""
    pulse = pulse_of(code)
    require_answers_taken(pulse)
    used = PulseCode.objects.filter(code_hash=hash_of(current_town(), code), group__pulse_id=pulse.id)
    is_used = used.values_list("is_used", flat=True).first()
    if is_used is None:
        raise CodeUnknown
    if is_used:
        raise CodeUsed
    blocks = blocks_from(pulse.blocks)
    count = sum(len(block.questions) for block in blocks)
    return OpenSheet(pulse, blocks, minutes_for(count), pulse.closes_on, pulse.asks_texts)


def pulse_of(code: str) -> Pulse:
    """The survey that a code names; raises ``CodeUnknown``."""
    mark = mark_of(code)
    found: Pulse | None = Pulse.objects.filter(mark=mark).first() if mark else None
    if found is None:
        raise CodeUnknown
    return found


def require_answers_taken(pulse: Pulse) -> None:
    """Raise ``SurveyClosed`` or ``SurveyNotYetOpen`` unless the survey takes answers today."""
    is_over = pulse.closes_on is not None and pulse.closes_on < today()
    if pulse.state == PulseState.CLOSED or (pulse.state == PulseState.OPEN and is_over):
        raise SurveyClosed
    if pulse.state != PulseState.OPEN:
        raise SurveyNotYetOpen
