"""History, journal, trash: what a person reads of changes, and what she may take back."""

import re
from uuid import UUID

import pytest

from kommune.audit.public import history_of, latest_changes, revision
from kommune.foundation.errors import DomainError
from kommune.foundation.scope import town_scope
from kommune.municipalities.models import Membership, Municipality
from kommune.municipalities.public import Role, Viewer, create_unit, release, system_viewer
from kommune.strategy.actions.measures import delete_measures, edit_measure, set_goals, split_measure
from kommune.strategy.actions.reports import report_status
from kommune.strategy.models import Goal, Measure, Strategy
from kommune.workbench.actions import restore_thing, take_back
from tests.towns import SmallStrategy, make_member, make_town
from tests.workbench.conftest import Browser


def text_of(content: bytes) -> str:
    """What a person reads of a page: its words without markup."""
    without_tags = re.sub(r"<[^>]*>", " ", content.decode())
    return re.sub(r"\s+", " ", without_tags)


def own(measure_id: UUID, owner: Viewer, by: Viewer) -> None:
    version = Measure.objects.get(id=measure_id).version
    edit_measure(by=by, measure_id=measure_id, version=version, values={"owner_id": owner.membership_id})


def newest_batch() -> UUID:
    return latest_changes(limit=1)[0].batch_id


def test_a_history_says_in_words_who_changed_what_from_what_to_what(
    town: Municipality, lead: Viewer, small: SmallStrategy, browser_of: Browser
) -> None:
    unit = create_unit(by=system_viewer(), values={"name": "Bürgerdienste"})
    edit_measure(
        by=lead,
        measure_id=small.online,
        version=1,
        values={"phase": "operating", "lead_unit_id": unit, "is_legal_duty": True},
        costs={2026: 9_000_000},
    )
    page = text_of(browser_of(lead).get(f"/probe/work/history/measure/{small.online}/").content)
    assert "Person strategy_lead" in page
    assert "Phase: in Umsetzung → im Betrieb" in page
    assert "Federführung: Bürgerdienste" in page
    assert "Pflichtaufgabe: nein → ja" in page
    assert "Kosten 2026: 80.000 € → 90.000 €" in page


def test_what_hangs_on_a_measure_stands_in_its_history(
    lead: Viewer, small: SmallStrategy, browser_of: Browser
) -> None:
    set_goals(by=lead, measure_id=small.online, goals={small.counter: 3})
    report_status(by=lead, measure_id=small.online, light="red", text="Der Anbieter schweigt.")
    page = text_of(browser_of(lead).get(f"/probe/work/history/measure/{small.online}/").content)
    assert "Wirkungsbeitrag zum Ziel D1 Schnelles Bürgerbüro: 2 → 3" in page
    assert "Der Anbieter schweigt." in page


def test_the_history_of_something_not_released_does_not_exist_for_others(
    town: Municipality, small: SmallStrategy, browser_of: Browser
) -> None:
    staff = make_member(town, Role.STAFF)
    answer = browser_of(staff).get(f"/probe/work/history/measure/{small.online}/")
    assert answer.status_code == 404


def test_a_history_does_not_name_what_the_reader_may_not_see(
    town: Municipality, lead: Viewer, small: SmallStrategy, browser_of: Browser
) -> None:
    release(by=lead, model=Measure, ids=[small.online], to="3", reason="Beschluss")
    edit_measure(by=lead, measure_id=small.online, version=2, values={"strategy_id": small.digital})
    staff = make_member(town, Role.STAFF)
    page = text_of(browser_of(staff).get(f"/probe/work/history/measure/{small.online}/").content)
    assert "Strategie: für Sie nicht sichtbar" in page
    assert "Digitalstrategie" not in page
    assert "Schnelles Bürgerbüro" not in page


def test_a_thing_of_another_town_has_no_history_here(
    lead: Viewer, small: SmallStrategy, browser_of: Browser
) -> None:
    other = make_town("nebenan", "Nebenan")
    neighbour = make_member(other)
    answer = browser_of(neighbour).get(f"/nebenan/work/history/measure/{small.online}/")
    assert answer.status_code == 404


def test_an_unknown_kind_is_a_page_that_does_not_exist(lead: Viewer, browser_of: Browser) -> None:
    address = "/probe/work/history/session/01890000-0000-7000-8000-000000000000/"
    assert browser_of(lead).get(address).status_code == 404


def test_a_change_is_taken_back_from_the_history(
    lead: Viewer, small: SmallStrategy, browser_of: Browser
) -> None:
    edit_measure(by=lead, measure_id=small.online, version=1, values={"title": "Termine"})
    client = browser_of(lead)
    page = f"/probe/work/history/measure/{small.online}/"
    answer = client.post(f"/probe/work/undo/{newest_batch()}/", {"next": page}, follow=True)
    assert answer.redirect_chain == [(page, 302)]
    assert Measure.objects.get(id=small.online).title == "Online-Termine"
    assert "wurde zurückgenommen" in text_of(answer.content)


def test_taking_back_leads_to_no_other_site(lead: Viewer, small: SmallStrategy, browser_of: Browser) -> None:
    edit_measure(by=lead, measure_id=small.online, version=1, values={"title": "Termine"})
    answer = browser_of(lead).post(f"/probe/work/undo/{newest_batch()}/", {"next": "https://boese.example/"})
    assert answer.headers["Location"] == "/probe/work/journal/"


def test_an_earlier_state_comes_back_whatever_came_after(lead: Viewer, small: SmallStrategy) -> None:
    edit_measure(by=lead, measure_id=small.online, version=1, values={"title": "Zweiter Titel"})
    second = history_of("measure", str(small.online))[0]
    edit_measure(by=lead, measure_id=small.online, version=2, values={"title": "Dritter", "aim": "Neu"})
    restore_thing(by=lead, kind="measure", object_id=small.online, entry_id=second.id)
    measure = Measure.objects.get(id=small.online)
    assert (measure.title, measure.aim, measure.version) == ("Zweiter Titel", "", 4)


def test_the_text_of_an_adopted_strategy_is_not_restored(lead: Viewer, small: SmallStrategy) -> None:
    first = history_of("goal", str(small.counter))[-1]
    Strategy.objects.filter(id=small.digital).update(state="adopted")
    Goal.objects.filter(id=small.counter).update(title="Anders")
    with pytest.raises(DomainError):
        restore_thing(by=lead, kind="goal", object_id=small.counter, entry_id=first.id)
    assert Goal.objects.get(id=small.counter).title == "Anders"


def test_an_owner_takes_back_her_own_edit_and_nobody_elses(
    town: Municipality, lead: Viewer, small: SmallStrategy
) -> None:
    staff = make_member(town, Role.STAFF)
    own(small.online, staff, lead)
    by_lead = newest_batch()
    split_measure(by=staff, measure_id=small.online, version=2, shares={"technology": 100})
    by_staff = newest_batch()
    take_back(by=staff, batch_id=by_staff)
    assert Measure.objects.get(id=small.online).split_technology is None
    with pytest.raises(DomainError):
        take_back(by=staff, batch_id=by_lead)


def test_who_lost_a_measure_no_longer_takes_back_what_she_did_to_it(
    town: Municipality, lead: Viewer, small: SmallStrategy
) -> None:
    staff = make_member(town, Role.STAFF)
    own(small.online, staff, lead)
    report_status(by=staff, measure_id=small.online, light="", text="Läuft")
    batch = newest_batch()
    own(small.online, lead, lead)
    before = revision(town.id)
    with pytest.raises(DomainError):
        take_back(by=staff, batch_id=batch)
    assert revision(town.id) == before


def test_people_and_units_are_taken_back_by_the_administration_only(town: Municipality, lead: Viewer) -> None:
    administrator = make_member(town, Role.ADMINISTRATION)
    create_unit(by=administrator, values={"name": "Bauhof"})
    batch = newest_batch()
    with pytest.raises(DomainError):
        take_back(by=lead, batch_id=batch)
    take_back(by=administrator, batch_id=batch)
    assert latest_changes(limit=1)[0].action == "undo"


def test_a_batch_of_another_town_cannot_be_taken_back(
    lead: Viewer, small: SmallStrategy, browser_of: Browser
) -> None:
    batch = newest_batch()
    other = make_town("nebenan", "Nebenan")
    neighbour = make_member(other, Role.ADMINISTRATION)
    assert browser_of(neighbour).post(f"/nebenan/work/undo/{batch}/").status_code == 404


def test_the_journal_tells_each_batch_once_and_filters_by_person_and_kind(
    town: Municipality, lead: Viewer, small: SmallStrategy, browser_of: Browser
) -> None:
    colleague = make_member(town, email="kollegin@probe.example")
    set_goals(by=colleague, measure_id=small.online, goals={small.data: 1})
    client = browser_of(lead)
    page = text_of(client.get("/probe/work/journal/").content)
    assert page.count("Ziele einer Maßnahme gesetzt: M1 Online-Termine") == 1
    assert "Strategie begonnen" in page or "Strategie angelegt" in page
    narrowed = text_of(client.get(f"/probe/work/journal/?person={colleague.user_id}").content)
    assert "Ziele einer Maßnahme gesetzt" in narrowed
    assert "Neue Telefone" not in narrowed
    by_kind = text_of(client.get("/probe/work/journal/?kind=measure").content)
    assert "Neue Telefone" in by_kind
    assert "Lebendige Innenstadt" not in by_kind


def test_the_journal_turns_its_pages(lead: Viewer, small: SmallStrategy, browser_of: Browser) -> None:
    for number in range(30):
        version = Measure.objects.get(id=small.online).version
        edit_measure(
            by=lead, measure_id=small.online, version=version, values={"title": f"Titel {number:02}"}
        )
    client = browser_of(lead)
    first = text_of(client.get("/probe/work/journal/").content)
    second = text_of(client.get("/probe/work/journal/?page=2").content)
    assert ("Titel 29" in first, "Titel 04" in first) == (True, False)
    assert ("Titel 29" in second, "Titel 04" in second) == (False, True)
    assert client.get("/probe/work/journal/?page=x").status_code == 200
    assert client.get("/probe/work/journal/?page=99999").status_code == 200


def test_journal_and_trash_are_for_those_who_steer(town: Municipality, browser_of: Browser) -> None:
    for role in (Role.UNIT_LEAD, Role.STAFF, Role.COUNCIL_MEMBER, Role.GUEST):
        client = browser_of(make_member(town, role))
        statuses = [client.get(f"/probe/work/{page}/").status_code for page in ("journal", "trash")]
        assert (role, statuses) == (role, [403, 403])


def test_the_trash_names_what_was_deleted_by_whom_and_brings_it_back(
    lead: Viewer, small: SmallStrategy, browser_of: Browser
) -> None:
    batch = delete_measures(by=lead, measure_ids=[small.online, small.aimless])
    client = browser_of(lead)
    page = text_of(client.get("/probe/work/trash/").content)
    assert "Maßnahme M1 Online-Termine" in page
    assert "Maßnahme M2 Neue Telefone" in page
    assert "Person strategy_lead" in page
    client.post(f"/probe/work/undo/{batch}/", {"next": "/probe/work/trash/"})
    assert Measure.objects.count() == 2
    assert "Der Papierkorb ist leer" in text_of(client.get("/probe/work/trash/").content)


def test_people_who_left_are_not_named_but_what_they_did_stays(
    town: Municipality, lead: Viewer, small: SmallStrategy, browser_of: Browser
) -> None:
    colleague = make_member(town, email="kollegin@probe.example")
    edit_measure(by=colleague, measure_id=small.online, version=1, values={"title": "Termine"})
    member = Membership.objects.get(id=colleague.membership_id)
    member.user.delete()
    with town_scope(town.id):
        page = text_of(browser_of(lead).get(f"/probe/work/history/measure/{small.online}/").content)
    assert "eine ausgeschiedene Person" in page
    assert "Titel: Online-Termine → Termine" in page
