"""Somebody answers while she is signed in: no row beside the answer's own changes, so none can join the two.

Neither session nor journal, job, sent form or account; whatever table comes to the product is looked at too.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client
from django.urls import reverse

from kommune.accounts.models import User
from kommune.maturity.actions.answers import open_questions
from kommune.maturity.queries.answers import places_of, survey_token
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Role, Viewer
from tests.maturity.assessments import make_open
from tests.maturity.pulses import make_open_pulse, make_units, questions_of
from tests.maturity.tools import make_tool, make_unit, plan_unit
from tests.small_town import lead, small, town
from tests.strategy.rounds import make_open_round
from tests.towns import SmallStrategy, make_member

__all__ = ["lead", "small", "town"]

Sent = tuple[str, dict[str, str]]
CACHE = settings.DATA_DIR / "cache"


def all_rows() -> dict[str, list[str]]:
    """Every row of every table as text."""
    return {
        model._meta.label: sorted(repr(row) for row in model._base_manager.values())
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }


@pytest.fixture
def reader(town: Municipality) -> Client:
    """Somebody signed in as an employee, who has opened a page before."""
    client = Client()
    client.force_login(User.objects.get(id=str(make_member(town, Role.STAFF).user_id)))
    client.get(reverse("workbench:home", args=[town.slug]))
    return client


def changed_by(client: Client, sent: Sent) -> set[str]:
    """The tables that change when this is sent; the same is sent with everything that a form might carry."""
    address, body = sent
    client.get(address)
    before, files = all_rows(), set(CACHE.rglob("*"))
    assert client.post(address, {**body, "sent_key": "k" * 32}).status_code in (200, 302)
    after = all_rows()
    assert set(CACHE.rglob("*")) == files
    return {label for label, rows in after.items() if rows != before[label]}


def slip(town: Municipality, lead: Viewer) -> Sent:
    make_units()
    made = make_open_pulse(lead, asks_texts=True)
    address = reverse("pulse:sheet", args=[town.slug, made.all_codes[0]])
    return address, {**dict.fromkeys(questions_of(made.id), "4"), "text": "Mein Satz"}


def self_assessment(town: Municipality, lead: Viewer) -> Sent:
    made = make_open(lead)
    own = [item for item in made.items if item.dimension == "strategy"]
    address = reverse("assess:sheet", args=[town.slug, made.tokens["Anna"]])
    return address, {"page": "1", **{f"present.{item.id}": "2" for item in own}}


def two_questions(town: Municipality, lead: Viewer) -> Sent:
    tool = make_tool(lead)
    plan_unit(lead, tool, make_unit("Kämmerei", "FB 20", 31))
    token = survey_token(open_questions(by=lead, introduction_id=tool.id))
    unit = str(places_of(tool)[0].tool_unit_id)
    body = {"unit": unit, "uses": "yes", "helps": "no"}
    return reverse("tool_questions:answer", args=[town.slug, token]), body


@pytest.mark.parametrize(
    ("prepare", "own"),
    [
        (slip, {"maturity.PulseCode", "maturity.PulseSheet"}),
        (self_assessment, {"maturity.AssessmentAnswer"}),
        (two_questions, {"maturity.AnswerCount"}),
    ],
)
def test_an_answer_changes_its_own_rows_alone(
    town: Municipality, lead: Viewer, reader: Client, prepare: Callable[..., Any], own: set[str]
) -> None:
    assert changed_by(reader, prepare(town, lead)) == own


def test_a_rating_changes_its_own_row_alone(
    town: Municipality, lead: Viewer, small: SmallStrategy, reader: Client
) -> None:
    made = make_open_round(lead, small)
    address = reverse("rate:sheet", args=[town.slug, made.tokens["Anna"]])
    body = {"pair": str(made.pairs[0]), "number": "1", "score": "1"}
    assert changed_by(reader, (address, body)) == {"strategy.BlindRating"}
