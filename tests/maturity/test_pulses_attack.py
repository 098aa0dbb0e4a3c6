"""The attack on surveys through the real application: every role, page, file and parameter, all put together.

See ``tests/analysis/test_surveys_disclosure.py`` for what the attacker can do and what she does not have.
Here the people of all roles, and the heads of all units, pool what their pages and files show.
"""

import io
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from html import unescape
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from kommune.accounts.models import User
from kommune.maturity.actions.pulse_answers import send_answers
from kommune.maturity.actions.pulse_closing import close_pulse
from kommune.maturity.models import Pulse
from kommune.maturity.shapes.pulses import Said
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Role, Rung, Viewer, create_unit, release, system_viewer
from kommune.standards.spreadsheets import read_workbook
from tests.analysis.survey_attacks import FLOOR, Counts, attack
from tests.maturity.pulses import OpenPulse, make_open_pulse, questions_of
from tests.towns import make_member

SEED, PULSES, LOOKS = 20261128, 8, 240
WHOLE = "Ganze Verwaltung"
ROW = re.compile(r'<tr><th scope="row">([^<]+)</th><td>([^<]*)</td><td class="end">(\d*)</td></tr>')
UNITS = {"Bau": 5, "Hochbau": 12, "Tiefbau": 8, "Soziales": 16, "Kultur": 3, "Ordnung": 9, "Zentrales": 22}


@dataclass
class Asked:
    """One survey: who was invited, what was truly said, by question and group."""

    id: UUID
    invited: dict[str, int]
    truth: dict[str, Counts] = field(default_factory=dict)


@dataclass
class Looked:
    """What one look showed: cells by topic and group, as (mean, answers)."""

    cells: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)
    hidden: set[tuple[str, str]] = field(default_factory=set)


def ask(lead: Viewer, random: Random) -> Asked:
    """A survey that some answer; some groups are silent, some of one mind, some questions left out."""
    made: OpenPulse = make_open_pulse(lead, topics=["cooperation"], title=f"Umfrage {random.random():.6f}")
    asked = Asked(made.id, {name: len(codes) for name, codes in made.codes.items()})
    questions = questions_of(made.id)
    asked.truth = {one: {name: Counter() for name in made.codes} for one in questions}
    for name, codes in made.codes.items():
        taking_part, alike = random.choice((0.0, 0.3, 0.6, 1.0)), random.random() < 0.2
        for code in codes:
            if random.random() >= taking_part:
                continue
            said = {
                one: 1 if alike else None if random.random() < 0.05 else random.randint(1, 5)
                for one in questions
            }
            if all(value is None for value in said.values()):
                continue
            send_answers(code=code, said=Said(said))
            for one, value in said.items():
                if value is not None:
                    asked.truth[one][name][value] += 1
    close_pulse(by=lead, pulse_id=made.id)
    release(by=lead, model=Pulse, ids=[made.id], to=Rung.PUBLIC)
    return asked


@pytest.fixture
def units(lead: Viewer) -> dict[str, UUID]:
    by = system_viewer()
    made: dict[str, UUID] = {}
    for name, people in UNITS.items():
        above = made["Bau"] if name.endswith("bau") else None
        made[name] = create_unit(by=by, values={"name": name, "head_count": people, "parent_id": above})
    return made


@pytest.fixture
def surveys(lead: Viewer, units: dict[str, UUID]) -> list[Asked]:
    random = Random(SEED)
    return [ask(lead, random) for _at in range(PULSES)]


@pytest.fixture
def people(town: Municipality, units: dict[str, UUID]) -> dict[str, Client]:
    """Somebody of every role, the head of every unit, and a visitor."""
    members = {str(role): make_member(town, role, email=f"{role}@attack.example") for role in Role}
    for name, unit in units.items():
        members[name] = make_member(town, Role.UNIT_LEAD, email=f"{name}@attack.example", unit=unit)
    clients = {"visitor": Client()}
    for name, viewer in members.items():
        clients[name] = Client()
        clients[name].force_login(User.objects.get(id=str(viewer.user_id)))
    return clients


def file_cells(answer: Any) -> Looked:
    """The cells of an exported table of topics."""
    looked = Looked()
    book = read_workbook(io.BytesIO(answer.content), filename="export")
    for row in book.sheets[0].rows[1:]:
        topic, group, mean, n = (row.cell(at).value for at in range(4))
        name = "" if group == WHOLE else str(group)
        if n is None:
            looked.hidden.add((str(topic), name))
        else:
            looked.cells[str(topic), name] = (str(mean), int(str(n)))
    return looked


def page_cells(answer: Any) -> Looked:
    """The cells of the groups on a page, all of one topic."""
    looked = Looked()
    for name, told, n in ROW.findall(answer.content.decode()):
        key = ("Zusammenarbeit", unescape(name))
        if n:
            looked.cells[key] = (told, int(n))
        else:
            assert not re.search(r"\d", told), told
            looked.hidden.add(key)
    return looked


def parameters(random: Random, units: dict[str, UUID], surveys: list[Asked]) -> dict[str, str]:
    """What somebody may try who wants another slice."""
    offered = {
        "group": random.choice([*units, *map(str, units.values())]),
        "unit": str(random.choice(list(units.values()))),
        "floor": random.choice(("0", "1", "3")),
        "question": "cooperation.1",
        "since": "2020-01-01",
        "until": "2030-01-01",
        "pulse": str(random.choice(surveys).id),
        "q": random.choice(list(units)),
        "sort": "n",
        "page": "2",
        "view": random.choice(("employees", "deciders")),
    }
    return {key: offered[key] for key in random.sample(list(offered), random.randint(0, 4))}


def sought(surveys: list[Asked]) -> Counter[str]:
    """How often the surveys hold what the attack looks for: silent, small and one-minded groups."""
    kinds: Counter[str] = Counter(silent=0, small=0, alike=0)
    for asked in surveys:
        for truth in asked.truth.values():
            for counts in truth.values():
                kinds["silent"] += not counts
                kinds["small"] += 0 < counts.total() < FLOOR
                kinds["alike"] += len(counts) == 1 and counts.total() >= FLOOR
    return kinds


def test_all_roles_together_learn_of_no_small_group_whatever_they_ask_for(
    town: Municipality, surveys: list[Asked], people: dict[str, Client], units: dict[str, UUID]
) -> None:
    assert min(sought(surveys).values()) >= 4
    random = Random(SEED)
    seen: dict[UUID, set[str]] = defaultdict(set)
    told: dict[tuple[UUID, str], set[int]] = defaultdict(set)
    first_look: dict[tuple[str, UUID, str], Looked] = {}
    shown = hidden = 0
    for _look in range(LOOKS):
        who, asked = random.choice(list(people)), random.choice(surveys)
        kind = random.choice(("page", "xlsx", "csv"))
        name = "maturity:pulse" if kind == "page" else "maturity:pulse_export"
        query = parameters(random, units, surveys) | ({} if kind == "page" else {"kind": kind})
        answer = people[who].get(reverse(name, args=[town.slug, asked.id]), query)
        assert answer.status_code in (200, 302, 403, 404), (who, kind, answer.status_code)
        if answer.status_code != 200:
            continue
        looked = page_cells(answer) if kind == "page" else file_cells(answer)
        assert first_look.setdefault((who, asked.id, kind), looked) == looked, (who, kind, query)
        for (_topic, group), (_mean, n) in looked.cells.items():
            seen[asked.id].add(group)
            told[asked.id, group].add(n)
            shown += 1
        hidden += len(looked.hidden)
    assert all(len(numbers) == 1 for numbers in told.values())
    assert shown > 100
    assert hidden > 100
    for asked in surveys:
        for truth in asked.truth.values():
            attack(asked.invited, truth, seen[asked.id])


def test_an_open_survey_tells_nobody_anything_but_how_many_answered(
    town: Municipality, lead: Viewer, people: dict[str, Client], units: dict[str, UUID]
) -> None:
    made = make_open_pulse(lead)
    for code in made.all_codes[:20]:
        send_answers(code=code, said=Said(dict.fromkeys(questions_of(made.id), 5)))
    release(by=lead, model=Pulse, ids=[made.id], to=Rung.PUBLIC)
    for who, client in people.items():
        page = client.get(reverse("maturity:pulse", args=[town.slug, made.id]))
        export = client.get(reverse("maturity:pulse_export", args=[town.slug, made.id]))
        assert export.status_code in (302, 403, 404), who
        if page.status_code == 200:
            assert not page_cells(page).cells
            assert "5,0" not in page.content.decode()
