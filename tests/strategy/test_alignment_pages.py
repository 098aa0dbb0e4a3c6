"""The pages of the answer: what they say of the worked example, to whom, and what they never show."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import Settings

from kommune.audit.models import Entry
from kommune.foundation.dates import today
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Role, Rung, Viewer
from kommune.strategy.actions.ratings import rate_relation
from kommune.strategy.actions.strategies import create_strategy, save_goal
from kommune.strategy.alignment_texts import ALIGNMENT_FIGURES
from kommune.strategy.models import Measure, Strategy
from tests.strategy.page_words import client_of, read
from tests.strategy.vector_town import VectorTown, make_vector_town
from tests.towns import make_member


@pytest.fixture(autouse=True)
def _jobs_at_once(settings: Settings) -> None:
    settings.JOBS_INLINE = True
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def vector(lead: Viewer) -> VectorTown:
    return make_vector_town(lead)


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


def test_a_goal_that_stands_alone_and_a_measure_without_goal_are_named(
    lead: Viewer, vector: VectorTown
) -> None:
    page = read(lead, "strategy:alignment")
    assert "1 digital goal without a city goal D2 Digitalziel 2" in page
    assert "1 measure that reaches no city goal M2 Maßnahme 2" in page


def test_without_ratings_the_page_says_so_and_leads_to_the_quick_pass(lead: Viewer) -> None:
    city = create_strategy(by=lead, values={"kind": "city", "title": "Stadtstrategie"})
    digital = create_strategy(by=lead, values={"kind": "digital", "title": "Digitalstrategie"})
    save_goal(by=lead, strategy_id=city, values={"title": "Teilhabe im Alter"})
    save_goal(by=lead, strategy_id=digital, values={"title": "Offene Daten"})
    page = read(lead, "strategy:alignment")
    assert "Nothing is rated yet: nobody has said how the digital goals act on the city goals." in page
    assert "Begin the quick pass" in page
    assert "Conflict load" not in page


def test_a_town_without_strategies_is_told_what_it_takes(lead: Viewer) -> None:
    assert "There is nothing to align yet" in read(lead, "strategy:alignment")


def test_equal_weights_are_said_to_be_the_default(lead: Viewer) -> None:
    make_vector_town(lead, weighted=False)
    page = read(lead, "strategy:alignment")
    assert "All city goals weigh the same, since nobody set weights." in page
    assert "with equal weights" not in page


def test_a_figure_says_what_hangs_on_the_weights(lead: Viewer, vector: VectorTown) -> None:
    assert (
        "Coverage 75 % of the weight of the city goals is served by a digital goal · with equal weights 60 %"
        in (read(lead, "strategy:alignment"))
    )
    explained = read(lead, "strategy:alignment_figure", "coverage")
    assert "With equal weights 60 %: it hangs on the weights" in explained


def test_a_figure_shows_the_values_that_went_in_with_rater_and_day(lead: Viewer, vector: VectorTown) -> None:
    rate_relation(
        by=lead,
        digital_goal_id=vector.digital[1],
        city_goal_id=vector.city[3],
        score=-3,
        reason="wer kein Smartphone hat, verliert den Zugang",
        confidence=3,
    )
    page = read(lead, "strategy:alignment_figure", "conflict")
    assert (
        "S3 Stadtziel 3 weight 15.0 % by D1 Digitalziel 1 Person strategy_lead, careful pass, 1 person, "
        in page
    )
    assert "· sure: „wer kein Smartphone hat, verliert den Zugang“ −3" in page


def test_money_that_reaches_nothing_is_named_by_measure(lead: Viewer, vector: VectorTown) -> None:
    page = read(lead, "strategy:alignment_figure", "unallocated")
    assert "M2 Maßnahme 2 200 € 200 €" in page
    assert "Known cost 400 €" in page


def test_who_may_not_see_a_strategy_sees_nothing_of_it(
    lead: Viewer, vector: VectorTown, town: Municipality
) -> None:
    Strategy.objects.filter(id=vector.city_strategy).update(released_to=Rung.COUNCIL)
    Measure.objects.filter(id=vector.measures[0]).update(released_to=Rung.COUNCIL)
    councillor = make_member(town, Role.COUNCIL_MEMBER)
    pages = [
        read(councillor, "strategy:alignment"),
        *(read(councillor, "strategy:alignment_figure", code) for code in ALIGNMENT_FIGURES),
        read(councillor, "strategy:alignment_what_if"),
        read(councillor, "strategy:alignment_what_if", what="adopt"),
        read(councillor, "strategy:alignment_change", since="2020-01-01"),
    ]
    assert "Stadtziel 3" in pages[0]
    assert not [page for page in pages if "Digitalziel" in page or "Maßnahme 1" in page or "M2" in page]


def test_sector_goals_move_to_the_other_side_by_the_address(lead: Viewer, vector: VectorTown) -> None:
    sector = create_strategy(by=lead, values={"kind": "sector", "title": "Klimaplan"})
    save_goal(by=lead, strategy_id=sector, values={"title": "Klimaneutral"})
    assert "2 of 5 city goals" in read(lead, "strategy:alignment")
    assert "3 of 6 city goals" in read(lead, "strategy:alignment", sector="city")


def test_goals_and_figures_come_along_as_a_file(lead: Viewer, vector: VectorTown) -> None:
    def taken(kind: str) -> bytes:
        path = reverse("strategy:alignment", args=["probe"])
        return bytes(client_of(lead).get(path, {"export": kind}).content)

    book = load_workbook(BytesIO(taken("xlsx")))
    figures = {row[0]: row[1:3] for row in book["Figures"].iter_rows(values_only=True)}
    assert figures["Coverage"] == (0.75, pytest.approx(0.6))
    goals = [row[0] for row in book["City goals"].iter_rows(values_only=True, min_row=2)]
    assert goals == [f"S{at} Stadtziel {at}" for at in range(5)]
    assert "S4 Stadtziel 4" in taken("csv").decode("utf-8-sig")
    assert "Conflict load" in taken("figures").decode("utf-8-sig")


def test_the_goals_are_sorted_and_filtered_by_their_figures(lead: Viewer, vector: VectorTown) -> None:
    page = read(lead, "strategy:alignment", sort="-money")
    assert page.index("S1 Stadtziel 1") < page.index("S0 Stadtziel 0") < page.index("S2 Stadtziel 2")
    page = read(lead, "strategy:alignment", open="conflict")
    table = page[page.index("City goal Weight") :]
    assert ("S3 Stadtziel 3" in table, "S4 Stadtziel 4" in table) == (True, False)


def test_ratings_that_say_little_are_said_to(lead: Viewer, vector: VectorTown) -> None:
    for digital in vector.digital:
        for city in vector.city:
            rate_relation(by=lead, digital_goal_id=digital, city_goal_id=city, score=1)
    page = read(lead, "strategy:alignment")
    assert "Nearly every pair has a value." in page
    assert "Nearly all pairs have the same value." in page
    assert "100 % of all pairs of digital goal and city goal are rated · the ratings say little" in page


def test_the_page_asks_the_database_a_fixed_number_of_times(lead: Viewer, vector: VectorTown) -> None:
    client, path = client_of(lead), reverse("strategy:alignment", args=["probe"])
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    assert len(asked) <= 12


def test_a_day_shows_what_has_moved_since(lead: Viewer, vector: VectorTown) -> None:
    Entry.objects.update(at=timezone.now() - timedelta(days=3))
    rate_relation(by=lead, digital_goal_id=vector.digital[2], city_goal_id=vector.city[4], score=1)
    since = today() - timedelta(days=1)
    page = read(lead, "strategy:alignment_change", since=since.isoformat())
    assert "Coverage 75 % 85 % +10 points" in page
    assert "Anchoring 75 % 100 % +25 points" in page
    assert "Served since then S4 Stadtziel 4" in page
    assert "D2 Digitalziel 2 → S4 Stadtziel 4 then unrated → today +1" in page


def test_the_future_and_nonsense_are_no_day(lead: Viewer, vector: VectorTown) -> None:
    for day in ("2999-01-01", "gestern"):
        assert "Choose a day in the past." in read(lead, "strategy:alignment_change", since=day)


def test_deciders_see_the_worst_conflict_on_their_home_page_within_its_queries(
    lead: Viewer, vector: VectorTown
) -> None:
    read(lead, "strategy:alignment")
    assert "D1 Digitalziel 1 works against S3 Stadtziel 3 · and 1 more" in read(lead, "workbench:home")
    client, path = client_of(lead), reverse("workbench:home", args=["probe"])
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    assert len(asked) <= 15
