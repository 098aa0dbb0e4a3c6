"""Likely goals of measures and digital goals in a town: read once, renewed with the text, or by words."""

from collections.abc import Iterator, Sequence
from threading import Event

import numpy as np
import pytest

from kommune.analysis.suggestions import Vectors
from kommune.jobs.public import JobCancelled
from kommune.municipalities.public import Viewer
from kommune.strategy.actions.measures import create_measure, delete_measures
from kommune.strategy.actions.strategies import save_goal
from kommune.strategy.actions.suggestions import renew_vectors
from kommune.strategy.models import Goal, TextVector
from kommune.strategy.queries import meaning
from kommune.strategy.queries.rateable import Pairing, load_sides
from kommune.strategy.queries.suggestions import LikelyGoals, likely_goals
from tests.towns import SmallStrategy


class LetterEncoder:
    """Counts letters; two texts are alike where they use the same ones."""

    name = "letters"
    dimensions = 26

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def warm(self) -> None:
        pass

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.encoded += texts
        counts = [[text.lower().count(chr(97 + n)) + 0.01 for n in range(26)] for text in texts]
        table = np.array(counts, dtype=np.float32)
        return np.asarray(table / np.linalg.norm(table, axis=1, keepdims=True), dtype=np.float32)


@pytest.fixture
def letters(monkeypatch: pytest.MonkeyPatch) -> Iterator[LetterEncoder]:
    encoder = LetterEncoder()
    monkeypatch.setattr(meaning, "load_encoder", lambda: encoder)
    monkeypatch.setattr(meaning, "_warm", Event())
    meaning._warm.set()
    meaning.kept_encoder.cache_clear()
    yield encoder
    meaning.kept_encoder.cache_clear()


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(meaning, "load_encoder", lambda: None)
    meaning.kept_encoder.cache_clear()
    yield
    meaning.kept_encoder.cache_clear()


def silent(done: int, total: int) -> None:
    pass


def asked(lead: Viewer, pairing: Pairing) -> LikelyGoals:
    rows, columns = load_sides(lead, pairing)
    return likely_goals(rows, columns, pairing)


def test_all_texts_are_read_once_and_changed_ones_again(
    lead: Viewer, small: SmallStrategy, letters: LetterEncoder
) -> None:
    told: list[tuple[int, int]] = []
    assert renew_vectors(lambda done, total: told.append((done, total))) == 6
    assert told == [(0, 6), (4, 6), (6, 6)]
    assert renew_vectors(silent) == 0
    letters.encoded.clear()
    goal = Goal.objects.get(id=small.data)
    save_goal(by=lead, strategy_id=small.digital, goal_id=goal.id, version=1, values={"title": "Freie Daten"})
    assert renew_vectors(silent) == 1
    assert set(letters.encoded) == {"Freie Daten"}


def test_what_is_gone_is_forgotten(lead: Viewer, small: SmallStrategy, letters: LetterEncoder) -> None:
    renew_vectors(silent)
    delete_measures(by=lead, measure_ids=[small.aimless])
    renew_vectors(silent)
    assert not TextVector.objects.filter(object_id=small.aimless).exists()
    assert TextVector.objects.count() == 5


def test_stopping_keeps_what_was_read(lead: Viewer, small: SmallStrategy, letters: LetterEncoder) -> None:
    def stop(done: int, total: int) -> None:
        if done:
            raise JobCancelled

    with pytest.raises(JobCancelled):
        renew_vectors(stop)
    assert TextVector.objects.count() == 4
    assert renew_vectors(silent) == 2


def test_without_an_encoder_words_alone_decide_and_it_is_said(
    lead: Viewer, small: SmallStrategy, without: None
) -> None:
    assert renew_vectors(silent) is None
    create_measure(by=lead, values={"title": "Bürgerbüro umbauen"})
    found = asked(lead, Pairing.MEASURES)
    assert (found.by_meaning, found.is_encoder_installed) == (False, False)
    first = next(row for row in found.by_thing if row)
    assert [(one.goal.id, one.words) for one in first] == [(small.counter, ("Bürgerbüro",))]


def test_before_the_texts_are_read_words_decide_and_afterwards_the_meaning(
    lead: Viewer, small: SmallStrategy, letters: LetterEncoder
) -> None:
    assert asked(lead, Pairing.GOALS).by_meaning is False
    renew_vectors(silent)
    found = asked(lead, Pairing.GOALS)
    assert found.by_meaning is True
    assert [len(row) for row in found.by_thing] == [2, 2]


def test_a_new_text_is_read_at_once_where_the_encoder_is_warm(
    lead: Viewer, small: SmallStrategy, letters: LetterEncoder
) -> None:
    renew_vectors(silent)
    create_measure(by=lead, values={"title": "Datenplattform"})
    letters.encoded.clear()
    assert asked(lead, Pairing.MEASURES).by_meaning is True
    assert letters.encoded == ["Datenplattform"]


def test_goals_with_sub_goals_are_never_suggested(lead: Viewer, small: SmallStrategy, without: None) -> None:
    save_goal(by=lead, strategy_id=small.digital, values={"title": "Termine", "parent_id": small.counter})
    rows, columns = load_sides(lead, Pairing.MEASURES)
    assert [(one.title, one.depth, one.is_leaf) for one in columns] == [
        ("Schnelles Bürgerbüro", 0, False), ("Termine", 1, True), ("Offene Daten", 0, True),
    ]  # fmt: skip
    found = likely_goals(rows, columns, Pairing.MEASURES)
    assert {one.goal.title for row in found.by_thing for one in row} == {"Termine"}
