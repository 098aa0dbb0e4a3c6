"""Makes an invented town in the database: people, units, lists, decisions, findings and their answers."""

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.utils import translation

from kommune.accounts.public import Person, find_or_make_user, make_operator, person_with_address
from kommune.cli.public import DemoAccount, DemoTown
from kommune.findings.public import FindingState, dismiss_finding, visible_findings
from kommune.foundation.errors import DomainError
from kommune.foundation.scope import town_scope
from kommune.imports.public import import_file
from kommune.municipalities.public import (
    Role,
    TownShape,
    Viewer,
    add_member,
    change_town,
    create_town,
    system_viewer,
    town_by_slug,
    unit_ids_by_key,
    viewer_for,
)
from kommune.project.demo.large import make_large
from kommune.project.demo.tables import Row, TownTables, read_demo_town
from kommune.project.loading.assessments import assess_demo_town
from kommune.project.loading.hour import hold_demo_hour
from kommune.project.loading.house import furnish_large_town
from kommune.project.loading.peers import compare_demo_town
from kommune.project.loading.pulses import hold_demo_pulses
from kommune.project.loading.ratings import rate_demo_town, rate_large_town
from kommune.project.loading.readings import read_demo_text
from kommune.project.loading.sheets import SheetFile, files_of
from kommune.project.loading.steps import choose_demo_steps
from kommune.project.loading.tools import introduce_demo_tools
from kommune.strategy.public import make_measure_of, renew_overview

# Printed at every start: it opens the accounts of invented people only.
FOR_ALL_ACCOUNTS = "Rathaus-Demo-2026"
ANSWERED_KIND = "digital_goal_without_measure"
DISMISSED_KIND = "measure_stale"
DISMISSED_BECAUSE = "Ruht bis zur Entscheidung über den Haushalt 2027; Bericht folgt im zweiten Quartal."
Report = Callable[[int, int | None, str], None]


class DemoListHasQuestions(DomainError):
    """A demo list did not go in without questions: a fault of the program, never the visitor's."""

    def __init__(self, file_name: str, problems: Any) -> None:
        super().__init__(f"{file_name}: {len(problems)} × {problems[0]}")


def load_demo_town(*, large: bool = False, report: Report) -> DemoTown:
    """Make the demo town (or the large one) unless it is there; returns how to sign in.

    All of it is one town-long sequence of the product's own actions; a town that an interrupted start
    left half made is completed, since every list that goes in again changes nothing.
    """
    tables = make_large() if large else read_demo_town()
    with translation.override("de"):
        shown = _accounts(tables.people)
        town = town_by_slug(tables.town["slug"])
        is_new = town is None or not _is_complete(town)
        if town is None or is_new:
            town = _load(tables, {account.email for account in shown}, report)
    return DemoTown(
        name=town.name, slug=town.slug, is_new=is_new, password=FOR_ALL_ACCOUNTS, accounts=tuple(shown)
    )


def _load(tables: TownTables, with_password: set[str], report: Report) -> TownShape:
    files = list(files_of(tables))
    steps = len(files) + 5
    report(0, steps, "Personen")
    town = _found_town(tables)
    with town_scope(town.id):
        first, *others = files
        _take_in(first, system_viewer())
        _add_people(tables.people, with_password)
        lead = _lead(tables.people)
        for done, file in enumerate(others, start=2):
            report(done, steps, file.file_name)
            _take_in(file, lead)
        report(steps - 3, steps, "Bewertungen, Werkzeuge, Umfragen")
        operator = _person(_keeper(tables)["E-Mail"])
        if tables.rounds:
            _furnish_demo_town(lead, operator, town, tables)
        else:
            rate_large_town(lead)
            hold_demo_hour(lead)
            furnish_large_town(lead, operator, town, tables)
        report(steps - 2, steps, "Befunde")
        renew_overview(by=lead)
        report(steps - 1, steps, "Maßnahme aus einem Befund")
        _work_on_findings(lead, town.slug)
        renew_overview(by=lead)
    return town


def _furnish_demo_town(lead: Viewer, operator: Person, town: TownShape, tables: TownTables) -> None:
    """Ratings and conflicts, then everything of place and people."""
    rate_demo_town(lead, tables)
    introduce_demo_tools(lead)
    read_demo_text(lead)
    hold_demo_hour(lead)
    assess_demo_town(lead)
    hold_demo_pulses(lead)
    choose_demo_steps(lead, town.name)
    compare_demo_town(lead, operator, town)


def _is_complete(town: TownShape) -> bool:
    """Whether loading once came to its end: its last step sets a finding aside."""
    with town_scope(town.id):
        return visible_findings(system_viewer()).filter(state=FindingState.DISMISSED).exists()


def _found_town(tables: TownTables) -> TownShape:
    keeper = _keeper(tables)
    find_or_make_user(email=keeper["E-Mail"], name=_name(keeper), password=FOR_ALL_ACCOUNTS)
    make_operator(email=keeper["E-Mail"])
    operator = _person(keeper["E-Mail"])
    values = tables.town
    known = town_by_slug(values["slug"])
    if known is not None:
        return known
    town = create_town(by=operator, name=values["name"], key=values["ars"], slug=values["slug"])
    with town_scope(town.id):
        told = {"population": values["einwohner"], "letterhead": values["briefkopf"]}
        change_town(by=system_viewer(), version=1, values=told)
    return town


def _keeper(tables: TownTables) -> Row:
    return next(person for person in tables.people if person["Rolle"] == Role.ADMINISTRATION)


def _add_people(people: list[Row], with_password: set[str]) -> None:
    units = unit_ids_by_key()
    for row in people:
        password = FOR_ALL_ACCOUNTS if row["E-Mail"] in with_password else None
        user_id = find_or_make_user(email=row["E-Mail"], name=_name(row), password=password)
        if viewer_for(user_id, system_viewer().town_id).is_member:
            continue
        add_member(
            by=system_viewer(),
            user_id=user_id,
            role=row["Rolle"],
            unit_id=units.get(row["Einheit"]),
            in_working_group=row["Rolle"] == Role.STRATEGY_LEAD,
        )


def _take_in(file: SheetFile, by: Viewer) -> None:
    """Bring one file in as the import does with an upload; open questions are a fault."""
    if not file.rows:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / file.file_name
        path.write_bytes(file.content)
        result = import_file(
            path, by=by, sheets=file.mapping, strategy=file.strategy, strategy_title=file.strategy_title
        )
    if not result.is_done:
        raise DemoListHasQuestions(file.file_name, result.problems)


def _work_on_findings(by: Viewer, slug: str) -> None:
    """Make a measure of one finding, and set another aside with a reason."""
    findings = visible_findings(by).filter(state=FindingState.OPEN)
    answered = findings.filter(kind=ANSWERED_KIND).first()
    dismissed = findings.filter(kind=DISMISSED_KIND).last()
    if answered:
        make_measure_of(by=by, finding_id=answered.id, slug=slug)
    if dismissed:
        dismiss_finding(by=by, finding_id=dismissed.id, version=None, reason=DISMISSED_BECAUSE)


def _lead(people: list[Row]) -> Viewer:
    """The person who runs the strategy: not the mayor, where there is another."""
    leads = [row for row in people if row["Rolle"] == Role.STRATEGY_LEAD]
    return viewer_for(_person(leads[-1]["E-Mail"]).id, system_viewer().town_id)


def _person(email: str) -> Person:
    found = person_with_address(email)
    if found is None:
        raise LookupError(email)
    return found


def _accounts(people: list[Row]) -> list[DemoAccount]:
    """One person per role, in the order of roles; of several strategy leads the last, who does the work."""
    shown: dict[str, DemoAccount] = {}
    labels: Mapping[str, Any] = dict(Role.choices)
    for row in people:
        if row["Rolle"] in shown and row["Rolle"] != Role.STRATEGY_LEAD:
            continue
        shown[row["Rolle"]] = DemoAccount(str(labels[row["Rolle"]]), _name(row), row["E-Mail"])
    return [shown[role] for role in Role.values if role in shown]


def _name(row: Row) -> str:
    return f"{row['Vorname']} {row['Nachname']}"
