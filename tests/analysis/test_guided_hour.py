"""The questions of the guided hour as data, and what answers to them mean."""

from collections import Counter

import pytest

from kommune.analysis.first_steps import TOPICS
from kommune.analysis.first_steps import load_catalogue as load_first_steps
from kommune.analysis.guided_hour import (
    Step,
    count_words,
    find_contradictions,
    load_hour,
    read_evidence,
    read_facts,
    reading_minutes,
    weigh_standing,
)
from kommune.analysis.strategy_cycle import load_stations

HOUR = load_hour()


def test_there_are_24_questions_in_six_steps() -> None:
    assert len(HOUR.questions) == 24
    assert [len(step.questions) for step in HOUR.steps] == [7, 4, 4, 4, 3, 2]
    assert max(Counter(question.key for question in HOUR.questions).values()) == 1


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("step", HOUR.steps, ids=lambda step: step.key)
def test_no_step_takes_more_than_five_minutes_of_reading(step: Step, language: str) -> None:
    words = count_words(step, language)
    assert 0 < reading_minutes(words) <= 5


def test_the_whole_hour_fits_into_an_hour() -> None:
    assert sum(step.minutes for step in HOUR.steps) == 60


def test_every_need_is_a_topic_of_the_first_steps_and_lies_between_0_and_1() -> None:
    needs = [pair for one in HOUR.questions for option in one.options for pair in option.needs.items()]
    assert {topic for topic, _strength in needs} == set(TOPICS)
    assert all(0 <= strength <= 1 for _topic, strength in needs)


def test_every_precondition_is_one_of_the_first_steps() -> None:
    known = {one.key for step in load_first_steps() for one in (*step.preconditions, *step.already)}
    named = {key for one in HOUR.questions for option in one.options for key in option.has}
    assert named <= known


def test_every_sign_of_a_contradiction_names_a_question_and_an_option() -> None:
    for clash in HOUR.contradictions:
        for sign in (*clash.one, *clash.other):
            key, _is, option = sign.replace("~", ":").replace(">", ":").partition(":")
            question = HOUR.question(key)
            assert "~" in sign or ">" in sign or question.option(option) is not None, sign


def test_the_strongest_answer_counts_and_what_nobody_said_is_missing() -> None:
    answers = {"tools": {"chosen": ["mail", "shared"]}, "culture": {"chosen": ["usual"]}}
    facts = read_facts(HOUR, answers)
    assert facts["need.mail_attachments"] == 0.9
    assert facts["need.culture"] == 0.0
    assert facts["has.shared_platform"] == 1.0
    assert "need.security" not in facts


def test_a_need_knows_who_spoke_for_it() -> None:
    evidence = read_evidence(HOUR, {"paper": {"chosen": ["post"]}, "pains": {"chosen": ["retyping"]}})
    said = [(one.question, one.option, one.strength) for one in evidence["need.media_breaks"]]
    assert said == [("pains", "retyping", 1.0), ("paper", "post", 0.6)]


@pytest.mark.parametrize(
    ("answers", "count"),
    [
        ({"direction": {"chosen": ["all_digital"]}, "keep": {"chosen": ["paper"]}}, 1),
        ({"goals": {"lines": ["Wir werden papierlos"]}, "keep": {"chosen": ["everything_paper"]}}, 1),
        ({"direction": {"chosen": ["all_digital"]}, "keep": {"chosen": ["counter", "paper"]}}, 2),
        ({"direction": {"chosen": ["equal"]}, "keep": {"chosen": ["counter", "paper"]}}, 0),
        ({"capacity": {"chosen": ["hours"]}, "measures": {"measures": [{}] * 6}}, 1),
        ({"capacity": {"chosen": ["hours"]}, "measures": {"measures": [{}] * 5}}, 0),
    ],
)  # fmt: skip
def test_what_does_not_go_together_is_found(answers: dict[str, dict[str, object]], count: int) -> None:
    assert len(find_contradictions(HOUR, answers)) == count


def test_not_knowing_is_an_answer_that_stays_open() -> None:
    answers: dict[str, dict[str, object]] = {
        "staff": {"chosen": ["unknown"]},
        "money": {"chosen": ["year"], "guess": True},
        "tools": {"chosen": ["mail"]},
        "goals": {"lines": ["  "]},
        "name": {"text": " "},
        "next": {"on": "2027-01-01"},
    }
    standing = weigh_standing(HOUR, answers)
    assert (standing.known, standing.assumed, len(standing.open)) == (("tools", "next"), ("money",), 21)


def test_the_cycle_has_six_stations_with_papers_and_a_workshop_of_at_most_two_hours() -> None:
    stations = load_stations()
    assert [one.key for one in stations] == [
        "baseline", "vision", "fields", "measures", "delivery", "evaluation",
    ]  # fmt: skip
    assert all(one.papers and one.material and 0 < one.minutes <= 120 for one in stations)
