"""Tables of the wing, by area."""

from kommune.maturity.models.pulses import (
    Instrument,
    Pulse,
    PulseCode,
    PulseCount,
    PulseGroup,
    PulseQuestion,
    PulseReply,
    PulseSheet,
    PulseText,
)

__all__ = [
    "Instrument",
    "Pulse",
    "PulseCode",
    "PulseCount",
    "PulseGroup",
    "PulseQuestion",
    "PulseReply",
    "PulseSheet",
    "PulseText",
]
