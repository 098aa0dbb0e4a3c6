"""A survey that was held earlier, brought in with its dates: every step is the one of a survey of today."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from kommune.audit.public import journal
from kommune.foundation.dates import today
from kommune.maturity.actions.pulse_answers import send_sheets
from kommune.maturity.actions.pulse_closing import close_pulse
from kommune.maturity.actions.pulses import locked_pulse, make_slips, open_pulse, prepare_pulse
from kommune.maturity.models import PulseGroup
from kommune.maturity.queries.pulses.topics import blocks_from
from kommune.maturity.rules import may_run_pulses
from kommune.maturity.shapes.pulses import Block, Said
from kommune.municipalities.public import Viewer, change_object, require

LONG_ENOUGH = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class HeldSheet:
    """Who may answer: the group's name, how many people it has, and what is asked."""

    group: str
    invited: int
    blocks: tuple[Block, ...]


def begin_pulse(
    *, by: Viewer, values: Mapping[str, Any], sheets_of: Callable[[HeldSheet], list[Said]]
) -> UUID:
    """Prepare and open a survey, make all slips and send in sheets; returns its id.

    ``sheets_of`` gives the sheets of a group, at most as many as it has people.
    """
    require(may_run_pulses(by))
    frame = {"closes_on": today() + LONG_ENOUGH, **values}
    pulse_id = prepare_pulse(by=by, values=frame)
    open_pulse(by=by, pulse_id=pulse_id)
    sheets: dict[str, Said] = {}
    for group in PulseGroup.objects.filter(pulse_id=pulse_id).select_related("pulse"):
        slips = make_slips(by=by, group_id=group.id)
        said = sheets_of(HeldSheet(group.name, group.invited, blocks_from(group.pulse.blocks)))
        sheets |= {slip.code: sheet for slip, sheet in zip(slips, said, strict=False)}
    send_sheets(pulse_id=pulse_id, sheets=sheets)
    return pulse_id


def bring_in_past_pulse(
    *,
    by: Viewer,
    values: Mapping[str, Any],
    sheets_of: Callable[[HeldSheet], list[Said]],
    opened_at: datetime,
    closed_at: datetime,
) -> UUID:
    """Hold a survey at once from its paper sheets and give it the dates when it was held; returns its id."""
    pulse_id = begin_pulse(by=by, values=values, sheets_of=sheets_of)
    close_pulse(by=by, pulse_id=pulse_id)
    with journal(action="bring_in_past_pulse", actor_id=by.user_id) as batch:
        dates = {"opened_at": opened_at, "closed_at": closed_at, "closes_on": closed_at.date()}
        change_object(batch, locked_pulse(pulse_id), dates, None)
    return pulse_id
