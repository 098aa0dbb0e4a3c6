"""How words are weighed, by the published formula at exact values, and which of them are told as a reason."""

from math import log

import numpy as np
import pytest

from kommune.analysis.suggestions import ComparedText, index_goals, suggest
from kommune.analysis.suggestions.lexicon import Lexicon, stem_parts

RARE = log(1 + 1.5 / 2.5)
UNKNOWN = log(1 + 3.5 / 0.5)


def test_a_stem_is_known_whole_and_by_every_five_letters_of_it() -> None:
    assert list(stem_parts("rad")) == ["=rad"]
    assert list(stem_parts("radwe")) == ["=radwe", "radwe"]
    assert list(stem_parts("radweg")) == ["=radweg", "radwe", "adweg"]


def test_weights_are_those_of_bm25() -> None:
    """Three goals of one, two and no stems: the mean length is 1, and two of three goals hold the stem."""
    lexicon = Lexicon([["rad"], ["rad", "weg"], []])
    row = lexicon.row("rad")
    assert row is not None
    assert row.tolist() == pytest.approx([RARE, RARE * 2.2 / (1 + 1.2 * (0.25 + 0.75 * 2)), 0.0], rel=1e-6)
    assert lexicon.weight("rad") == pytest.approx(RARE)
    assert lexicon.weight("bus") == pytest.approx(UNKNOWN)
    assert lexicon.row("bus") is None


def test_a_stem_that_stands_twice_in_a_goal_weighs_more_but_not_twice_as_much() -> None:
    row = Lexicon([["rad", "rad"], ["bus"]]).row("rad")
    assert row is not None
    whole = log(1 + 1.5 / 1.5) * 2 * 2.2 / (2 + 1.2 * (0.25 + 0.75 * 2 / 1.5))
    assert row.tolist() == pytest.approx([whole, 0.0], rel=1e-6)


def test_shares_are_parts_of_what_the_stems_could_reach() -> None:
    lexicon = Lexicon([["rad"], ["rad", "weg"], []])
    rad, weg = lexicon.row("rad"), lexicon.row("weg")
    assert rad is not None
    assert weg is not None
    assert lexicon.shares(["rad"]).tolist() == pytest.approx((rad / (RARE * 2.2)).tolist(), rel=1e-6)
    most = (RARE + lexicon.weight("weg") + UNKNOWN) * 2.2
    assert lexicon.shares(["rad", "weg", "bus"]).tolist() == pytest.approx(
        ((rad + weg) / most).tolist(), rel=1e-6
    )
    assert lexicon.shares([]).tolist() == [0.0, 0.0, 0.0]
    assert {lexicon.shares(stems).dtype for stems in (["rad"], [])} == {np.dtype(np.float32)}


def test_a_long_stem_is_found_by_its_pieces_and_weighs_as_all_of_them() -> None:
    lexicon = Lexicon([["radweg"], ["bus"]])
    one = log(1 + 1.5 / 1.5)
    assert lexicon.weight("radweg") == pytest.approx(3 * one)
    assert lexicon.weight("radwe") == pytest.approx(log(1 + 2.5 / 0.5) + one)
    whole, piece = lexicon.row("radweg"), lexicon.row("radwe")
    assert whole is not None
    assert piece is not None
    assert whole[0] == pytest.approx(3 * piece[0])


def test_goals_without_any_word_weigh_nothing() -> None:
    lexicon = Lexicon([[], []])
    assert lexicon.row("rad") is None
    assert lexicon.shares(["rad"]).tolist() == [0.0, 0.0]


def reasons(titles: list[str], text: str) -> tuple[str, ...]:
    found = suggest(index_goals([ComparedText(title) for title in titles]), [ComparedText(text)])[0]
    return found[0].reason_words if found else ()


@pytest.mark.parametrize(
    ("goals", "with_it", "is_reason"),
    [(4, 2, True), (4, 3, False), (11, 2, True), (11, 3, False), (12, 3, True), (12, 4, False)],
)
def test_a_word_is_a_reason_where_it_stands_in_at_most_a_quarter_of_the_goals_or_in_two(
    goals: int, with_it: int, is_reason: bool
) -> None:
    titles = [f"Radweg {'abcdefghijkl'[at] * 4}" for at in range(with_it)]
    titles += [f"Halle {'abcdefghijkl'[at] * 4}" for at in range(with_it, goals)]
    assert reasons(titles, "Radweg") == (("Radweg",) if is_reason else ())


def test_the_three_rarest_words_are_told_in_their_shorter_form() -> None:
    titles = ["Kitas Parks Wege Hallen", "Kitas Felder", "Parks Bahnen", "Felder"]
    assert reasons(titles, "Park Kita Weg Halle") == ("Halle", "Weg", "Kita")


def test_a_compound_is_told_where_at_least_five_letters_of_it_are_a_word_of_the_goal() -> None:
    assert reasons(["Radweg", "Halle", "Schulen"], "Radwegenetz") == ("Radweg",)
    assert reasons(["Energie und Energiewende", "Halle"], "Energiewendebüro") == ("Energiewende",)
