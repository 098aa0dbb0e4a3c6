"""The questions of the guided hour as data, and what answers to them mean."""

from collections import Counter

import pytest

from kommune.analysis.first_steps import TOPICS
from kommune.analysis.first_steps import load_catalogue as load_first_steps
from kommune.analysis.guided_hour import (
    Contradiction,
    FieldGoal,
    HourForm,
    Option,
    Question,
    Step,
    Words,
    chosen_keys,
    count_words,
    find_contradictions,
    is_answered,
    load_hour,
    read_evidence,
    read_facts,
    read_hour,
    reading_minutes,
    weigh_standing,
)
from kommune.analysis.strategy_cycle import OwedPaper, Part, Station, load_stations, read_stations

HOUR = load_hour()
SMALL = """
version = 7
[[steps]]
key = "first"
minutes = 5
de = "Wo wir stehen"
en = "Where we stand"
lead_de = "Schätzen reicht."
lead_en = "An estimate is enough."
[[questions]]
key = "tools"
step = "first"
kind = "multi"
most = 2
de = "Womit arbeiten Sie?"
en = "What do you work with?"
help_de = "Bis zu zwei."
help_en = "Up to two."
[[questions.options]]
key = "mail"
de = "Mit Post"
en = "By mail"
needs = { documents = 0.5 }
has = { platform = 0.0 }
field_de = "Arbeit"
field_en = "Work"
goal_de = "Ein Dokument statt vieler"
goal_en = "One document for many"
[[questions.options]]
key = "unknown"
de = "Weiß nicht"
en = "Unknown"
is_unknown = true
[[questions]]
key = "name"
step = "first"
kind = "text"
de = "Wie heißt sie?"
en = "What is its name?"
"""


def test_a_form_is_read_with_all_its_words() -> None:
    mail = Option(
        "mail",
        Words("Mit Post", "By mail"),
        needs={"documents": 0.5},
        has={"platform": 0.0},
        field=Words("Arbeit", "Work"),
        goal=Words("Ein Dokument statt vieler", "One document for many"),
    )
    unknown = Option("unknown", Words("Weiß nicht", "Unknown"), {}, {}, is_unknown=True)
    tools = Question(
        "tools",
        "first",
        "multi",
        Words("Womit arbeiten Sie?", "What do you work with?"),
        Words("Bis zu zwei.", "Up to two."),
        (mail, unknown),
        most=2,
    )
    name = Question(
        "name", "first", "text", Words("Wie heißt sie?", "What is its name?"), Words("", ""), (), 0
    )
    first = Step(
        "first",
        5,
        Words("Wo wir stehen", "Where we stand"),
        Words("Schätzen reicht.", "An estimate is enough."),
        (tools, name),
    )
    assert read_hour(SMALL) == HourForm(7, (first,), ())
    signs = 'one = ["tools:mail"]\nother = ["name~x", "tools>1"]'
    clash = f'[[contradictions]]\n{signs}\nde = "Doch?"\nen = "Really?"'
    assert read_hour(SMALL + clash).contradictions == (
        Contradiction(("tools:mail",), ("name~x", "tools>1"), Words("Doch?", "Really?")),
    )
    words = 'field_de = "Arbeit"\nfield_en = "Work"\ngoal_de = "Leicht"\ngoal_en = "Easy"'
    assert read_hour(f'{SMALL}[[field_goals]]\nkey = "work"\n{words}').field_goals == (
        FieldGoal("work", Words("Arbeit", "Work"), Words("Leicht", "Easy")),
    )


def test_steps_questions_and_options_are_found_by_their_keys() -> None:
    form = read_hour(SMALL)
    assert form.step("first") is form.steps[0]
    assert form.step("second") is None
    assert form.question("name") is form.questions[1]
    assert form.question("tools").option("fax") is None
    with pytest.raises(KeyError, match="fax"):
        form.question("fax")


@pytest.mark.parametrize(
    ("language", "said"), [("en", "By mail"), ("en-gb", "By mail"), ("de", "Mit Post"), ("fr", "Mit Post")]
)
def test_every_language_but_english_reads_german(language: str, said: str) -> None:
    assert Words("Mit Post", "By mail").say(language) == said


def test_lead_questions_help_and_options_are_read() -> None:
    (step,) = read_hour(SMALL).steps
    assert count_words(step) == 3 + 2 + 3 + 3 + 2 + 2 + 3
    assert count_words(step, "en") == 3 + 4 + 5 + 3 + 2 + 1 + 4
    assert reading_minutes(300) == 1.5


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


def test_every_field_of_the_first_steps_and_of_the_hurts_has_one_goal() -> None:
    fields = [one.field.de for one in HOUR.field_goals]
    hurts = {option.field.de for option in HOUR.question("pains").options}
    assert {step.field_de for step in load_first_steps()} | hurts == set(fields)
    assert len({one.key for one in HOUR.field_goals}) == len(fields) == 6


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


def test_what_is_missing_is_told_and_gives_way_to_another_answer_that_has_it() -> None:
    assert read_facts(HOUR, {"partners": {"chosen": ["nobody"]}})["has.neighbours"] == 0.0
    both = {"partners": {"chosen": ["district", "nobody"]}}
    assert read_facts(HOUR, both)["has.neighbours"] == 1.0


@pytest.mark.parametrize(
    ("answer", "keys"),
    [
        (None, []),
        ({}, []),
        ({"guess": True}, []),
        ({"chosen": ["mail", "fax"]}, ["mail", "fax"]),
        ({"asked": {"council": "2027-01-01", "staff": ""}}, ["council", "staff"]),
        ({"measures": [{"key": "board"}, {"title": "eigene"}]}, ["board", ""]),
    ],
)
def test_what_was_chosen_is_read_from_answers_of_every_kind(
    answer: dict[str, object] | None, keys: list[str]
) -> None:
    assert chosen_keys(answer) == keys


@pytest.mark.parametrize(
    ("kind", "answer", "answered"),
    [
        ("lines", {"lines": [" ", "Ein Ziel"]}, True),
        ("lines", {"lines": [" ", ""]}, False),
        ("lines", {"guess": True}, False),
        ("text", {"text": " Digital für alle "}, True),
        ("text", {"text": " "}, False),
        ("text", {"guess": True}, False),
        ("next", {"what": "Einladen"}, True),
        ("next", {"on": "2027-01-01"}, True),
        ("next", {"what": " ", "on": ""}, False),
        ("next", {"owner": "CDO"}, False),
        ("measures", {"measures": [{"title": "eigene"}]}, True),
        ("measures", {"measures": []}, False),
        ("multi", {"chosen": ["unknown"]}, False),
        ("multi", {"chosen": ["fax"]}, False),
        ("multi", {"chosen": ["unknown", "mail"]}, True),
        ("multi", None, False),
    ],
)
def test_an_answer_counts_where_something_was_said(
    kind: str, answer: dict[str, object] | None, answered: bool
) -> None:
    options = read_hour(SMALL).question("tools").options
    assert (
        is_answered(Question("q", "first", kind, Words("", ""), Words("", ""), options, 0), answer)
        is answered
    )


def test_a_need_knows_who_spoke_for_it() -> None:
    evidence = read_evidence(HOUR, {"paper": {"chosen": ["post"]}, "pains": {"chosen": ["retyping"]}})
    said = [(one.question, one.option, one.strength) for one in evidence["need.media_breaks"]]
    assert said == [("pains", "retyping", 1.0), ("paper", "post", 0.6)]


@pytest.mark.parametrize(
    ("answers", "count"),
    [
        ({"direction": {"chosen": ["all_digital"]}, "keep": {"chosen": ["paper"]}}, 1),
        ({"goals": {"lines": ["Wir werden papierlos"]}, "keep": {"chosen": ["everything_paper"]}}, 1),
        ({"goals": {"lines": ["Wir werden grün"]}, "keep": {"chosen": ["everything_paper"]}}, 0),
        ({"goals": {"lines": ["Grün", "NUR NOCH ONLINE"]}, "keep": {"chosen": ["everything_paper"]}}, 1),
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
    assert {*standing.known, *standing.assumed, *standing.open} == {one.key for one in HOUR.questions}


def test_the_cycle_has_six_stations_with_papers_and_a_workshop_of_at_most_two_hours() -> None:
    stations = load_stations()
    assert [one.key for one in stations] == [
        "baseline", "vision", "fields", "measures", "delivery", "evaluation",
    ]  # fmt: skip
    assert all(one.papers and one.material and 0 < one.minutes <= 120 for one in stations)


def test_a_station_is_read_with_all_its_words() -> None:
    source = """
    [[stations]]
    key = "baseline"
    de = "Ausgangslage"
    en = "Where we start"
    purpose_de = "Was ist."
    purpose_en = "What is."
    papers = [{ key = "who", de = "Liste", en = "List" }]
    workshop_de = "Ein Blick"
    workshop_en = "A look"
    people_de = "6 Personen"
    people_en = "6 people"
    material = [{ de = "Karten", en = "Cards" }]
    agenda = [
      { minutes = 10, de = "Ankommen", en = "Arriving" },
      { minutes = 20, de = "Schreiben", en = "Writing" },
    ]
    """
    (station,) = read_stations(source)
    assert station == Station(
        "baseline",
        Words("Ausgangslage", "Where we start"),
        Words("Was ist.", "What is."),
        (OwedPaper("who", Words("Liste", "List")),),
        Words("Ein Blick", "A look"),
        Words("6 Personen", "6 people"),
        (Words("Karten", "Cards"),),
        (Part(10, Words("Ankommen", "Arriving")), Part(20, Words("Schreiben", "Writing"))),
    )
    assert station.minutes == 30
    with pytest.raises(KeyError, match="purpose_de"):
        read_stations(source.replace("purpose_de", "purpose"))
