"""The strategy cycle: who says where a station stands, which papers it owes, what the data prove."""

from datetime import date
from io import BytesIO
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kommune.accounts.models import User
from kommune.audit.public import history_of
from kommune.foundation.errors import StaleWrite
from kommune.maturity.actions.cycles import begin_cycle, delete_paper, edit_station, save_paper
from kommune.maturity.errors.hour import CycleBegun, PaperNeedsPlace
from kommune.maturity.models import CycleStation, StationPaper
from kommune.maturity.queries.cycles import stations_of, tell_evidence
from kommune.municipalities.errors import NotAllowedHere
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Role, Rung, Viewer
from kommune.strategy.actions.reports import report_status
from kommune.strategy.models import Strategy
from kommune.strategy.public import evidence_of
from tests.towns import SmallStrategy, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle(lead: Viewer, small: SmallStrategy) -> UUID:
    begin_cycle(by=lead, strategy_id=small.digital)
    Strategy.objects.filter(id=small.digital).update(released_to=Rung.ADMINISTRATION)
    return small.digital


def first(cycle: UUID) -> CycleStation:
    return CycleStation.objects.filter(strategy_id=cycle)[0]


def tell(by: Viewer, station: CycleStation, **told: object) -> None:
    values = {"state": "open", "due_on": None, "notes": "", "people": None, **told}
    edit_station(by=by, station_id=station.id, version=station.version, **values)  # type: ignore[arg-type]


def browser_for(viewer: Viewer) -> Client:
    client = Client()
    client.force_login(User.objects.get(id=str(viewer.user_id)))
    return client


def test_a_cycle_begins_open_with_the_papers_it_owes(lead: Viewer, cycle: UUID) -> None:
    stations = stations_of(lead, cycle)
    assert [str(one) for one in stations] == [
        "Ausgangslage", "Zielbild", "Handlungsfelder", "Maßnahmen", "Umsetzung", "Evaluation",
    ]  # fmt: skip
    assert [len(one.papers.all()) for one in stations] == [2, 2, 1, 3, 2, 2]
    assert {(one.state, paper.state) for one in stations for paper in one.papers.all()} == {("open", "owed")}


def test_a_strategy_has_one_cycle(lead: Viewer, cycle: UUID) -> None:
    with pytest.raises(CycleBegun):
        begin_cycle(by=lead, strategy_id=cycle)


def test_a_new_state_carries_who_and_when_and_a_note_does_not_change_that(lead: Viewer, cycle: UUID) -> None:
    tell(lead, first(cycle), state="done")
    said = first(cycle)
    assert (said.state_by_id, said.state_at is not None) == (lead.membership_id, True)
    tell(lead, said, state="done", notes="Gut gelaufen")
    assert first(cycle).state_at == said.state_at
    assert history_of("cycle_station", str(said.id))[0].action == "edit_station"


def test_two_people_at_one_station_are_told(lead: Viewer, cycle: UUID) -> None:
    seen = first(cycle)
    tell(lead, seen, notes="Erste")
    with pytest.raises(StaleWrite) as told:
        tell(lead, seen, notes="Zweite")
    assert list(told.value.differences.values()) == [("Erste", "Zweite")]


def test_who_is_responsible_changes_her_station_and_no_other(
    lead: Viewer, town: Municipality, cycle: UUID
) -> None:
    other = make_member(town, Role.STAFF, email="zustaendig@probe.example")
    tell(lead, first(cycle), people=[other.membership_id])
    tell(other, first(cycle), state="under_way")
    assert first(cycle).state_by_id == other.membership_id
    with pytest.raises(NotAllowedHere):
        tell(other, CycleStation.objects.filter(strategy_id=cycle)[1], state="done")
    with pytest.raises(NotAllowedHere):
        tell(other, first(cycle), people=[])
    assert list(first(cycle).people.values_list("membership_id", flat=True)) == [other.membership_id]


@pytest.mark.parametrize("role", [Role.COUNCIL_MEMBER, Role.GUEST])
def test_the_cycle_stays_inside_the_administration(
    town: Municipality, lead: Viewer, cycle: UUID, role: Role
) -> None:
    Strategy.objects.filter(id=cycle).update(released_to=Rung.PUBLIC)
    other = make_member(town, role, email="aussen@probe.example")
    assert stations_of(other, cycle) == []
    assert browser_for(other).get(f"/probe/work/maturity/cycle/{cycle}/").status_code == 403


def test_a_paper_that_exists_must_lie_somewhere(lead: Viewer, cycle: UUID) -> None:
    station = first(cycle)
    paper = station.papers.all()[0]
    with pytest.raises(PaperNeedsPlace):
        save_paper(by=lead, station_id=station.id, paper_id=paper.id, version=1, values={"state": "made"})
    assert StationPaper.objects.get(id=paper.id).state == "owed"
    upload = BytesIO(b"Bestand")
    save_paper(
        by=lead, station_id=station.id, paper_id=paper.id, version=1, values={"state": "made"},
        upload=upload, file_name="bestand.txt",
    )  # fmt: skip
    kept = StationPaper.objects.get(id=paper.id)
    assert (kept.state, kept.file_name) == ("made", "bestand.txt")


def test_a_paper_can_go_and_a_new_one_come(lead: Viewer, cycle: UUID) -> None:
    station = first(cycle)
    delete_paper(by=lead, paper_id=station.papers.all()[0].id)
    save_paper(by=lead, station_id=station.id, values={"name": "Brief an alle"})
    assert [one.name for one in station.papers.all()] == ["Liste: wer gefragt wird und wann", "Brief an alle"]


def test_the_data_prove_what_they_can_and_set_no_state(
    lead: Viewer, cycle: UUID, small: SmallStrategy
) -> None:
    evidence = evidence_of(lead, cycle)
    assert evidence is not None
    told = tell_evidence(evidence, [date(2026, 9, 1), date(2025, 9, 1)])
    assert told["vision"] == [
        ("good", "2 Ziele der Stadt sind da"),
        ("none", "1 von 2 digitalen Zielen sind auf Ziele der Stadt bezogen"),
    ]
    assert told["baseline"][1] == ("good", "letzte Selbsteinschätzung vom 01.09.2026")
    assert told["evaluation"][1][1] == "Selbsteinschätzungen vom 01.09.2025 und 01.09.2026 zum Vergleich"
    assert told["delivery"][1] == ("none", "noch kein Statusbericht")
    report_status(by=lead, measure_id=small.online, light="green", text="läuft", reported_on=date(2026, 3, 2))
    assert {one.state for one in stations_of(lead, cycle)} == {"open"}


def test_the_page_shows_stations_and_edits_one(lead: Viewer, cycle: UUID) -> None:
    browser, station = browser_for(lead), first(cycle)
    page = browser.get(f"/probe/work/maturity/cycle/{cycle}/").content.decode()
    assert "0 von 6 Stationen sind erledigt, 12 Papiere fehlen noch." in page
    answer = browser.post(
        f"/probe/work/maturity/cycle/station/{station.id}/",
        {
            "version": 1,
            "state": "done",
            "due_on": "2027-01-01",
            "notes": "",
            "person_1": str(lead.membership_id),
        },
    )
    assert answer.headers["Location"] == f"/probe/work/maturity/cycle/{cycle}/#baseline"
    page = browser.get(f"/probe/work/maturity/cycle/{cycle}/").content.decode()
    assert "1 von 6 Stationen ist erledigt, " in page
    assert "Person strategy_lead" in page


def test_a_paper_with_a_file_is_uploaded_and_downloaded(lead: Viewer, cycle: UUID) -> None:
    browser, station = browser_for(lead), first(cycle)
    upload = SimpleUploadedFile("plan.txt", b"Plan")
    browser.post(
        f"/probe/work/maturity/cycle/station/{station.id}/paper/",
        {"name": "Plan", "state": "made", "link": "", "note": "", "file": upload},
    )
    paper = StationPaper.objects.get(name="Plan")
    answer = browser.get(f"/probe/work/files/{paper.file_id}/")
    assert b"".join(answer.streaming_content) == b"Plan"  # type: ignore[attr-defined]


def test_every_station_has_a_workshop_with_times_that_add_up(lead: Viewer, cycle: UUID) -> None:
    page = browser_for(lead).get(f"/probe/work/maturity/cycle/{cycle}/workshop/delivery/").content.decode()
    assert "Dreißig Minuten im Monat" in page
    assert "30 Minuten" in page


def test_who_may_only_read_a_station_is_led_to_it_on_its_cycle(
    town: Municipality, lead: Viewer, cycle: UUID
) -> None:
    Strategy.objects.filter(id=cycle).update(released_to=Rung.ADMINISTRATION)
    address = f"/probe/work/maturity/cycle/station/{first(cycle).id}/"
    reader = browser_for(make_member(town, Role.STAFF, email="liest@probe.example"))
    assert reader.get(address).headers["Location"] == f"/probe/work/maturity/cycle/{cycle}/#baseline"
    assert reader.post(address, {"version": 1, "state": "done"}).status_code == 403
