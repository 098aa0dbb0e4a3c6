"""The end of a guided hour: what of the answers becomes strategy, goals, measures and cycle, and back."""

import pytest

from kommune.audit.public import ChangedSince
from kommune.maturity.actions.hour_drafts import finish_hour, take_draft_back
from kommune.maturity.actions.hours import start_hour
from kommune.maturity.actions.steps import set_aside
from kommune.maturity.errors.hour import HourFinished, HourWithoutAnswers
from kommune.maturity.hour_brief import brief_hour
from kommune.maturity.hour_plan import split_goal
from kommune.maturity.models import CycleStation, GuidedHour, HourDraft, StepAside, TakenStep
from kommune.maturity.queries.hours import answers_of
from kommune.municipalities.public import Viewer
from kommune.strategy.actions.measures import edit_measure
from kommune.strategy.models import Contribution, Goal, Measure, Strategy
from tests.maturity.hours import answered_hour
from tests.towns import SmallStrategy

pytestmark = pytest.mark.django_db


def test_answers_become_a_digital_and_a_city_strategy_as_drafts(lead: Viewer) -> None:
    draft = finish_hour(by=lead, hour_id=answered_hour(lead))
    digital = Strategy.objects.get(id=draft.strategy_id)
    city = Strategy.objects.get(id=draft.city_strategy_id)
    assert (digital.kind, digital.state, digital.title) == ("digital", "draft", "Digitalstrategie (Entwurf)")
    assert [goal.title for goal in city.goals.all()] == ["Familien entlasten", "Ortsteile lebendig halten"]
    assert [goal.title for goal in digital.goals.all()] == [
        "Eine Fassung, an der alle arbeiten",
        "Angaben werden einmal erfasst und dann weitergereicht",
    ]
    assert {field.title for field in digital.fields.all()} == {
        "Menschen und Organisation", "Digitale Verwaltung",
    }  # fmt: skip


def test_measures_are_ideas_linked_to_the_goal_they_help_most(lead: Viewer) -> None:
    draft = finish_hour(by=lead, hour_id=answered_hour(lead))
    shared, own = Measure.objects.filter(strategy_id=draft.strategy_id)
    assert (shared.title, shared.phase) == ("Ein Dokument für alle Ratsvorlagen", "idea")
    assert "Weil Sie gesagt haben: „Anhänge gehen per E-Mail hin und her“." in shared.remarks
    link = Contribution.objects.get(measure=shared)
    assert (link.goal.title, link.strength, link.origin) == ("Eine Fassung, an der alle arbeiten", 2, "list")
    assert (own.title, own.contributions.count()) == ("Formular für den Hund", 0)


def test_a_chosen_first_step_is_a_measure_from_then_on(lead: Viewer) -> None:
    set_aside(by=lead, key="shared_document", reason="Erst nach dem Umzug.")
    draft = finish_hour(by=lead, hour_id=answered_hour(lead))
    measure = Measure.objects.get(title="Ein Dokument für alle Ratsvorlagen")
    assert dict(TakenStep.objects.values_list("step_key", "measure_id")) == {"shared_document": measure.id}
    assert not StepAside.objects.exists()
    take_draft_back(by=lead, draft_id=draft.id)
    assert (TakenStep.objects.exists(), StepAside.objects.exists()) == (False, True)


def test_a_town_with_a_city_strategy_keeps_its_own(lead: Viewer, small: SmallStrategy) -> None:
    draft = finish_hour(by=lead, hour_id=answered_hour(lead))
    assert draft.city_strategy_id is None
    assert Strategy.objects.filter(kind="city").count() == 1


def test_the_cycle_begins_with_the_draft(lead: Viewer) -> None:
    draft = finish_hour(by=lead, hour_id=answered_hour(lead))
    stations = CycleStation.objects.filter(strategy_id=draft.strategy_id)
    assert [(one.key, one.state) for one in stations] == [
        (key, "open") for key in ("baseline", "vision", "fields", "measures", "delivery", "evaluation")
    ]


def test_one_click_takes_all_of_it_back_and_opens_the_answers_again(lead: Viewer) -> None:
    hour_id = answered_hour(lead)
    before = answers_of(GuidedHour.objects.get(id=hour_id))
    draft = finish_hour(by=lead, hour_id=hour_id)
    take_draft_back(by=lead, draft_id=draft.id)
    left = [model.objects.count() for model in (Strategy, Goal, Measure, CycleStation, HourDraft)]
    assert left == [0, 0, 0, 0, 0]
    assert answers_of(GuidedHour.objects.get(id=hour_id)) == before
    assert finish_hour(by=lead, hour_id=hour_id).strategy_id is not None


def test_a_draft_that_somebody_worked_on_is_not_taken_back(lead: Viewer) -> None:
    draft = finish_hour(by=lead, hour_id=answered_hour(lead))
    measure = Measure.objects.first()
    assert measure is not None
    edit_measure(by=lead, measure_id=measure.id, version=1, values={"title": "Anders"})
    with pytest.raises(ChangedSince):
        take_draft_back(by=lead, draft_id=draft.id)
    assert Strategy.objects.count() == 2


def test_an_hour_ends_once(lead: Viewer) -> None:
    hour_id = answered_hour(lead)
    finish_hour(by=lead, hour_id=hour_id)
    with pytest.raises(HourFinished):
        finish_hour(by=lead, hour_id=hour_id)


def test_an_hour_without_answers_makes_nothing(lead: Viewer) -> None:
    with pytest.raises(HourWithoutAnswers):
        finish_hour(by=lead, hour_id=start_hour(by=lead))
    assert not Strategy.objects.exists()


def test_a_long_goal_is_headed_by_its_first_sentence_and_kept_whole(lead: Viewer) -> None:
    long = "Alle Ämter arbeiten zusammen. " + "Das heißt viel. " * 600
    hour_id = answered_hour(lead, goals={"goals": {"lines": [long]}})
    draft = finish_hour(by=lead, hour_id=hour_id)
    goal = Goal.objects.get(strategy_id=draft.city_strategy_id)
    assert (goal.title, goal.text) == ("Alle Ämter arbeiten zusammen.", long.strip())


@pytest.mark.parametrize(
    ("typed", "title", "text"),
    [
        ("Kurz", "Kurz", ""),
        ("Erste Zeile\nzweite Zeile", "Erste Zeile", "Erste Zeile\nzweite Zeile"),
        ("w" * 250, "w" * 199 + "…", "w" * 250),
    ],
)
def test_title_and_text_of_a_typed_goal(typed: str, title: str, text: str) -> None:
    assert split_goal(typed) == (title, text)


def test_the_paper_says_what_is_known_assumed_and_open_and_what_comes_next(lead: Viewer) -> None:
    brief = brief_hour(lead, answered_hour(lead))
    assert brief is not None
    told = {section.heading: section.parts[0] for section in brief.sections}
    assert brief.lead == "Aus der geführten Stunde: Von 24 Fragen sind 10 beantwortet, 1 vermutet, 13 offen."
    assert told["Was vermutet wird"][1][1] == ("Gibt es Geld dafür?", "Nein, kein eigenes")
    assert told["Was offen ist"][1][0] == (
        "Wie viele Anliegen lassen sich bei Ihnen ganz online erledigen, vom Antrag bis zum Bescheid?",
    )
    assert told["Wen wir fragen"][1][1:] == (
        ("Personalrat", "01.02.2027"),
        ("IT im Haus oder IT-Dienstleister", "offen"),
    )
    assert told["Der nächste Schritt"][1][1] == ("Personalrat fragen", "01.02.2027", "offen")
