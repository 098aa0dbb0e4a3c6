"""A page asks the database as often for sixty things as for ten, and at most fifteen times."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kommune.accounts.models import User
from kommune.audit.public import latest_changes
from kommune.findings.models import Finding
from kommune.findings.public import look_for_findings
from kommune.foundation.scope import town_scope
from kommune.imports.models import ImportSession
from kommune.maturity.actions.answers import open_questions
from kommune.maturity.actions.cycles import begin_cycle, edit_station, save_paper
from kommune.maturity.actions.hours import read_goals_text, start_hour
from kommune.maturity.actions.pulse_closing import close_pulse
from kommune.maturity.actions.pulse_questions import save_question
from kommune.maturity.actions.pulse_replies import write_reply
from kommune.maturity.actions.tool_parts import add_part
from kommune.maturity.actions.tools import introduce_tool
from kommune.maturity.actions.usage import read_usage_file, take_usage
from kommune.maturity.public import (
    SaidLevel,
    add_assessment_question,
    asked_keys,
    close_assessment,
    invite_people,
    open_assessment,
    prepare_assessment,
    save_assessment_answers,
)
from kommune.maturity.queries.cycles import stations_of
from kommune.municipalities.models import Membership, Municipality, Unit
from kommune.municipalities.public import Role, Rung, Viewer, change_unit, create_unit
from kommune.strategy.actions.figures import refresh_figures
from kommune.strategy.actions.measures import create_measure, edit_measure, set_goals, split_measure
from kommune.strategy.actions.readings import keep_upload, read_text
from kommune.strategy.actions.reports import report_status
from kommune.strategy.actions.round_closing import close_round
from kommune.strategy.actions.round_sheets import invite_raters, save_answer
from kommune.strategy.actions.rounds import open_round, prepare_round
from kommune.strategy.actions.strategies import create_strategy, save_field, save_goal
from kommune.strategy.models import FieldOfAction, Goal, GoalConflict, Measure, Passage, RoundPair, Strategy
from kommune.strategy.queries.rounds import PairRef
from kommune.workbench.actions import take_back
from tests.maturity.pulses import make_open_pulse, prepare, say
from tests.towns import make_member, make_town, relate_goals

FEW, MANY, MOST = 10, 60, 15
WEEKS = [date(2026, 6, 1), date(2026, 6, 8), date(2026, 6, 15)]

PAGES = [
    "workbench:home",
    "workbench:home ?view=employees",
    "workbench:search ?q=Vorhaben",
    "workbench:trash",
    "workbench:journal",
    "strategy:list",
    "strategy:show strategy",
    "strategy:edit strategy",
    "strategy:goal goal",
    "strategy:goal_edit goal",
    "strategy:proof",
    "strategy:figure measures_without_money",
    "strategy:measures",
    "strategy:measures ?sort=-cost",
    "strategy:measures ?q=Vorhaben",
    "strategy:measure measure",
    "strategy:measure_edit measure",
    "strategy:measure_goals measure",
    "strategy:measure_drop measure",
    "strategy:alignment",
    "strategy:alignment ?sort=-money",
    "strategy:alignment_figure coverage",
    "strategy:alignment_figure unallocated",
    "strategy:alignment_change ?since=2020-01-01",
    "strategy:alignment_what_if ?what=move",
    "strategy:alignment_weigh city",
    "strategy:ratings",
    "strategy:matrix goals",
    "strategy:matrix goals ?show=unrated",
    "strategy:matrix measures",
    "strategy:matrix_paper goals",
    "strategy:matrix_row measures measure",
    "strategy:rate_pair measures measure goal",
    "strategy:quick_card measures measure 1",
    "strategy:conflicts",
    "strategy:conflict_table",
    "strategy:conflict conflict",
    "strategy:conflict_edit conflict",
    "strategy:tensions",
    "strategy:tension_list",
    "strategy:rounds",
    "strategy:round round",
    "strategy:round round_closed",
    "strategy:round_pairs round",
    "strategy:round_pair round_pair",
    "strategy:round_invite round",
    "strategy:readings",
    "strategy:reading reading",
    "strategy:reading reading ?state=proposed",
    "strategy:passage_edit passage",
    "strategy:compare ?old=s:{strategy}&new=r:{reading}",
    "strategy:map",
    "strategy:map ?by=money&list=city",
    "strategy:map_picture",
    "strategy:map_find ?find=Vorhaben",
    "strategy:map_svg",
    "maturity:hour_list",
    "maturity:hour hour",
    "maturity:hour_step hour goals",
    "maturity:hour_step hour measures",
    "maturity:hour_step hour next",
    "maturity:cycle strategy",
    "maturity:cycle_station station",
    "maturity:cycle_paper paper",
    "maturity:cycle_workshop strategy vision",
    "maturity:assessments",
    "maturity:assessment assessment",
    "maturity:assessment assessment_closed",
    "maturity:assessment_preview assessment",
    "maturity:assessment_invite assessment",
    "maturity:assessment_dimension assessment_closed data",
    "maturity:assessment_item asked",
    "maturity:assessments_compare",
    "maturity:assessment_questions",
    "maturity:peers",
    "maturity:peers_values",
    "maturity:steps",
    "maturity:steps_step decision_log",
    "maturity:steps_answers",
    "maturity:tools",
    "maturity:tool_balance",
    "maturity:tool tool",
    "maturity:tool_way tool",
    "maturity:tool_edit tool",
    "maturity:tool_scores tool",
    "maturity:tool_figure tool reach",
    "maturity:tool_questions tool",
    "maturity:tool_preview intake",
    "maturity:tool_unit tool_unit",
    "maturity:pulses",
    "maturity:pulse pulse",
    "maturity:pulse pulse_open",
    "maturity:pulse pulse_prepared",
    "maturity:pulse_edit pulse_prepared",
    "maturity:pulse_sheet pulse_open",
    "maturity:pulse_questions",
    "maturity:pulse_reply_new pulse",
    "findings:list",
    "findings:show finding",
    "imports:upload",
    "reporting:list",
    "reporting:new",
    "town:people",
    "town:units",
    "portal:home",
    "portal:strategy strategy",
    "portal:measure measure",
    "portal:map",
]


@dataclass(frozen=True)
class Furnished:
    """A town with as many things as asked for, and the ids of those with most in them."""

    town: Municipality
    lead: Viewer
    ids: Mapping[str, UUID]


def furnish(number: int) -> Furnished:
    """A town in which ``number`` stands of everything, and whose first things are linked to all others."""
    town = make_town(f"stadt-{number}", f"Stadt {number}")
    lead = make_member(town, Role.ADMINISTRATION)
    for position in range(number):
        make_member(town, Role.STAFF, email=f"person-{position}@{town.slug}.example")
    with town_scope(town.id):
        ids = read_texts(lead, number) | things(lead, number)
        look_for_findings(by=lead)
        finding = Finding.objects.order_by("id")[0].id
        card = conflicts(lead, ids["strategy"], number)
        hour = guided_hours(lead, ids["strategy"], number)
        ids |= tools(lead, number) | pulses(lead, number)
        refresh_figures()
        for _n in range(number):
            ImportSession.objects.create(file_name="liste.xlsx", by_id=lead.membership_id)
    return Furnished(town, lead, {**ids, **hour, "finding": finding, "conflict": card})


def things(lead: Viewer, number: int) -> dict[str, UUID]:
    """Goals, units, measures, links and reports."""
    public = {"released_to": Rung.PUBLIC}
    city = create_strategy(by=lead, values={"kind": "city", "title": "Stadtstrategie", **public})
    digital = create_strategy(by=lead, values={"kind": "digital", "title": "Digitalstrategie", **public})
    top = save_goal(by=lead, strategy_id=city, values={"title": "Stadtziel"})
    units = [create_unit(by=lead, values={"name": f"Amt {n}", "key": f"A{n}"}) for n in range(number)]
    owned = {"owner_id": lead.membership_id}
    goals = []
    for n in range(number):
        field = save_field(by=lead, strategy_id=digital, values={"title": f"Feld {n}"})
        goal = save_goal(by=lead, strategy_id=digital, values={"title": f"Ziel {n}", "field_id": field})
        relate_goals(by=lead, digital_goal_id=goal, city_goal_id=top, score=2)
        goals.append(goal)
    rounds = rating_rounds(lead, goals, top, number) | assessments(lead, number)
    measures = [
        create_measure(
            by=lead,
            values={
                "title": f"Vorhaben {n}",
                "lead_unit_id": units[n],
                "owner_id": lead.membership_id,
                **public,
            },
            unit_ids=units if n == 0 else [units[n]],
            costs={2026 + n % 4: 100_000},
            goals=dict.fromkeys(goals, 2) if n == 0 else {goals[0]: 1},
        )
        for n in range(number)
    ]
    for n in range(number):
        report_status(by=lead, measure_id=measures[0], light="green", text=f"Bericht {n}")
        create_measure(by=lead, values={"title": f"Ohne Ziel {n}", **owned})
    return {"city": city, "strategy": digital, "goal": goals[0], "measure": measures[0], **rounds}


def guided_hours(lead: Viewer, strategy: UUID, number: int) -> dict[str, UUID]:
    """So many hours, the first with as many goals of a text, and a cycle with as many people and papers."""
    hours = [start_hour(by=lead, title=f"Stunde {n}") for n in range(number)]
    text = "".join(f"# Ziel {n}: Stadtziel {n}\n" for n in range(number))
    read_goals_text(by=lead, hour_id=hours[0], upload=text, name="leitbild.md")
    begin_cycle(by=lead, strategy_id=strategy)
    station = stations_of(lead, strategy)[0]
    for n in range(number):
        save_paper(by=lead, station_id=station.id, values={"name": f"Papier {n}"})
    people = list(Membership.objects.values_list("id", flat=True))
    edit_station(
        by=lead, station_id=station.id, version=None, state="done", due_on=None, notes="", people=people
    )
    return {"hour": hours[0], "station": station.id, "paper": station.papers.all()[0].id}


def tools(lead: Viewer, number: int) -> dict[str, UUID]:
    """So many tools, the first with as many units, needs, candidates, criteria and weeks of counts."""
    made = [introduce_tool(by=lead, values={"name": f"Werkzeug {n}"}) for n in range(number)]
    part: dict[str, Any] = {"by": lead, "introduction_id": made[0]}
    for n in range(number):
        for kind, field in (("need", "quote"), ("criterion", "title"), ("candidate", "title")):
            add_part(**part, part=kind, values={field: f"Ding {n}"})
        add_part(**part, part="retired", values={"title": f"Altes {n}"})
    Unit.objects.update(head_count=20)
    units = list(Unit.objects.values_list("id", "key"))
    rows = [add_part(**part, part="unit", values={"unit_id": key}) for key, _name in units[:number]]
    lines = "".join(f"{name};{week:%d.%m.%Y};5\n" for _key, name in units[:number] for week in WEEKS)
    for _time in range(2):
        upload = BytesIO(f"Einheit;Woche;Aktive Personen\n{lines}".encode())
        intake = read_usage_file(**part, upload=upload, name="n.csv")
        if _time == 0:
            take_usage(by=lead, intake_id=intake)
    open_questions(**part)
    return {"tool": made[0], "tool_unit": rows[0], "intake": intake}


def pulses(lead: Viewer, number: int) -> dict[str, UUID]:
    """So many closed surveys of as many groups, the first with as many replies, and one open."""
    for unit in Unit.objects.all():
        change_unit(by=lead, unit_id=unit.id, version=None, values={"head_count": 8})
    topics = ["cooperation", "strategy", "rooms"]
    ids = [prepare(lead, title=f"Umfrage {n}", topics=topics) for n in range(number)]
    opened = [make_open_pulse(lead, title=f"Offen {n}", topics=topics) for n in range(3)]
    for made in opened[:2]:
        for at, code in enumerate(made.all_codes[:16]):
            say(made, code, 1 + at % 5)
        close_pulse(by=lead, pulse_id=made.id)
    closed = opened[1].id
    for n in range(number):
        save_question(by=lead, values={"words": f"Frage {n}"})
        write_reply(by=lead, pulse_id=closed, values={"topic": "cooperation", "text": f"Antwort {n}"})
    return {"pulse": closed, "pulse_open": opened[2].id, "pulse_prepared": ids[0]}


def conflicts(lead: Viewer, digital: UUID, number: int) -> UUID:
    """A goal that works against so many city goals, carried by so many measures; returns one of the cards."""
    city = create_strategy(by=lead, values={"kind": "city", "title": "Ortsstrategie"})
    means = save_goal(by=lead, strategy_id=digital, values={"title": "Gegenziel nur online"})
    for n in range(number):
        goal = save_goal(by=lead, strategy_id=city, values={"title": f"Ortsziel {n} ohne Internet"})
        relate_goals(by=lead, digital_goal_id=means, city_goal_id=goal, score=-2)
        create_measure(by=lead, values={"title": f"Gegenwind {n}"}, goals={means: 3})
    card: UUID = GoalConflict.objects.order_by("id")[0].id
    return card


def assessments(lead: Viewer, number: int) -> dict[str, UUID]:
    """So many assessments and own questions; two closed, one with as many people asked."""
    levels = {f"level_{n}": f"Stufe {n}" for n in range(5)}
    for n in range(number):
        values = {"dimension": "data", "words": f"Eigene Frage {n}?", **levels}
        add_assessment_question(by=lead, values=values)
    ids = [prepare_assessment(by=lead, values={"title": f"Standort {n}"}) for n in range(number)]
    invite_people(by=lead, assessment_id=ids[0], names=[f"Person {n}" for n in range(number)])
    for key in ids[1:3]:
        open_assessment(by=lead, assessment_id=key)
        links = invite_people(by=lead, assessment_id=key, names=["A", "B", "C"])
        for level, link in zip((4, 4, 2), links, strict=True):
            said = {item: SaidLevel(level, 4, evidence="Beleg") for item in asked_keys(key).values()}
            save_assessment_answers(token=link.token, said=said)
        close_assessment(by=lead, assessment_id=key)
    asked = next(iter(asked_keys(ids[1]).values()))
    return {"assessment": ids[0], "assessment_closed": ids[1], "asked": asked}


def rating_rounds(lead: Viewer, goals: list[UUID], top: UUID, number: int) -> dict[str, UUID]:
    """So many rounds, one of them closed, each with as many pairs; one with as many people asked."""
    pairs = [PairRef(goal, None, top) for goal in goals]
    ids = [prepare_round(by=lead, values={"title": f"Runde {n}"}, pairs=pairs) for n in range(number)]
    invite_raters(by=lead, round_id=ids[0], names=[f"Person {n}" for n in range(number)])
    closed = ids[1]
    open_round(by=lead, round_id=closed)
    for link in invite_raters(by=lead, round_id=closed, names=["A", "B", "C"]):
        for position, pair in enumerate(RoundPair.objects.filter(round_id=closed)):
            save_answer(
                token=link.token, pair_id=pair.id, score=3 if link.name == "A" and position % 2 else 0
            )
    close_round(by=lead, round_id=closed)
    pair_id = RoundPair.objects.filter(round_id=closed, spread=3)[0].id
    return {"round": ids[0], "round_closed": closed, "round_pair": pair_id}


def read_texts(lead: Viewer, number: int) -> dict[str, UUID]:
    """So many texts, the first with as many goals, each with a measure below it."""
    text = "".join(f"# Ziel {n}: Vorhaben {n}\n## Maßnahme {n}: Schritt {n}\n" for n in range(number))
    ids = []
    for n in range(number):
        kept = keep_upload(by=lead, upload=text if n == 0 else "# Ziel 1: Vorhaben", name="text.md")
        ids.append(read_text(by=lead, file_id=kept.id, title=f"Text {n}", kind="digital"))
    return {"reading": ids[0], "passage": Passage.objects.filter(reading_id=ids[0])[1].id}


def queries_of(furnished: Furnished, page: str) -> int:
    """How often a page asks the database, the second time it is opened."""
    view, *rest = page.split(" ")
    query = next((part for part in rest if part.startswith("?")), "").format(**furnished.ids)
    arguments: list[object] = [furnished.town.slug]
    for part in rest:
        if view == "workbench:history":
            arguments.append(part)
        if not part.startswith("?"):
            arguments.append(furnished.ids.get(part, part))
    client = Client()
    user_id = furnished.lead.user_id
    assert user_id is not None
    client.force_login(User.objects.get(id=user_id))
    path = reverse(view, args=arguments) + query
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


@pytest.fixture
def few(db: None) -> Furnished:
    return furnish(FEW)


@pytest.fixture
def many(db: None) -> Furnished:
    return furnish(MANY)


def test_a_page_asks_as_often_for_sixty_things_as_for_ten(few: Furnished, many: Furnished) -> None:
    counts = {page: (queries_of(few, page), queries_of(many, page)) for page in PAGES}
    growing = {page: pair for page, pair in counts.items() if pair[0] != pair[1]}
    assert growing == {}


def change_everything(furnished: Furnished, rounds: int) -> None:
    """Let the history of the first measure refer to things of every kind, and take some of it back."""
    lead, measure = furnished.lead, furnished.ids["measure"]
    with town_scope(furnished.town.id):
        units = list(Unit.objects.values_list("id", flat=True))
        members = list(Membership.objects.values_list("id", flat=True))
        fields = list(FieldOfAction.objects.values_list("id", flat=True))
        for n in range(rounds):
            version = Measure.objects.get(id=measure).version
            values = {"lead_unit_id": units[n], "owner_id": members[n], "field_id": fields[n]}
            strategy = Strategy.objects.order_by("id")[n % 2].id
            edit_measure(
                by=lead,
                measure_id=measure,
                version=version,
                values={**values, "strategy_id": strategy},
                unit_ids=units[n:],
                costs={2026: 1000 + n},
            )
            split_measure(by=lead, measure_id=measure, version=version + 1, shares={"technology": 100})
            take_back(by=lead, batch_id=latest_changes(limit=1)[0].batch_id)
        set_goals(
            by=lead, measure_id=measure, goals=dict.fromkeys(Goal.objects.values_list("id", flat=True), 1)
        )


HISTORIES = ["measure", "goal", "strategy", "finding"]


def test_a_history_that_refers_to_every_kind_of_thing_asks_as_often_as_any(
    few: Furnished, many: Furnished
) -> None:
    change_everything(few, 2)
    change_everything(many, 9)
    counts = {
        kind: [queries_of(town, f"workbench:history {kind}") for town in (few, many)] for kind in HISTORIES
    }
    assert {kind: pair for kind, pair in counts.items() if pair[0] != pair[1] or pair[1] > MOST} == {}


def test_who_may_only_look_asks_at_most_fifteen_times_for_a_history(many: Furnished) -> None:
    change_everything(many, 3)
    reader = make_member(many.town, Role.COUNCIL_MEMBER)
    assert queries_of(replace(many, lead=reader), "workbench:history measure") <= MOST


def test_no_page_asks_more_than_fifteen_times(many: Furnished) -> None:
    counts = {page: queries_of(many, page) for page in PAGES}
    assert {page: count for page, count in counts.items() if count > MOST} == {}
