"""Which goal of the town the goals and measures of an hour serve: said, assumed or open, never mixed."""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from kommune.accounts.models import User
from kommune.analysis.suggestions import ComparedText
from kommune.maturity.actions.hour_drafts import finish_hour, take_draft_back
from kommune.maturity.actions.hours import save_step, start_hour
from kommune.maturity.hour_brief import brief_hour
from kommune.maturity.hour_goals import Basis, GoalChoice, goal_served, guess_goal
from kommune.maturity.hour_plan import plan_hour
from kommune.maturity.models import GuidedHour, HourStep
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Role, Rung, Viewer
from kommune.project.demo.tables import read_settings
from kommune.strategy.models import Contribution, Goal, GoalRelation, Measure
from tests.maturity.hours import answered_hour
from tests.towns import SmallStrategy, make_member

pytestmark = pytest.mark.django_db

FAMILIES, VILLAGES = "city:Familien entlasten", "city:Ortsteile lebendig halten"
OWN = {"key": "", "title": "Formular für den Hund"}
SHARED = {"key": "shared_document", "title": "Ein Dokument für alle Ratsvorlagen"}


def chosen(*measures: dict[str, str], **serves: str) -> dict[str, Any]:
    """Answers of the step with measures; ``serves`` by key of the hurt."""
    said = {f"pain:{key}": goal for key, goal in serves.items()}
    return {"measures": {"measures": list(measures), "serves": said}}


def links_of(measure_title: str) -> list[tuple[str, str, bool]]:
    rows = Contribution.objects.filter(measure__title=measure_title)
    return [(row.goal.title, row.way, row.to_confirm) for row in rows]


def told_sections(lead: Viewer, hour_id: UUID) -> dict[str, tuple[tuple[str, ...], ...]]:
    brief = brief_hour(lead, hour_id)
    assert brief is not None
    return {section.heading: section.parts[0][1] for section in brief.sections}


def test_an_own_measure_is_linked_to_the_goal_that_was_said(lead: Viewer) -> None:
    hour_id = answered_hour(lead, measures=chosen({**OWN, "goal": VILLAGES}))
    finish_hour(by=lead, hour_id=hour_id)
    assert links_of("Formular für den Hund") == [("Ortsteile lebendig halten", "quick", False)]
    link = Contribution.objects.get(measure__title="Formular für den Hund")
    assert (link.strength, link.origin, link.rated_by_id) == (2, "rated", lead.membership_id)


def test_an_own_measure_may_serve_a_digital_goal_which_serves_the_town(lead: Viewer) -> None:
    hour_id = answered_hour(lead, measures=chosen({**OWN, "goal": "pain:retyping"}, retyping=FAMILIES))
    assert told_sections(lead, hour_id)["Erste Maßnahmen"][1][1] == (
        "Familien entlasten, über das digitale Ziel „Angaben werden einmal erfasst und dann weitergereicht“"
    )
    finish_hour(by=lead, hour_id=hour_id)
    [relation] = GoalRelation.objects.all()
    assert (relation.city_goal.title, relation.score, relation.to_confirm) == ("Familien entlasten", 1, False)
    assert links_of("Formular für den Hund")[0][0] == relation.digital_goal.title


def test_shared_words_link_as_an_assumption_that_waits_to_be_confirmed(lead: Viewer) -> None:
    hour_id = answered_hour(lead, measures=chosen({"key": "", "title": "Kita-Anmeldung für Familien"}))
    told = told_sections(lead, hour_id)
    assert told["Erste Maßnahmen"][1][1] == "Familien entlasten (vermutet)"
    assert (
        "Welchem Ziel der Stadt dient die Maßnahme „Kita-Anmeldung für Familien“?",
        "Familien entlasten (gemeinsame Wörter: „Familien“)",
    ) in told["Was vermutet wird"]
    finish_hour(by=lead, hour_id=hour_id)
    link = Contribution.objects.get(measure__title="Kita-Anmeldung für Familien")
    assert (link.way, link.to_confirm, link.strength_given, link.rated_by_id) == ("list", True, False, None)
    assert link.reason == "In der geführten Stunde vermutet, gemeinsame Wörter: „Familien“."


def test_a_guess_about_a_digital_goal_is_asked_once_and_marks_every_measure_that_goes_through_it(
    lead: Viewer,
) -> None:
    two = chosen({**OWN, "goal": "pain:versions"}, {**OWN, "title": "Katze", "goal": "pain:versions"})
    lines = {"goals": {"lines": ["Eine Fassung jeder Satzung.", "Klima schützen"]}}
    told = told_sections(lead, answered_hour(lead, goals=lines, measures=two))
    assert [row[1] for row in told["Erste Maßnahmen"][1:]] == [
        "Eine Fassung jeder Satzung, über das digitale Ziel „Eine Fassung, an der alle arbeiten“ (vermutet)"
    ] * 2
    asked = [row[0] for row in told["Was vermutet wird"] if "Welchem Ziel" in row[0]]
    assert asked == ["Welchem Ziel der Stadt dient das digitale Ziel „Eine Fassung, an der alle arbeiten“?"]


def test_what_serves_nothing_stays_without_link_and_is_named_under_open(lead: Viewer) -> None:
    said_none = {"key": "", "title": "Spiele für Familien", "goal": "-"}
    hour_id = answered_hour(lead, measures=chosen(OWN, said_none))
    told = told_sections(lead, hour_id)
    assert [row[1] for row in told["Erste Maßnahmen"][1:]] == ["offen", "keinem der Ziele"]
    asked = "Welchem Ziel der Stadt dient "
    named = [row[0] for row in told["Was offen ist"] if row[0].startswith(asked)]
    assert named == [
        asked + "das digitale Ziel „Eine Fassung, an der alle arbeiten“?",
        asked + "das digitale Ziel „Angaben werden einmal erfasst und dann weitergereicht“?",
        asked + "die Maßnahme „Formular für den Hund“?",
        asked + "die Maßnahme „Spiele für Familien“?",
    ]
    finish_hour(by=lead, hour_id=hour_id)
    assert not Contribution.objects.exists()
    assert not GoalRelation.objects.exists()


@pytest.mark.parametrize(
    ("tools", "is_guess"),
    [
        ({"chosen": ["drive"]}, True),
        ({}, False),
    ],
)
def test_a_proposed_measure_is_sure_of_its_hurt_only_where_that_hurt_was_its_reason(
    lead: Viewer, tools: dict[str, list[str]], is_guess: bool
) -> None:
    hour_id = answered_hour(
        lead,
        position={"tools": tools},
        pains={"pains": {"chosen": ["searching"]}},
        measures=chosen(SHARED),
    )
    finish_hour(by=lead, hour_id=hour_id)
    goal = "Was jemand im Haus weiß, findet auch, wer es braucht"
    assert links_of(SHARED["title"]) == [(goal, "list", is_guess)]


def test_measures_that_help_against_no_hurt_share_the_goal_of_their_field_which_is_asked_about(
    browser: Client, lead: Viewer
) -> None:
    people = ("shared_document", "task_board", "decision_log")
    three = chosen(*({"key": key, "title": key} for key in people))
    said = {"serves": {"field:people": FAMILIES}}
    hour_id = answered_hour(lead, pains={}, measures={"measures": {**three["measures"], **said}})
    page = browser.get(step_url(hour_id)).content.decode()
    assert page.count('name="measures-serves-') == 1
    finish_hour(by=lead, hour_id=hour_id)
    [relation] = GoalRelation.objects.all()
    title = "Zusammenarbeiten kostet weniger Umwege und weniger Wartezeit"
    assert (relation.digital_goal.title, relation.city_goal.title) == (title, "Familien entlasten")
    assert [links_of(key) for key in people] == [[(title, "list", False)]] * 3
    assert "Erkennbar daran: " in Measure.objects.get(title="task_board").remarks


def test_a_goal_that_was_reworded_since_is_open_again(lead: Viewer) -> None:
    hour_id = answered_hour(lead, measures=chosen({**OWN, "goal": "city:Gibt es nicht mehr"}))
    assert told_sections(lead, hour_id)["Erste Maßnahmen"][1][1] == "offen"


def test_goals_of_the_city_strategy_that_is_there_are_linked_and_others_named(
    lead: Viewer, small: SmallStrategy
) -> None:
    lines = {"goals": {"lines": ["Teilhabe im  Alter", "Etwas Neues"]}}
    said = chosen({**OWN, "goal": "city:Teilhabe im  Alter"}, versions="city:Etwas Neues")
    hour_id = answered_hour(lead, goals=lines, measures=said)
    told = told_sections(lead, hour_id)["Was offen ist"]
    assert told[-1] == (
        "„Etwas Neues“ ist kein Ziel der Stadtstrategie; was ihm dient, ist im Entwurf nicht verknüpft.",
    )
    before = (GoalRelation.objects.count(), Contribution.objects.count())
    draft = finish_hour(by=lead, hour_id=hour_id)
    [link] = Contribution.objects.filter(measure__title="Formular für den Hund")
    assert link.goal_id == small.old_age
    take_draft_back(by=lead, draft_id=draft.id)
    assert (GoalRelation.objects.count(), Contribution.objects.count()) == before
    assert Goal.objects.filter(id=small.old_age).exists()


def test_taking_the_draft_back_takes_its_links_back(lead: Viewer) -> None:
    hour_id = answered_hour(lead, measures=chosen({**OWN, "goal": VILLAGES}, versions=FAMILIES))
    draft = finish_hour(by=lead, hour_id=hour_id)
    assert (GoalRelation.objects.count(), Contribution.objects.count()) == (1, 1)
    take_draft_back(by=lead, draft_id=draft.id)
    assert (GoalRelation.objects.count(), Contribution.objects.count()) == (0, 0)
    assert not Measure.objects.exists()


CITY_WORDS = (
    GoalChoice("city:a", "Unternehmensfreundliche Verwaltung"),
    GoalChoice("city:b", "Selbstbestimmt älter werden"),
)
TWO = (GoalChoice(FAMILIES, "Familien entlasten"), GoalChoice(VILLAGES, "Ortsteile lebendig halten"))


@pytest.mark.parametrize(
    ("title", "goals", "found"),
    [
        ("Kita-Anmeldung für Familien", TWO, "Familien entlasten"),
        ("Formular für den Hund", TWO, None),
        ("Familien halten Ortsteile lebendig, Familien entlasten sie", TWO, None),
        ("Formular für den Hund", TWO[:1], "Familien entlasten"),
        ("Formular für den Hund", (), None),
        ("Digitale Verwaltung im Rathaus", CITY_WORDS, None),
        ("Unternehmen gründen leicht gemacht", CITY_WORDS, "Unternehmensfreundliche Verwaltung"),
    ],
)
def test_only_a_goal_that_clearly_stands_out_is_guessed(
    title: str, goals: tuple[GoalChoice, ...], found: str | None
) -> None:
    guess = guess_goal(ComparedText(title), goals)
    assert (guess.goal.title if guess and guess.goal else None) == found


def test_what_was_said_counts_more_than_shared_words() -> None:
    title = ComparedText("Kita-Anmeldung für Familien")
    assert goal_served(VILLAGES, title, TWO).basis == Basis.SAID
    assert goal_served("-", title, TWO).basis == Basis.NONE
    assert goal_served("", title, TWO).basis == Basis.GUESSED


@pytest.fixture
def browser(lead: Viewer) -> Client:
    client = Client()
    client.force_login(User.objects.get(id=str(lead.user_id)))
    return client


def hour_url(hour_id: UUID) -> str:
    return f"/probe/work/maturity/hour/{hour_id}/"


def step_url(hour_id: UUID) -> str:
    return f"/probe/work/maturity/hour/{hour_id}/step/measures/"


def test_a_guess_stands_first_in_the_select_and_is_not_kept_as_an_answer(
    browser: Client, lead: Viewer
) -> None:
    hour_id = answered_hour(lead, measures=chosen({"key": "", "title": "Kita-Anmeldung für Familien"}))
    page = browser.get(step_url(hour_id)).content.decode()
    assert '<option value="" selected>vermutet: Familien entlasten</option>' in page
    sent = {"version": 2, "measures-own0": "Kita-Anmeldung für Familien", "measures-own0-goal": ""}
    browser.post(step_url(hour_id), {**sent, "measures-serves-pain-versions": FAMILIES})
    kept = HourStep.objects.get(hour_id=hour_id, key="measures").answers["measures"]
    assert kept == {
        "measures": [{"key": "", "title": "Kita-Anmeldung für Familien"}],
        "serves": {"pain:versions": FAMILIES},
    }


def test_without_any_goal_the_step_leads_to_the_goals(browser: Client, lead: Viewer) -> None:
    hour_id = start_hour(by=lead)
    save_step(by=lead, hour_id=hour_id, key="pains", version=1, answers={"pains": {"chosen": ["silos"]}})
    page = browser.get(step_url(hour_id)).content.decode()
    assert "Noch ist kein Ziel der Stadt genannt." in page
    assert f"/{hour_id}/step/goals/" in page


def test_a_goal_that_somebody_else_took_away_is_named_and_what_was_typed_stays(
    browser: Client, lead: Viewer
) -> None:
    hour_id = answered_hour(lead)
    sent = {"version": 2, "measures-own0": "Bleibt stehen", "measures-own0-goal": "city:Weg"}
    told = browser.post(step_url(hour_id), sent)
    page = told.content.decode()
    assert told.status_code == 422
    assert "Dieses Ziel steht nicht mehr unter den Zielen der Stunde. Wählen Sie neu." in page
    assert "Bleibt stehen" in page


def test_a_measure_chosen_before_stays_ticked_when_nothing_speaks_for_it_any_more(
    browser: Client, lead: Viewer
) -> None:
    hour_id = answered_hour(lead, position={}, pains={}, people={})
    page = browser.get(step_url(hour_id)).content.decode()
    assert 'name="measures-shared_document"' in page
    assert 'value="Ein Dokument für alle Ratsvorlagen"' in page


def test_more_own_measures_than_rows_are_all_shown(browser: Client, lead: Viewer) -> None:
    own = [{"key": "", "title": f"Eigene {n}"} for n in range(6)]
    page = browser.get(step_url(answered_hour(lead, measures=chosen(*own)))).content.decode()
    assert [f'value="Eigene {n}"' in page for n in range(6)] == [True] * 6


def test_the_page_of_the_hour_names_what_each_serves_and_what_is_open(browser: Client, lead: Viewer) -> None:
    said = chosen({**OWN, "goal": VILLAGES}, {"key": "", "title": "Kita-Anmeldung für Familien"})
    page = browser.get(f"/probe/work/maturity/hour/{answered_hour(lead, measures=said)}/").content.decode()
    section = page.partition('id="served"')[2].partition("</section>")[0]
    assert "Ortsteile lebendig halten" in section
    assert "vermutet (gemeinsame Wörter: „Familien“)" in section
    is_open = section.partition("Offen</h3>")[2].partition("</dl>")[0]
    assert "Eine Fassung, an der alle arbeiten" in is_open
    assert "Formular für den Hund" not in is_open


def test_every_goal_that_the_demo_town_named_is_one_of_its_hour() -> None:
    answered = read_settings("stunde.toml")["antworten"]
    plan = plan_hour({key: answer for step in answered.values() for key, answer in step.items()})
    assert [one.serves.basis for one in plan.goals] == [Basis.SAID, Basis.OPEN, Basis.SAID]
    own = plan.measures[-1]
    assert (own.serves.basis, own.serves.goal and own.serves.goal.title) == (
        Basis.SAID,
        "Unternehmensfreundliche Verwaltung",
    )


def test_what_was_assumed_is_confirmed_or_taken_away_by_one_click_each(browser: Client, lead: Viewer) -> None:
    said = chosen({"key": "", "title": "Kita für Familien"}, {"key": "", "title": "Markt im Ortsteil"})
    hour_id = answered_hour(lead, pains={}, measures=said)
    finish_hour(by=lead, hour_id=hour_id)
    page = browser.get(hour_url(hour_id)).content.decode()
    assert "Im Entwurf vermutet: Stimmt das?" in page
    for link, holds in zip(Contribution.objects.order_by("measure__position"), ("yes", "no"), strict=True):
        sent = {"source": link.measure_id, "goal": link.goal_id, "holds": holds}
        browser.post(hour_url(hour_id) + "assumed/", sent)
    [link] = Contribution.objects.all()
    assert (link.measure.title, link.way, link.to_confirm) == ("Kita für Familien", "quick", False)
    assert link.reason == "In der geführten Stunde vermutet, gemeinsame Wörter: „Familien“."
    assert "Im Entwurf vermutet" not in browser.get(hour_url(hour_id)).content.decode()


def test_a_digital_goal_s_assumed_link_is_confirmed_too_and_only_once(browser: Client, lead: Viewer) -> None:
    lines = {"goals": {"lines": ["Eine Fassung jeder Satzung", "Klima schützen"]}}
    hour_id = answered_hour(lead, goals=lines, measures={})
    finish_hour(by=lead, hour_id=hour_id)
    relation = GoalRelation.objects.get()
    sent = {"source": relation.digital_goal_id, "goal": relation.city_goal_id, "holds": "yes"}
    assert "Bestätigt." in browser.post(hour_url(hour_id) + "assumed/", sent, follow=True).content.decode()
    relation.refresh_from_db()
    assert (relation.score, relation.way, relation.to_confirm) == (1, "quick", False)
    again = browser.post(hour_url(hour_id) + "assumed/", {**sent, "holds": "no"}, follow=True)
    assert "Das hat schon jemand beantwortet." in again.content.decode()
    assert GoalRelation.objects.count() == 1
    broken = browser.post(hour_url(hour_id) + "assumed/", {"source": "x"}, follow=True)
    assert broken.status_code == 200


def test_only_who_steers_answers_what_was_assumed(lead: Viewer, town: Municipality) -> None:
    hour_id = answered_hour(lead, measures=chosen({"key": "", "title": "Kita für Familien"}))
    finish_hour(by=lead, hour_id=hour_id)
    GuidedHour.objects.update(released_to=Rung.COUNCIL)
    member = Client()
    reader = make_member(town, Role.COUNCIL_MEMBER, email="rat@serving.example")
    member.force_login(User.objects.get(id=str(reader.user_id)))
    assert "Im Entwurf vermutet" not in member.get(hour_url(hour_id)).content.decode()
    link = Contribution.objects.get(measure__title="Kita für Familien")
    sent = {"source": link.measure_id, "goal": link.goal_id, "holds": "no"}
    assert member.post(hour_url(hour_id) + "assumed/", sent).status_code in {302, 403, 404}
    assert Contribution.objects.filter(id=link.id, to_confirm=True).exists()
