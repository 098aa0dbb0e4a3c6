"""Choosing first steps: what makes sense in a town now, later or not."""

import pytest

from kommune.analysis.first_steps import TOPICS, choose_steps, load_catalogue, read_catalogue

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
leave_de = "L"
split = {{ technology = 100 }}
field_de = "F"
measure_de = "M"
evidence = [{{ de = "E", source = "S" }}]
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


def test_every_step_says_when_to_leave_it_and_what_it_replaces():
    for step in load_catalogue():
        assert all([step.leave_de, step.replaces_de, step.measure_de, step.title_en, step.what_en])
        assert all(one.source for one in step.evidence)


def test_need_is_the_mean_of_known_needs_by_weight():
    choice = judged({"need.paper": 0.9, "need.meetings": 0.3})
    assert choice.need == pytest.approx((0.9 + 0.15) / 1.5)
    assert choice.known == 1
    assert [reason.fact for reason in choice.reasons] == ["need.paper"]
    assert choice.verdict == "now"


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


def test_what_the_town_has_is_left():
    facts = {"need.coordination": 0.9, "need.meetings": 0.9, "has.board": 1}
    board = next(one for one in choose_steps(facts, load_catalogue()) if one.step.key == "task_board")
    assert (board.verdict, board.against[0].kind) == ("leave", "already")


def test_of_two_equal_needs_the_quicker_step_leads():
    quick, slow = judged({"need.paper": 1}, weeks="[0, 0]"), judged({"need.paper": 1}, weeks="[20, 32]")
    assert quick.score == 1
    assert slow.score == pytest.approx(0.5)


def test_working_together_comes_first_among_those_for_now():
    needs = {f"need.{topic}": 0.9 for topic in TOPICS}
    chosen = choose_steps(needs, load_catalogue(), limit=8)
    assert [one.step.group for one in chosen] == ["together"] * 6 + ["", ""]
    assert {one.verdict for one in chosen} == {"now"}


def test_a_fact_outside_its_range_is_refused():
    with pytest.raises(ValueError, match=r"need\.paper must lie between 0 and 1, not 3"):
        choose_steps({"need.paper": 3}, load_catalogue())


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("technology = 100", "technology = 90", "the split must make 100"),
        ("paper = 1.0", "papper = 1.0", "unknown topic"),
        ('preconditions = ["place"]', 'preconditions = ["palace"]', "palace"),
        ("hours = [1, 2]", "hours = [3, 2]", "from the smaller to the larger"),
        ('evidence = [{ de = "E", source = "S" }]', "evidence = []", "nothing of what is known"),
    ],
)
def test_a_faulty_catalogue_names_the_step_and_the_fault(right, wrong, message):
    source = one_step().replace(right, wrong)
    with pytest.raises(ValueError, match=message):
        read_catalogue(source)


def test_a_key_that_stands_twice_is_refused():
    second = one_step().split("[[step]]")[1]
    with pytest.raises(ValueError, match="named twice: a"):
        read_catalogue(f"{one_step()}\n[[step]]{second}")
