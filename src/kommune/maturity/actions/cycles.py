"""The strategy cycle: begin it, set a station's state, people, date and notes, keep its papers."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import IO, Any
from uuid import UUID

from django.core.files.base import File
from django.utils import timezone
from django.utils.translation import get_language

from kommune.analysis.strategy_cycle import load_stations
from kommune.audit.public import Batch, journal
from kommune.files.public import store_upload
from kommune.maturity.errors.hour import CycleBegun, PaperNeedsPlace
from kommune.maturity.models import CycleStation, StationPaper, StationPerson
from kommune.maturity.rules import may_edit_cycle, may_edit_station, may_see_cycle
from kommune.maturity.shapes.cycle import PaperState
from kommune.municipalities.public import (
    ForeignTown,
    Viewer,
    change_object,
    create_object,
    delete_objects,
    find_object,
    require,
)
from kommune.strategy.public import strategy_title

PURPOSE = "cycle_paper"


def begin_cycle(*, by: Viewer, strategy_id: UUID) -> None:
    """Set up the six stations with the papers that each owes; raises ``CycleBegun`` where they are there."""
    require(may_edit_cycle(by))
    with journal(action="begin_cycle", actor_id=by.user_id) as batch:
        if strategy_title(by, strategy_id) is None:
            raise ForeignTown
        add_cycle(batch, strategy_id)


def add_cycle(batch: Batch, strategy_id: UUID) -> None:
    """The same inside a batch that is open already."""
    if CycleStation.objects.filter(strategy_id=strategy_id).exists():
        raise CycleBegun
    language = get_language() or "de"
    for position, station in enumerate(load_stations(), 1):
        row = CycleStation(
            strategy_id=strategy_id, key=station.key, title=station.name.say(language), position=position
        )
        create_object(batch, row)
        for place, paper in enumerate(station.papers, 1):
            create_object(batch, StationPaper(station=row, name=paper.name.say(language), position=place))


def edit_station(
    *,
    by: Viewer,
    station_id: UUID,
    version: int | None,
    state: str,
    due_on: date | None,
    notes: str,
    people: Collection[UUID] | None = None,
) -> None:
    """Say where a station stands, until when and with what notes; ``people`` None leaves them as they are.

    Who steers names the people; a person responsible changes the rest. A new state carries who and when.
    """
    with journal(action="edit_station", actor_id=by.user_id) as batch:
        station = station_to_edit(by, station_id)
        values: dict[str, Any] = {"state": state, "due_on": due_on, "notes": notes}
        if state != station.state:
            values |= {"state_by_id": by.membership_id, "state_at": timezone.now()}
        change_object(batch, station, values, version)
        if people is not None:
            require(may_edit_cycle(by))
            _set_people(batch, station, people)


def save_paper(
    *,
    by: Viewer,
    station_id: UUID,
    values: Mapping[str, Any],
    paper_id: UUID | None = None,
    version: int | None = None,
    upload: File[Any] | IO[bytes] | None = None,
    file_name: str = "",
) -> UUID:
    """Add a paper to a station or change one: name, state, link, note, and a file where one is sent.

    Raises ``PaperNeedsPlace`` where a paper is said to be made or adopted and lies nowhere.
    """
    stored = None
    if upload is not None:
        station_to_edit(by, station_id)
        stored = store_upload(by=by, upload=upload, name=file_name, purpose=PURPOSE)
    with journal(action="save_owed_paper", actor_id=by.user_id) as batch:
        station = station_to_edit(by, station_id)
        told = dict(values)
        if stored is not None:
            told |= {"file_id": stored.id, "file_name": stored.original_name}
        if paper_id is None:
            paper = StationPaper(station=station, position=station.papers.count() + 1, **told)
            _require_place(paper)
            return create_object(batch, paper).id
        paper = find_object(StationPaper, paper_id)
        if paper.station_id != station.id:
            raise ForeignTown
        change_object(batch, paper, told, version)
        _require_place(paper)
        return paper.id


def delete_paper(*, by: Viewer, paper_id: UUID) -> UUID:
    """Put a paper into the trash; returns the batch with which it comes back."""
    with journal(action="delete_owed_paper", actor_id=by.user_id) as batch:
        paper = find_object(StationPaper, paper_id)
        station_to_edit(by, paper.station_id)
        delete_objects(batch, [paper])
    return batch.id


def station_to_edit(by: Viewer, station_id: UUID) -> CycleStation:
    """The station of a strategy that the person sees, if she may change it."""
    require(may_see_cycle(by))
    station = find_object(CycleStation, station_id)
    if strategy_title(by, station.strategy_id) is None:
        raise ForeignTown
    people = station.people.values_list("membership_id", flat=True)
    require(may_edit_station(by, set(people)))
    return station


def _set_people(batch: Batch, station: CycleStation, people: Collection[UUID]) -> None:
    present = {row.membership_id: row for row in station.people.all()}
    delete_objects(batch, [row for key, row in present.items() if key not in people])
    for key in dict.fromkeys(people):
        if key not in present:
            create_object(batch, StationPerson(station=station, membership_id=key))


def _require_place(paper: StationPaper) -> None:
    lies = paper.link or paper.file_id or paper.note.strip()
    if paper.state != PaperState.OWED and not lies:
        raise PaperNeedsPlace
