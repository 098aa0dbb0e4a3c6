"""Walks every address as somebody who has no business there: nothing shows and nothing changes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import models
from django.test import Client

from kommune.accounts.models import User
from kommune.audit.public import history_of, journal, latest_changes, revision
from kommune.files.public import store_upload
from kommune.findings.models import Finding
from kommune.findings.public import look_for_findings
from kommune.foundation.ids import new_id
from kommune.foundation.scope import town_scope
from kommune.imports.models import ImportSession
from kommune.jobs.models import Job
from kommune.maturity.actions.answers import open_questions
from kommune.maturity.actions.cycles import begin_cycle
from kommune.maturity.actions.hours import save_step, start_hour
from kommune.maturity.actions.pulse_closing import close_pulse
from kommune.maturity.actions.pulse_questions import save_question
from kommune.maturity.actions.pulse_replies import write_reply
from kommune.maturity.actions.tool_parts import add_part
from kommune.maturity.actions.tools import introduce_by_measure
from kommune.maturity.actions.usage import read_usage_file
from kommune.maturity.models import AssessmentPerson, Instrument, PulseGroup
from kommune.maturity.public import (
    SaidLevel,
    add_assessment_question,
    asked_keys,
    invite_people,
    open_assessment,
    prepare_assessment,
    save_assessment_answers,
)
from kommune.maturity.queries.cycles import stations_of
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import (
    Role,
    Rung,
    Viewer,
    create_object,
    create_unit,
    invite,
    make_token,
    system_viewer,
)
from kommune.reporting.models import Paper
from kommune.strategy.actions.measures import create_measure
from kommune.strategy.actions.readings import keep_upload, read_text
from kommune.strategy.actions.reports import report_status
from kommune.strategy.actions.round_sheets import invite_raters
from kommune.strategy.actions.rounds import prepare_round
from kommune.strategy.actions.strategies import create_strategy, save_field, save_goal
from kommune.strategy.actions.weights import set_weights
from kommune.strategy.models import GoalConflict, GoalRelation, Passage, RoundPair, RoundRater, Weighting
from kommune.strategy.queries.rounds import PairRef
from tests.addresses import own_addresses
from tests.maturity.pulses import make_open_pulse, say
from tests.towns import make_member, make_town, relate_goals

SECRET = "Verschlusssache"
# A page that answers to the other method only says so before it looks for anything.
WRONG_METHOD = 405
# Looking at a page may ask for fresh figures; they say nothing that the town's own rows do not say.
DERIVED = {"jobs.Job", "strategy.DerivedFigures", "strategy.TextVector"}
ADDRESSES = own_addresses()
STAFF_SIDE = [address for address in ADDRESSES if address.is_staff_side]


@dataclass(frozen=True)
class Furnished:
    """A town with one of everything, and what fills the arguments of its addresses."""

    town: Municipality
    lead: Viewer
    samples: Mapping[str, str]


@dataclass(frozen=True)
class Visit:
    """One answer: where, how, what."""

    path: str
    method: str
    status: int
    body: str
    target: str


STEP_PAGES = ("step", "take", "link", "aside", "again", "share")


@pytest.fixture
def ours(db: None) -> Furnished:
    """The town whose things nobody else may meet."""
    return furnish("unsere")


@pytest.fixture
def theirs(db: None) -> Furnished:
    """The town next door, furnished as well so that its pages have something to show."""
    return furnish("nachbarn")


def furnish(slug: str) -> Furnished:
    town = make_town(slug, slug.capitalize())
    lead = make_member(town, Role.ADMINISTRATION)
    with town_scope(town.id):
        unit = create_unit(by=lead, values={"name": f"{SECRET} Amt", "key": "A1"})
        samples = {**strategy_things(lead, unit), **other_things(lead)}
        samples |= round_things(lead, samples) | reading_things(lead) | pulse_things(lead)
        samples |= tool_things(lead, samples)
        samples |= assessment_things(lead)
        samples |= {"conflict_id": conflict_between(lead), "key": "open_or_protected"}
        samples["weights_id"] = weights_of(lead, samples)
        samples |= hour_things(lead, UUID(samples["strategy_id"]))
        samples |= {
            "reporting:draft_new.kind": "goal_conflict",
            "reporting:draft_docx.kind": "goal_conflict",
            "subject_id": samples["conflict_id"],
        }
        look_for_findings(by=system_viewer())
        finding = Finding.objects.first()
        assert finding is not None
        samples |= {"unit_id": str(unit), "finding_id": str(finding.id)}
        samples["workbench:restore.kind"] = "measure"
        samples["strategy:alignment_figure.code"] = "coverage"
        samples |= {"pairing": "measures", "source_id": samples["measure_id"], "card": "1"}
        samples["entry_id"] = str(history_of("measure", samples["measure_id"])[0].id)
        samples["batch_id"] = str(latest_changes(limit=1)[0].batch_id)
    return Furnished(town, lead, samples)


def strategy_things(lead: Viewer, unit: UUID) -> dict[str, str]:
    """A strategy with everything in it, and a measure that everybody may see within it."""
    city = create_strategy(by=lead, values={"kind": "city", "title": f"{SECRET} Stadt", "summary": SECRET})
    field = save_field(by=lead, strategy_id=city, values={"title": f"{SECRET} Feld"})
    goal = save_goal(by=lead, strategy_id=city, values={"title": f"{SECRET} Ziel"})
    digital = create_strategy(by=lead, values={"kind": "digital", "title": f"{SECRET} Digital"})
    means = save_goal(by=lead, strategy_id=digital, values={"title": f"{SECRET} Mittel"})
    relate_goals(by=lead, digital_goal_id=means, city_goal_id=goal, score=2)
    save_goal(by=lead, strategy_id=city, values={"title": f"{SECRET} Ziel ohne alles"})
    measure = create_measure(
        by=lead,
        values={"title": f"{SECRET} Maßnahme", "phase": "decided", "lead_unit_id": unit},
        costs={2026: 1_000_00},
        goals={goal: 2},
    )
    create_measure(
        by=lead,
        values={"title": "Offene Maßnahme", "phase": "decided", "strategy_id": city, "field_id": field,
                "released_to": Rung.PUBLIC},
        goals={goal: 2},
    )  # fmt: skip
    report = report_status(
        by=lead, measure_id=measure, light="red", text=SECRET, reported_on=date(2026, 1, 1)
    )
    return {
        "strategy_id": str(city), "relation_id": str(GoalRelation.objects.get().id),
        "report_id": str(report), "field_id": str(field), "goal_id": str(goal),
        "measure_id": str(measure),
        "workbench:history.kind": "measure", "object_id": str(measure), "code": "measures_without_goal",
        "wing": "strategy", "imports:download.key": "measures", "workbench:help_page.page": "anfangen",
        "findings:handle.key": "measure", "reporting:download.kind": "docx",
        "reporting:duty.key": "rollenkonzept", "place": "0",
        **{f"maturity:steps_{page}.key": "decision_log" for page in STEP_PAGES},
    }  # fmt: skip


def conflict_between(lead: Viewer) -> str:
    """A digital goal that works against a city goal; returns its card."""
    city = create_strategy(by=lead, values={"kind": "city", "title": f"{SECRET} Stadt 2"})
    digital = create_strategy(by=lead, values={"kind": "digital", "title": f"{SECRET} Digital 2"})
    goal = save_goal(by=lead, strategy_id=city, values={"title": f"{SECRET} Stadtziel"})
    means = save_goal(by=lead, strategy_id=digital, values={"title": f"{SECRET} Gegenziel"})
    relate_goals(by=lead, digital_goal_id=means, city_goal_id=goal, score=-2)
    return str(GoalConflict.objects.get().id)


def hour_things(lead: Viewer, strategy: UUID) -> dict[str, str]:
    """A guided hour with answers, and the cycle of a strategy."""
    hour = start_hour(by=lead, title=f"{SECRET} Stunde")
    save_step(
        by=lead, hour_id=hour, key="goals", version=1, answers={"goals": {"lines": [f"{SECRET} Stadtziel"]}}
    )
    begin_cycle(by=lead, strategy_id=strategy)
    station = stations_of(lead, strategy)[0]
    paper = str(station.papers.all()[0].id)
    return {
        "hour_id": str(hour), "station_id": str(station.id), "maturity:hour_step.key": "goals",
        "maturity:cycle_workshop.key": "baseline", "maturity:cycle_paper.paper_id": paper,
        "maturity:cycle_paper_delete.paper_id": paper,
    }  # fmt: skip


def weights_of(lead: Viewer, samples: Mapping[str, str]) -> str:
    """Weights of the goals of a strategy."""
    shares = {UUID(samples["goal_id"]): 2.0}
    set_weights(
        by=lead, strategy_id=UUID(samples["strategy_id"]), shares=shares, source="workshop",
        source_note=f"{SECRET} Klausur", decided_on=None, version=0,
    )  # fmt: skip
    return str(Weighting.objects.get().id)


def assessment_things(lead: Viewer) -> dict[str, str]:
    """A closed self-assessment, and an own question; links to sheets are tried with a wrong token."""
    values = {f"level_{n}": f"{SECRET} {n}" for n in range(5)} | {"dimension": "data", "words": SECRET}
    question = add_assessment_question(by=lead, values=values)
    key = prepare_assessment(by=lead, values={"title": f"{SECRET} Standort", "note": SECRET})
    open_assessment(by=lead, assessment_id=key)
    links = invite_people(by=lead, assessment_id=key, names=[f"{SECRET} Person"])
    items = list(asked_keys(key).values())
    save_assessment_answers(token=links[0].token, said={item: SaidLevel(2, 3) for item in items})
    return {
        "assessment_id": str(key),
        "asked_id": str(items[0]),
        "sheet_id": str(AssessmentPerson.objects.get(assessment_id=key).id),
        "town_question_id": str(question),
        "dimension": "data",
    }


def round_things(lead: Viewer, samples: Mapping[str, str]) -> dict[str, str]:
    """A rating round with somebody invited; its links are tried with a wrong token."""
    pair = PairRef(None, UUID(samples["measure_id"]), UUID(samples["goal_id"]))
    round_id = prepare_round(by=lead, values={"title": f"{SECRET} Runde", "note": SECRET}, pairs=[pair])
    invite_raters(by=lead, round_id=round_id, names=[f"{SECRET} Person"])
    return {
        "round_id": str(round_id),
        "pair_id": str(RoundPair.objects.get(round_id=round_id).id),
        "rater_id": str(RoundRater.objects.get(round_id=round_id).id),
    }


def tool_things(lead: Viewer, samples: Mapping[str, str]) -> dict[str, str]:
    """A tool on its way with a unit, a need, counts that wait, and open questions."""
    tool = introduce_by_measure(
        by=lead, measure_id=UUID(samples["measure_id"]), values={"name": f"{SECRET} Tafel", "purpose": SECRET}
    )
    unit = create_unit(by=lead, values={"name": f"{SECRET} Amt 2", "key": "A2", "head_count": 9})
    row = add_part(by=lead, introduction_id=tool, part="unit", values={"unit_id": unit})
    need = add_part(by=lead, introduction_id=tool, part="need", values={"quote": SECRET})
    counts = BytesIO(b"Einheit;Woche;Aktive Personen\nA2;01.06.2026;3\n")
    intake = read_usage_file(by=lead, introduction_id=tool, upload=counts, name="n.csv")
    open_questions(by=lead, introduction_id=tool)
    return {
        "tool_id": str(tool), "tool_unit_id": str(row), "intake_id": str(intake), "figure": "reach",
        "station": "pilot", "part": "need", "part_id": str(need),
    }  # fmt: skip


def reading_things(lead: Viewer) -> dict[str, str]:
    """A text that was read, with a proposal."""
    kept = keep_upload(by=lead, upload=f"# Ziel 1: {SECRET} Netze\n", name=f"{SECRET}.md")
    reading = read_text(by=lead, file_id=kept.id, title=f"{SECRET} Text", kind="digital")
    return {
        "reading_id": str(reading),
        "passage_id": str(Passage.objects.get(reading_id=reading).id),
    }


def pulse_things(lead: Viewer) -> dict[str, str]:
    """A closed pulse with a reply, a question of the town's own, an instrument; codes are tried wrong."""
    question = save_question(by=lead, values={"words": f"{SECRET} Frage"})
    made = make_open_pulse(lead, title=f"{SECRET} Umfrage", purpose=SECRET, people=9)
    for code in made.all_codes[:7]:
        say(made, code, 3)
    close_pulse(by=lead, pulse_id=made.id)
    reply = write_reply(by=lead, pulse_id=made.id, values={"topic": "cooperation", "text": SECRET})
    with journal(action="test", actor_id=None) as batch:
        instrument = create_object(
            batch, Instrument(title=f"{SECRET} Instrument", licence=SECRET, items=[{}], rule={"kind": "mean"})
        )
    return {
        "pulse_id": str(made.id), "survey_id": str(made.id), "question_id": str(question),
        "reply_id": str(reply),
        "group_id": str(PulseGroup.objects.get(pulse_id=made.id).id), "instrument_id": str(instrument.id),
    }  # fmt: skip


def other_things(lead: Viewer) -> dict[str, str]:
    file = store_upload(by=lead, upload=BytesIO(SECRET.encode()), name=f"{SECRET}.csv", purpose="import")
    job = Job.objects.create(kind="refresh_figures", title=SECRET, asked_by_id=lead.membership_id)
    session = ImportSession.objects.create(file_name=f"{SECRET}.csv", by_id=lead.membership_id)
    key_id, _key = make_token(by=lead, slug="unsere", name=SECRET, scopes=["read"])
    invitation, token = invite(by=lead, email=f"{SECRET}@gast.example", role=Role.STAFF)
    paper = Paper.objects.create(
        title=SECRET, committee=SECRET, dated_on=date(2026, 1, 1), figures_as_of=date(2026, 1, 1),
        form_key=str(new_id()),
    )  # fmt: skip
    return {
        "file_id": str(file.id), "job_id": str(job.id), "session_id": str(session.id), "token": token,
        "token_id": str(key_id), "invitation_id": str(invitation), "paper_id": str(paper.id),
        "membership_id": str(lead.membership_id),
    }  # fmt: skip


def client_of(viewer: Viewer | None) -> Client:
    """The browser of a person; a fault of the program is an answer as any other."""
    client = Client(raise_request_exception=False)
    if viewer is not None:
        client.force_login(User.objects.get(id=str(viewer.user_id)))
    return client


def body_for(samples: Mapping[str, str], version: int = 1) -> dict[str, Any]:
    """A form with a plausible value under every name that the product's forms use."""
    values = {name: value for name, value in samples.items() if "." not in name}
    return values | {
        "version": version, "title": "Eingedrungen", "name": "Eingedrungen", "text": "Eingedrungen",
        "kind": "digital", "phase": "idea", "light": "green", "role": "administration", "rung": "5",
        "reason": "Eingedrungen", "released_to": "5", "action": "delete", "whole": "yes",
        "ids": samples["measure_id"],
        "chosen": samples["measure_id"], "lead_unit_id": samples["unit_id"],
        "owner": samples["membership_id"],
        "owner_id": samples["membership_id"], "unit": samples["unit_id"], "unit_ids": [samples["unit_id"]],
        "parent": samples["unit_id"], "strategy": samples["strategy_id"], "field": samples["field_id"],
        "decision": "Eingedrungen", "decided_on": "2026-01-01", "email": "eingedrungen@gast.example",
        "committee": "Rat", "dated_on": "2026-01-01", "form_key": str(new_id()),
        f"goal_{samples['goal_id']}": "3", "goal": samples["goal_id"], "what": "leave_out",
    }  # fmt: skip


def visits(client: Client, slug: str, samples: Mapping[str, str], addresses: list[Any]) -> Iterator[Visit]:
    for address in addresses:
        path = address.filled(slug, samples)
        for method, answer in (
            ("GET", client.get(path)),
            ("HTMX", client.get(path, headers={"HX-Request": "true"})),
            ("POST", client.post(path, body_for(samples))),
        ):
            yield Visit(path, method, answer.status_code, text_of(answer), answer.headers.get("Location", ""))


def text_of(answer: Any) -> str:
    content = b"".join(answer) if answer.streaming else answer.content
    return bytes(content).decode("utf-8", "replace")


def rows_of(town: Municipality) -> dict[str, Any]:
    """Everything that is stored for a town, by table."""
    with town_scope(town.id):
        stored: dict[str, Any] = {
            model._meta.label: sorted(map(repr, model._base_manager.filter(town_id=town.id).values()))
            for model in apps.get_models()
            if model.__module__.startswith("kommune.") and has_town(model)
        }
        return stored | {"revision": revision(town.id)}


def has_town(model: type[models.Model]) -> bool:
    return any(field.attname == "town_id" for field in model._meta.concrete_fields)


def test_every_address_below_a_town_has_samples_for_its_arguments(ours: Furnished) -> None:
    for address in ADDRESSES:
        if address.is_in_a_town:
            address.filled(ours.town.slug, ours.samples)


def test_somebody_who_is_not_signed_in_is_sent_to_the_sign_in_from_every_staff_page(ours: Furnished) -> None:
    before = rows_of(ours.town)
    wrong = [
        visit
        for visit in visits(client_of(None), "unsere", ours.samples, STAFF_SIDE)
        if not (visit.status == 302 and visit.target.startswith("/accounts/login/"))
    ]
    assert [(visit.path, visit.method, visit.status) for visit in wrong] == []
    assert rows_of(ours.town) == before


def test_a_member_of_another_town_meets_nothing_at_our_addresses(ours: Furnished, theirs: Furnished) -> None:
    before = rows_of(ours.town)
    wrong = [
        visit
        for visit in visits(client_of(theirs.lead), "unsere", ours.samples, STAFF_SIDE)
        if visit.status != 404 or SECRET in visit.body
    ]
    assert [(visit.path, visit.method, visit.status) for visit in wrong] == []
    assert rows_of(ours.town) == before


def test_a_member_of_another_town_meets_nothing_of_ours_at_her_own_addresses(
    ours: Furnished, theirs: Furnished
) -> None:
    with_ids = [address for address in STAFF_SIDE if "uuid" in address.route]
    before = rows_of(ours.town)
    wrong = [
        (visit.path, visit.method, visit.status)
        for visit in visits(client_of(theirs.lead), "nachbarn", ours.samples, with_ids)
        if visit.status not in (404, WRONG_METHOD) and not is_turned_away(visit, ours)
    ]
    assert wrong == []
    assert rows_of(ours.town) == before


def is_turned_away(visit: Visit, ours: Furnished) -> bool:
    """Sent back to a list with a sentence, as for an id that never was."""
    return visit.status == 302 and not any(sample in visit.target for sample in ours.samples.values())


def test_forms_with_ids_of_our_town_link_nothing_of_ours_to_theirs(
    ours: Furnished, theirs: Furnished
) -> None:
    before = rows_of(ours.town)
    client = client_of(theirs.lead)
    for address in STAFF_SIDE:
        client.post(address.filled("nachbarn", theirs.samples), body_for(ours.samples))
    assert links_between_towns() == []
    assert rows_of(ours.town) == before


def links_between_towns() -> list[str]:
    """Rows of one town whose foreign keys lead to rows of another."""
    found = []
    for town in Municipality.objects.all():
        with town_scope(town.id):
            for model in apps.get_models():
                if not model.__module__.startswith("kommune.") or not has_town(model):
                    continue
                for field in model._meta.concrete_fields:
                    other = field.related_model
                    if isinstance(field, models.ForeignKey) and isinstance(other, type) and has_town(other):
                        rows = model._base_manager.filter(town_id=town.id).exclude(**{field.attname: None})
                        ids = set(rows.values_list(field.attname, flat=True))
                        own = other._base_manager.filter(pk__in=ids, town_id=town.id).count()
                        if own != len(ids):
                            found.append(f"{model._meta.label}.{field.name}")
    return found


def test_a_guest_of_our_town_sees_nothing_that_was_not_released_and_changes_nothing(ours: Furnished) -> None:
    guest = make_member(ours.town, Role.GUEST)
    client = client_of(guest)
    before = rows_of(ours.town)
    shown, broken = [], []
    for visit in visits(client, "unsere", ours.samples, [a for a in ADDRESSES if a.is_in_a_town]):
        if visit.status == 200 and SECRET in visit.body.replace(f"{SECRET} Amt", ""):
            shown.append((visit.path, visit.method))
        if visit.status >= 500:
            broken.append((visit.path, visit.method))
    assert (shown, broken) == ([], [])
    after = rows_of(ours.town)
    assert [name for name in after if after[name] != before[name] and name not in DERIVED] == []


@pytest.mark.parametrize("who", ["nobody", "neighbour"])
def test_the_public_side_and_the_pages_of_the_installation_show_nothing_unreleased(
    ours: Furnished, theirs: Furnished, who: str
) -> None:
    client = client_of(theirs.lead if who == "neighbour" else None)
    before = rows_of(ours.town)
    samples = {**ours.samples, "slug": ours.town.slug}
    elsewhere = [
        address for address in ADDRESSES if not address.is_staff_side and address.name != "invitation"
    ]
    seen = [
        (visit.path, visit.method, visit.status)
        for visit in visits(client, "unsere", samples, elsewhere)
        if SECRET in visit.body or visit.status >= 500
    ]
    assert seen == []
    assert rows_of(ours.town) == before


def test_a_key_of_another_town_opens_nothing_of_ours(ours: Furnished, theirs: Furnished) -> None:
    with town_scope(theirs.town.id):
        _key_id, key = make_token(
            by=theirs.lead, slug="nachbarn", name="Programm", scopes=["read", "write"], clearance=1
        )
    headers = {"Authorization": f"Bearer {key}"}
    before = rows_of(ours.town)
    client = Client(raise_request_exception=False)
    opened = []
    for address in ADDRESSES:
        if address.route.startswith("api/") and "uuid" in address.route:
            path = address.filled("", ours.samples)
            statuses = {
                client.get(path, headers=headers).status_code,
                client.patch(path, "{}", content_type="application/json", headers=headers).status_code,
                client.post(path, "{}", content_type="application/json", headers=headers).status_code,
            }
            opened += [(path, status) for status in statuses if status not in (403, 404, WRONG_METHOD, 422)]
    assert opened == []
    assert rows_of(ours.town) == before
