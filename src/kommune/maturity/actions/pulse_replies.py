"""You said, we did: replies to closed surveys, and measures made of what people said."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from kommune.audit.public import journal
from kommune.maturity.errors.pulses import MissingTopic, PulseNotClosed
from kommune.maturity.models import Pulse, PulseReply
from kommune.maturity.queries.pulses.replies import title_of
from kommune.maturity.queries.pulses.topics import blocks_from
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
from kommune.strategy.public import create_measure


def write_reply(*, by: Viewer, pulse_id: UUID, values: Mapping[str, Any]) -> UUID:
    """Say what the town does about a topic of a closed survey; returns the reply's id."""
    require(may_run_pulses(by))
    with journal(action="write_reply", actor_id=by.user_id) as batch:
        pulse = _closed(pulse_id)
        _require_topic(pulse, values["topic"])
        return create_object(batch, PulseReply(pulse=pulse, **values)).id


def edit_reply(*, by: Viewer, reply_id: UUID, version: int | None, values: Mapping[str, Any]) -> None:
    """Change what is said or how far it is."""
    require(may_run_pulses(by))
    with journal(action="edit_reply", actor_id=by.user_id) as batch:
        reply = find_object(PulseReply, reply_id)
        _require_topic(reply.pulse, values.get("topic", reply.topic))
        change_object(batch, reply, values, version)


def delete_reply(*, by: Viewer, reply_id: UUID) -> UUID:
    """Put a reply into the trash and return the batch that brings it back."""
    require(may_run_pulses(by))
    with journal(action="delete_reply", actor_id=by.user_id) as batch:
        delete_objects(batch, [find_object(PulseReply, reply_id)])
    return batch.id


def make_measure_of_topic(*, by: Viewer, pulse_id: UUID, topic: str) -> UUID:
    """A new measure named after the topic, and a reply that leads to it; returns the measure's id."""
    require(may_run_pulses(by))
    with journal(action="make_measure_of_topic", actor_id=by.user_id) as batch:
        pulse = _closed(pulse_id)
        _require_topic(pulse, topic)
        title = title_of(pulse, topic)
        measure_id = create_measure(by=by, values={"title": title, "aim": pulse.title})
        create_object(
            batch,
            PulseReply(pulse=pulse, topic=topic, text=_("We make a measure of it."), measure_id=measure_id),
        )
    return measure_id


def _closed(pulse_id: UUID) -> Pulse:
    pulse = find_object(Pulse, pulse_id)
    if pulse.state != PulseState.CLOSED:
        raise PulseNotClosed
    return pulse


def _require_topic(pulse: Pulse, topic: str) -> None:
    if topic not in {block.key for block in blocks_from(pulse.blocks)}:
        raise MissingTopic
