"""The pages of the answer: what they say of the worked example, to whom, and what they never show."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from kommune.accounts.models import User
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Role, Rung, Viewer
from kommune.strategy.models import Measure, Strategy, Weighting
from tests.strategy.vector_town import VectorTown, make_vector_town
from tests.towns import make_member


@pytest.fixture(autouse=True)
def _jobs_at_once(settings: Settings) -> None:
    settings.JOBS_INLINE = True
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def vector(lead: Viewer) -> VectorTown:
    return make_vector_town(lead)


def client_of(viewer: Viewer) -> Client:
    client = Client(headers={"accept-language": "en"})
    assert viewer.user_id is not None
    client.force_login(User.objects.get(id=viewer.user_id))
    return client


def read(viewer: Viewer, name: str, *arguments: object, **query: object) -> str:
    """A page as its words, without markup and doubled spaces."""
    path = reverse(name, args=["probe", *arguments])
    answer = client_of(viewer).get(path, query)
    assert answer.status_code == 200
    return words(answer.content.decode())


def words(markup: str) -> str:
    plain = re.sub(r"</?(?:a|b|strong|span)\b[^>]*>", "", markup)
    plain = re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<(script|style).*?</\1>", " ", plain))
    return re.sub(r"\s+", " ", plain)


def test_the_page_says_the_worked_example(lead: Viewer, vector: VectorTown) -> None:
    page = read(lead, "strategy:alignment")
    assert "2 of 5 city goals are served by nothing digital." in page
    assert (
        "2 times a digital goal works against a city goal, most seriously “D1 Digitalziel 1” against "
        "“S3 Stadtziel 3”."
    ) in page
    assert "50 % of the known money reaches no city goal (cost known for 4 of 4 measures)." in page
    for figure in ("Coverage 75 %", "Depth 58 %", "Anchoring 75 %", "Conflict load 21 %"):
        assert figure in page
    assert "Coverage by deeds 50 %" in page
    assert "Money follows weight 50 %" in page
