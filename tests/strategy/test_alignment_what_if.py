"""What-if questions: answered at once from what is rated, and nothing is saved."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kommune.audit.public import revision
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Viewer
from tests.strategy.page_words import client_of, read
from tests.strategy.vector_town import VectorTown, make_vector_town


@pytest.fixture
def vector(lead: Viewer) -> VectorTown:
    return make_vector_town(lead)


def test_dropping_a_measure_shows_which_goals_lose_their_last_one(lead: Viewer, vector: VectorTown) -> None:
    page = read(lead, "strategy:alignment_what_if", what="drop_measure", measure=vector.measures[0])
    assert "Coverage by deeds 50 % 0 % −50 points" in page
    assert "City goals that no measure carries any more S0 Stadtziel 0" in page
    assert "in all −100 €" in page


def test_giving_up_a_goal_shows_orphans_and_the_conflict_that_goes(lead: Viewer, vector: VectorTown) -> None:
    page = read(lead, "strategy:alignment_what_if", what="drop_goal", goal=vector.digital[1])
    assert "Coverage 75 % 75 % unchanged" in page
    assert "“D1 Digitalziel 1” would no longer work against “S3 Stadtziel 3”." in page


def test_adopting_a_goal_shows_what_it_serves_and_what_it_hurts(lead: Viewer, vector: VectorTown) -> None:
    page = read(
        lead,
        "strategy:alignment_what_if",
        what="adopt",
        title="Bürgerterminal",
        city1=vector.city[4],
        score1="3",
        city2=vector.city[0],
        score2="-2",
        measure1=vector.measures[2],
        strength1="2",
        score3="1",
        strength2="1",
    )
    assert "Coverage 75 % 85 % +10 points" in page
    assert "City goals that are served newly S4 Stadtziel 4" in page
    assert "“Bürgerterminal” would work against “S0 Stadtziel 0”." in page
    assert "Measures that reach a city goal newly M2 Maßnahme 2" in page
    assert "without a city goal −200 €" in page


def test_moving_money_keeps_the_sum(lead: Viewer, vector: VectorTown) -> None:
    question = {"what": "move", "source": str(vector.measures[2]), "target": str(vector.measures[0])}
    page = read(lead, "strategy:alignment_what_if", **question, amount=100)
    assert "S0 Stadtziel 0 +67 €" in page
    assert "without a city goal −100 €" in page
    assert "in all" not in page
    page = read(lead, "strategy:alignment_what_if", **question, amount=201)
    assert "The first measure has only 200 €." in page
    assert "What changes for the goals of the city" not in page


@pytest.mark.parametrize(
    "question",
    [
        {"what": "drop_measure", "measure": "kein-id"},
        {"what": "adopt", "title": "x"},
        {"what": "move", "source": "", "target": "", "amount": "viel"},
        {"what": "nonsense", "x": "y"},
    ],
)
def test_a_question_that_makes_no_sense_gets_no_answer(
    lead: Viewer, vector: VectorTown, question: dict[str, str]
) -> None:
    page = read(lead, "strategy:alignment_what_if", **question)
    assert "What changes for the goals of the city" not in page


def test_asking_saves_nothing_and_asks_the_database_a_fixed_number_of_times(
    lead: Viewer, vector: VectorTown, town: Municipality
) -> None:
    before, path = revision(town.id), reverse("strategy:alignment_what_if", args=["probe"])
    client = client_of(lead)
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        client.get(path, {"what": "drop_measure", "measure": str(vector.measures[1])})
    assert len(asked) <= 15
    assert revision(town.id) == before


def test_the_page_of_dropping_a_measure_leads_to_the_goals_of_the_city(
    lead: Viewer, vector: VectorTown
) -> None:
    page = client_of(lead).get(reverse("strategy:measure_drop", args=["probe", vector.measures[0]]))
    assert f"?what=drop_measure&amp;measure={vector.measures[0]}" in page.content.decode()


def test_of_many_measures_those_with_the_words_are_offered_and_what_is_chosen_stays(
    lead: Viewer, vector: VectorTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Find measures" not in read(lead, "strategy:alignment_what_if", what="drop_measure")
    monkeypatch.setattr("kommune.strategy.web.alignment.what_if_forms.MOST_OFFERED", 1)
    page = read(lead, "strategy:alignment_what_if", what="drop_measure")
    assert "1 of 4 measures is offered below." in page
    assert ("M0 Maßnahme 0" in page, "M2 Maßnahme 2" in page) == (True, False)
    sent = {"what": "drop_measure", "measure": str(vector.measures[0]), "find": "maßnahme 2", "found": ""}
    page = read(lead, "strategy:alignment_what_if", **sent)
    assert "What changes for the goals of the city" not in page
    assert ("M0 Maßnahme 0" in page, "M1 Maßnahme 1" in page, "M2 Maßnahme 2" in page) == (True, False, True)
    page = read(lead, "strategy:alignment_what_if", **{**sent, "found": "maßnahme 2"})
    assert "Coverage by deeds 50 % 0 % −50 points" in page
    page = read(lead, "strategy:alignment_what_if", **{**sent, "found": "maßnahme 2", "search": "yes"})
    assert "What changes for the goals of the city" not in page
