"""The town's own questions and the instruments that it brings in."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from kommune.audit.public import journal
from kommune.maturity.errors.pulses import InstrumentInUse, InstrumentThere
from kommune.maturity.models import Instrument, Pulse, PulseQuestion
from kommune.maturity.queries.pulses.instrument_files import instrument_values
from kommune.maturity.rules import may_run_pulses
from kommune.maturity.shapes.pulses import PulseState
from kommune.municipalities.public import (
    Viewer,
    change_object,
    create_object,
    delete_objects,
    find_object,
    require,
)


def save_question(
    *, by: Viewer, values: Mapping[str, Any], question_id: UUID | None = None, version: int | None = None
) -> UUID:
    """A new question, or a change of one; returns its id."""
    require(may_run_pulses(by))
    with journal(action="save_question", actor_id=by.user_id) as batch:
        if question_id is None:
            return create_object(batch, PulseQuestion(**values)).id
        change_object(batch, find_object(PulseQuestion, question_id), values, version)
    return question_id


def delete_question(*, by: Viewer, question_id: UUID) -> UUID:
    """Put a question into the trash; surveys that asked it keep it. Returns the batch."""
    require(may_run_pulses(by))
    with journal(action="delete_question", actor_id=by.user_id) as batch:
        delete_objects(batch, [find_object(PulseQuestion, question_id)])
    return batch.id


def bring_in_instrument(*, by: Viewer, content: bytes, name: str) -> UUID:
    """Keep the instrument of a table; raises ``LicenceMissing``, ``InstrumentUnreadable``, or
    ``InstrumentThere`` for one of the same title and version.
    """
    require(may_run_pulses(by))
    values = instrument_values(content, name)
    with journal(action="bring_in_instrument", actor_id=by.user_id) as batch:
        if Instrument.objects.filter(title=values["title"]).exists():
            raise InstrumentThere(values["title"])
        return create_object(batch, Instrument(**values)).id


def delete_instrument(*, by: Viewer, instrument_id: UUID) -> UUID:
    """Put an instrument into the trash; raises ``InstrumentInUse`` while an open survey asks it."""
    require(may_run_pulses(by))
    with journal(action="delete_instrument", actor_id=by.user_id) as batch:
        instrument = find_object(Instrument, instrument_id)
        for asked in Pulse.objects.filter(state=PulseState.OPEN).values_list("instrument_ids", flat=True):
            if str(instrument_id) in asked:
                raise InstrumentInUse
        delete_objects(batch, [instrument])
    return batch.id
