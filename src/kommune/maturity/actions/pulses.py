"""Preparing pulses: frame, questions, opening with fixed groups, slips, trash."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kommune.audit.public import Batch, journal
from kommune.foundation.dates import today
from kommune.foundation.erasure import overwrite_after_commit
from kommune.foundation.scope import current_town
from kommune.maturity.errors.pulses import (
    FloorTooLow,
    PulseAlreadyClosed,
    PulseNotOpen,
    PulseUnderWay,
    PulseWithoutEnd,
    PulseWithoutQuestions,
    TooFewPeople,
    TooManyCodes,
)
from kommune.maturity.models import Pulse, PulseCode, PulseGroup
from kommune.maturity.queries.pulses.blocks import blocks_of
from kommune.maturity.queries.pulses.codes import hash_of, new_code, new_mark
from kommune.maturity.queries.pulses.groups import PlannedGroup, plan_groups
from kommune.maturity.queries.pulses.topics import stored_block
from kommune.maturity.rules import may_run_pulses
from kommune.maturity.shapes.pulses import LOWEST_FLOOR, Invited, PulseState
from kommune.municipalities.public import (
    Rung,
    Viewer,
    change_object,
    create_object,
    delete_objects,
    find_object,
    release,
    require,
)

# A slip gets lost now and then; with many more one person could answer twice.
SPARE_SHARE, FEWEST_SPARE = 0.1, 2
CHANGEABLE_WHEN_OPEN = frozenset({"title", "closes_on"})


def prepare_pulse(*, by: Viewer, values: Mapping[str, Any]) -> UUID:
    """A new survey in preparation; returns its id."""
    require(may_run_pulses(by))
    with journal(action="prepare_pulse", actor_id=by.user_id) as batch:
        _check_floor(values)
        return create_object(batch, Pulse(mark=_free_mark(), **values)).id


def edit_pulse(*, by: Viewer, pulse_id: UUID, version: int | None, values: Mapping[str, Any]) -> None:
    """Change a survey; once it is open, only its title and last day."""
    require(may_run_pulses(by))
    with journal(action="edit_pulse", actor_id=by.user_id) as batch:
        pulse = locked_pulse(pulse_id)
        if pulse.state == PulseState.CLOSED:
            raise PulseAlreadyClosed
        changed = {name for name, value in values.items() if getattr(pulse, name) != value}
        if pulse.state == PulseState.OPEN and changed - CHANGEABLE_WHEN_OPEN:
            raise PulseUnderWay
        if pulse.state == PulseState.OPEN and "closes_on" in changed:
            _require_end(values["closes_on"])
        _check_floor(values)
        change_object(batch, pulse, values, version)


def open_pulse(*, by: Viewer, pulse_id: UUID) -> None:
    """Let people answer; questions and reporting groups are fixed from now on.

    Raises ``PulseUnderWay``, ``PulseWithoutQuestions``, ``PulseWithoutEnd`` or ``TooFewPeople``.
    """
    require(may_run_pulses(by))
    with journal(action="open_pulse", actor_id=by.user_id) as batch:
        pulse = locked_pulse(pulse_id)
        if pulse.state != PulseState.PREPARED:
            raise PulseUnderWay
        blocks = blocks_of(pulse)
        if not blocks:
            raise PulseWithoutQuestions
        _require_end(pulse.closes_on)
        plan = plan_groups(pulse)
        if not plan.groups or any(group.invited < pulse.floor for group in plan.groups):
            raise TooFewPeople(pulse.floor, plan.people)
        _fix_groups(batch, pulse, plan.groups)
        values = {
            "state": PulseState.OPEN,
            "opened_at": timezone.now(),
            "blocks": [stored_block(block) for block in blocks],
        }
        change_object(batch, pulse, values, None)


def make_slips(*, by: Viewer, group_id: UUID, count: int | None = None) -> list[Invited]:
    """Codes for a group, shown this once: as many as it still lacks, or so many to spare. Not journalled.

    Raises ``TooManyCodes`` where the group would have more than its people and a few to spare.
    """
    require(may_run_pulses(by))
    with transaction.atomic():
        group = find_object(PulseGroup, group_id)
        pulse = locked_pulse(group.pulse_id)
        if pulse.state != PulseState.OPEN:
            raise PulseNotOpen
        given_out = PulseCode.objects.filter(group=group).count()
        wanted = max(group.invited - given_out, 0) if count is None else count
        if wanted < 1 or given_out + wanted > most_codes(group.invited):
            raise TooManyCodes
        slips = [Invited(group.name, new_code(pulse.mark)) for _at in range(wanted)]
        town_id = current_town()
        PulseCode.objects.bulk_create(
            PulseCode(group=group, code_hash=hash_of(town_id, slip.code)) for slip in slips
        )
    return slips


def most_codes(invited: int) -> int:
    """How many codes a group of so many people may have."""
    return invited + max(FEWEST_SPARE, round(invited * SPARE_SHARE))


def show_pulse(*, by: Viewer, pulse_id: UUID, to: Rung) -> None:
    """Release a survey to a rung of the ladder."""
    release(by=by, model=Pulse, ids=[pulse_id], to=to)


def delete_pulse(*, by: Viewer, pulse_id: UUID) -> UUID:
    """Put a survey into the trash and return the batch that brings it back.

    Codes and answers are gone for good: nobody keeps a copy of what people said.
    """
    require(may_run_pulses(by))
    with journal(action="delete_pulse", actor_id=by.user_id) as batch:
        delete_objects(batch, [locked_pulse(pulse_id)])
        overwrite_after_commit()
    return batch.id


def locked_pulse(pulse_id: UUID) -> Pulse:
    """The survey, locked until the end of the transaction."""
    find_object(Pulse, pulse_id)
    pulse: Pulse = Pulse.objects.select_for_update().get(id=pulse_id)
    return pulse


def _fix_groups(batch: Batch, pulse: Pulse, groups: tuple[PlannedGroup, ...]) -> None:
    for position, group in enumerate(groups, start=1):
        unit_ids = [str(unit_id) for unit_id in group.unit_ids]
        create_object(
            batch,
            PulseGroup(
                pulse=pulse, name=group.name, invited=group.invited, unit_ids=unit_ids, position=position
            ),
        )


def _require_end(closes_on: date | None) -> None:
    if closes_on is None or closes_on < today():
        raise PulseWithoutEnd


def _check_floor(values: Mapping[str, Any]) -> None:
    if values.get("floor", LOWEST_FLOOR) < LOWEST_FLOOR:
        raise FloorTooLow


def _free_mark() -> str:
    mark = new_mark()
    while Pulse.objects.filter(mark=mark).exists():
        mark = new_mark()
    return mark
