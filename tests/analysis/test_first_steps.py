"""Choosing first steps: what makes sense in a town now, later or not."""

import pytest

from kommune.analysis.first_steps import (
    TOPICS,
    Against,
    Reason,
    choose_steps,
    load_catalogue,
    read_catalogue,
)

STEP = """
[preconditions]
place = {{ de = "Ort", en = "place" }}
[[step]]
key = "{key}"
group = "{group}"
title_de = "T"
title_en = "T"
what_de = "W"
what_en = "W"
needs = {{ paper = 1.0, meetings = 0.5 }}
preconditions = ["place"]
already = []
hours = [1, 2]
euros = [0, 0]
weeks = {weeks}
smallest = 5000
largest = 100000
replaces_de = "R"
replaces_en = "r"
leave_de = "L"
leave_en = "l"
split = {{ technology = 100 }}
field_de = "F"
field_en = "f"
measure_de = "M"
measure_en = "m"
evidence = [{{ de = "E", en = "e", source = "S" }}]
"""


def one_step(key: str = "a", group: str = "", weeks: str = "[0, 0]") -> str:
    return STEP.format(key=key, group=group, weeks=weeks)


def judged(facts, **how):
    (choice,) = choose_steps(facts, read_catalogue(one_step(**how)))
    return choice


def test_the_catalogue_begins_with_working_together_and_covers_every_topic():
    catalogue = load_catalogue()
    assert [step.key for step in catalogue[:3]] == ["shared_document", "task_board", "decision_log"]
    assert len(catalogue) == 32
    assert {topic for step in catalogue for topic in step.needs} == set(TOPICS)


def test_nothing_english_was_left_in_german():
    german = {"der", "die", "das", "und", "nicht", "wird", "werden", "wenn", "für", "ein", "eine"}
    for step in load_catalogue():
        texts = [step.leave_en, step.replaces_en, step.measure_en, step.field_en]
        texts += [text for one in step.evidence for text in (one.text_en, one.source_en)]
        words = {word.strip(".,;:“”") for text in texts for word in text.lower().split()}
        assert not words & german, (step.key, words & german)
    (step,) = read_catalogue(one_step())
    (known,) = step.evidence
    assert (step.measure_de, step.measure_en, step.leave_en, step.replaces_en, step.field_en) == tuple(
        "Mmlrf"
    )
    assert (known.text_de, known.text_en, known.source_de, known.source_en) == ("E", "e", "S", "S")


def test_every_step_says_when_to_leave_it_and_what_it_replaces():
    for step in load_catalogue():
        texts = [step.leave_de, step.replaces_de, step.measure_de, step.field_de]
        texts += [step.leave_en, step.replaces_en, step.measure_en, step.field_en]
        texts += [step.title_de, step.title_en, step.what_de, step.what_en]
        texts += [text for one in (*step.preconditions, *step.already) for text in (one.text_de, one.text_en)]
        texts += [text for one in step.evidence for text in (one.text_de, one.source_de)]
        texts += [text for one in step.evidence for text in (one.text_en, one.source_en)]
        assert all(texts), step.key
        assert all(0 <= band[0] <= band[1] for band in (step.hours, step.euros, step.weeks))


def test_a_catalogue_may_be_empty_and_a_step_without_conditions():
    assert read_catalogue("") == ()
    bare = one_step().replace('preconditions = ["place"]\nalready = []\n', "")
    assert [(step.preconditions, step.already) for step in read_catalogue(bare)] == [((), ())]


def test_need_is_the_mean_of_known_needs_by_weight():
    choice = judged({"need.paper": 0.9, "need.meetings": 0.3})
    assert choice.need == pytest.approx((0.9 + 0.15) / 1.5)
    assert choice.known == 1
    assert [reason.fact for reason in choice.reasons] == ["need.paper"]
    assert choice.verdict == "now"


def test_the_strongest_reason_comes_first_by_value_and_weight():
    both = judged({"need.paper": 0.6, "need.meetings": 0.9})
    assert both.reasons == (Reason("need.paper", 0.6, 1.0), Reason("need.meetings", 0.9, 0.5))
    turned = judged({"need.paper": 0.5, "need.meetings": 1.0})
    assert [reason.fact for reason in turned.reasons] == ["need.paper", "need.meetings"]


def test_half_is_enough_of_a_need_and_less_speaks_against():
    assert [reason.fact for reason in judged({"need.paper": 0.5}).reasons] == ["need.paper"]
    assert judged({"need.paper": 0.5, "has.place": 1}).against == (Against("need.meetings", "unknown_need"),)
    low = judged({"need.paper": 0.9, "need.meetings": 0.4, "has.place": 1})
    assert low.against == (Against("need.meetings", "no_need", 0.4),)


def test_an_unknown_need_is_left_out_and_not_taken_for_nothing():
    choice = judged({"need.paper": 0.9})
    assert choice.need == pytest.approx(0.9)
    assert choice.known == pytest.approx(2 / 3)
    assert ("need.meetings", "unknown_need") in [(one.fact, one.kind) for one in choice.against]


def test_where_no_need_is_known_a_step_waits_without_a_score():
    choice = judged({})
    assert (choice.score, choice.need, choice.known, choice.verdict) == (None, None, 0, "later")


def test_a_missing_precondition_holds_a_step_up_and_an_unknown_one_does_not():
    facts = {"need.paper": 0.9}
    assert judged(facts).verdict == "now"
    held = judged({**facts, "has.place": 0.2})
    assert held.verdict == "later"
    first = held.against[0]
    assert (first.fact, first.kind, first.value) == ("has.place", "missing", 0.2)


def test_a_slight_need_or_the_wrong_size_means_leave_it():
    assert judged({"need.paper": 0.2}).verdict == "leave"
    assert judged({"need.paper": 0.4}).verdict == "later"
    assert judged({"need.paper": 0.9, "size.population": 4999}).against[0].kind == "too_small"
    assert judged({"need.paper": 0.9, "size.population": 100001}).verdict == "leave"
    assert judged({"need.paper": 0.9, "size.population": 5000}).verdict == "now"


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({"need.paper": 0.25}, "later"),
        ({"need.paper": 0.5}, "now"),
        ({"need.paper": 0}, "leave"),
        ({"need.paper": 0.9, "has.place": 0.5}, "now"),
        ({"need.paper": 0.9, "size.population": 4999}, "leave"),
        ({"need.paper": 0.9, "size.population": 100000}, "now"),
    ],
)
def test_the_ends_of_the_verdicts(facts, verdict):
    assert judged(facts).verdict == verdict


def test_what_is_not_known_and_what_does_not_fit_is_told_with_its_value():
    facts = {"need.paper": 0.9, "need.meetings": 0.9}
    assert judged(facts).against == (Against("has.place", "unknown"),)
    small = judged({**facts, "size.population": 4999, "has.place": 1})
    large = judged({**facts, "size.population": 100001, "has.place": 1})
    assert small.against == (Against("size.population", "too_small", 4999),)
    assert large.against == (Against("size.population", "too_large", 100001),)
    source = (
        one_step().replace("already = []", 'already = ["place"]').replace('preconditions = ["place"]', "")
    )
    (there,) = choose_steps({**facts, "has.place": 0.5}, read_catalogue(source))
    assert (there.against, there.verdict) == ((Against("has.place", "already", 0.5),), "leave")


def test_what_the_town_has_is_left():
    facts = {"need.coordination": 0.9, "need.meetings": 0.9, "has.board": 1}
    board = next(one for one in choose_steps(facts, load_catalogue()) if one.step.key == "task_board")
    assert (board.verdict, board.against[0].kind) == ("leave", "already")


def test_of_two_equal_needs_the_quicker_step_leads():
    quick, slow = judged({"need.paper": 1}, weeks="[0, 0]"), judged({"need.paper": 1}, weeks="[20, 32]")
    assert quick.score == 1
    assert slow.score == pytest.approx(0.5)


def test_the_higher_score_comes_first_and_a_step_without_a_score_last():
    slow, quick, unknown = (
        one_step(key, weeks=weeks).replace("paper = 1.0, meetings = 0.5", f"{topic} = 1.0")
        for key, weeks, topic in [
            ("slow", "[20, 32]", "paper"),
            ("quick", "[2, 4]", "paper"),
            ("no", "[0, 0]", "rooms"),
        ]
    )
    catalogue = [*read_catalogue(unknown), *read_catalogue(slow), *read_catalogue(quick)]
    chosen = choose_steps({"need.paper": 0.3}, catalogue)
    assert [(one.step.key, one.verdict) for one in chosen] == [
        ("quick", "later"),
        ("slow", "later"),
        ("no", "later"),
    ]
    assert [one.step.key for one in choose_steps({"need.paper": 0.0, "need.rooms": 0.3}, catalogue)] == [
        "no", "slow", "quick",
    ]  # fmt: skip


def test_working_together_comes_first_among_those_for_now():
    needs = {f"need.{topic}": 0.9 for topic in TOPICS}
    chosen = choose_steps(needs, load_catalogue(), limit=8)
    assert [one.step.group for one in chosen] == ["together"] * 6 + ["", ""]
    assert {one.verdict for one in chosen} == {"now"}


def test_a_fact_outside_its_range_is_refused():
    for value in (3, 1.5, -0.1, float("nan")):
        with pytest.raises(ValueError, match=rf"need\.paper must lie between 0 and 1, not {value}"):
            choose_steps({"need.paper": value}, load_catalogue())


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("technology = 100", "technology = 90", "the split must make 100"),
        ("paper = 1.0", "papper = 1.0", "unknown topic"),
        ('preconditions = ["place"]', 'preconditions = ["palace"]', "palace"),
        (
            "hours = [1, 2]",
            "hours = [3, 2]",
            "'a' cannot be read: a band goes from the smaller to the larger",
        ),
        ("hours = [1, 2]", "hours = [-1, 2]", "from the smaller to the larger"),
        ("hours = [1, 2]", "hours = [1, 2, 3]", "'a' cannot be read: a band is two whole numbers"),
        ("hours = [1, 2]", "hours = [1, 2.5]", "a band is two whole numbers"),
        ("hours = [1, 2]", "hours = 2", "a band is two whole numbers"),
        ("hours = [1, 2]", 'hours = "12"', "a band is two whole numbers"),
        ("paper = 1.0", "paper = 0.0", r"'a': unknown topic or weight \{'paper': 0\.0, 'meetings': 0\.5\}"),
        ("paper = 1.0, meetings = 0.5", "", r"'a': unknown topic or weight \{\}"),
        ("paper = 1.0", "papper = 1.0", r"'a': unknown topic or weight \['papper'\]"),
        ('key = "a"', "", r"'\?' cannot be read: 'key'"),
        ('evidence = [{ de = "E", en = "e", source = "S" }]', "evidence = []", "nothing of what is known"),
    ],
)
def test_a_faulty_catalogue_names_the_step_and_the_fault(right, wrong, message):
    source = one_step().replace(right, wrong)
    with pytest.raises(ValueError, match=message):
        read_catalogue(source)


def test_a_key_that_stands_twice_is_refused():
    second = one_step().split("[[step]]")[1]
    other = one_step("b").split("[[step]]")[1]
    with pytest.raises(ValueError, match=r"named twice: a$"):
        read_catalogue(f"{one_step()}\n[[step]]{other}\n[[step]]{second}")
    with pytest.raises(ValueError, match=r"named twice: a, b$"):
        read_catalogue(f"{one_step()}\n[[step]]{other}\n[[step]]{second}\n[[step]]{other}")
