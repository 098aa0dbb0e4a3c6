"""An open pulse for tests: units with people, slips, and sheets sent in by them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from kommune.foundation.dates import today
from kommune.maturity.actions.pulse_answers import send_answers
from kommune.maturity.actions.pulses import make_slips, open_pulse, prepare_pulse
from kommune.maturity.models import Pulse, PulseGroup
from kommune.maturity.queries.pulses.topics import blocks_from
from kommune.maturity.shapes.pulses import Said
from kommune.municipalities.public import Viewer, create_unit, system_viewer

UNITS = {"Bürgerdienste": 14, "Bauen": 10, "Soziales": 9}


@dataclass(frozen=True)
class OpenPulse:
    """A pulse with its codes by the name of the group."""

    id: UUID
    codes: Mapping[str, Sequence[str]]

    @property
    def all_codes(self) -> list[str]:
        """Every code, group by group."""
        return [code for codes in self.codes.values() for code in codes]


def make_units(units: Mapping[str, int] = UNITS) -> dict[str, UUID]:
    """Units with so many people."""
    return {
        name: create_unit(by=system_viewer(), values={"name": name, "head_count": people})
        for name, people in units.items()
    }


def prepare(lead: Viewer, **values: object) -> UUID:
    """A pulse on cooperation, open for two weeks once it is opened."""
    frame = {
        "title": "Zusammenarbeit im Frühjahr",
        "purpose": "Wir wollen wissen, wo es hakt.",
        "topics": ["cooperation"],
        "closes_on": today() + timedelta(days=14),
    }
    return prepare_pulse(by=lead, values={**frame, **values})


def make_open_pulse(lead: Viewer, **values: object) -> OpenPulse:
    """Opened, with all slips."""
    pulse_id = prepare(lead, **values)
    open_pulse(by=lead, pulse_id=pulse_id)
    codes = {
        group.name: [slip.code for slip in make_slips(by=lead, group_id=group.id)]
        for group in PulseGroup.objects.filter(pulse_id=pulse_id)
    }
    return OpenPulse(pulse_id, codes)


def questions_of(pulse_id: UUID) -> list[str]:
    """The keys of all questions in their order."""
    blocks = blocks_from(Pulse.objects.get(id=pulse_id).blocks)
    return [one.key for block in blocks for one in block.questions]


def say(pulse: OpenPulse, code: str, value: int | None, text: str = "") -> None:
    """A sheet with the same answer everywhere."""
    send_answers(code=code, said=Said(dict.fromkeys(questions_of(pulse.id), value), {"text": text}))
