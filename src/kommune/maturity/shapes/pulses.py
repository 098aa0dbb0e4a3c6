"""What a pulse is made of: its states, what becomes of a topic, a question block, an invitation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

# Below this many people nothing is ever shown; a town may ask for more, never for fewer.
LOWEST_FLOOR = 7
LOWEST, HIGHEST = 1, 5
# In the counts: the question was left open.
NO_ANSWER = -1
Words = Mapping[str, str]


class PulseState(models.TextChoices):
    """Where a pulse stands."""

    PREPARED = "prepared", _("in preparation")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")


class ReplyState(models.TextChoices):
    """What became of something that people said."""

    PLANNED = "planned", _("we take it up")
    UNDER_WAY = "under_way", _("we are at it")
    DONE = "done", _("done")
    NOT_NOW = "not_now", _("not now, for this reason")


@dataclass(frozen=True, slots=True)
class Question:
    """One question on a scale; ``words`` and the ends by language.

    ``is_reversed`` turns the scale round when a score is made of it; the answer itself stays as given.
    """

    key: str
    words: Words
    low: Words
    high: Words
    lowest: int = LOWEST
    highest: int = HIGHEST
    is_reversed: bool = False

    @property
    def steps(self) -> range:
        """Every value that can be ticked."""
        return range(self.lowest, self.highest + 1)


@dataclass(frozen=True, slots=True)
class Block:
    """Questions that are read together: a topic, the town's own questions, or an instrument.

    ``scoring`` is the rule of an instrument as its file names it; without one the mean of what was answered
    is the score of a topic.
    """

    key: str
    title: Words
    version: int
    questions: tuple[Question, ...]
    intro: Words = field(default_factory=dict)
    source: str = ""
    scoring: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Invited:
    """A slip: the reporting group's name and the code, which is nowhere stored."""

    group: str
    code: str


@dataclass(frozen=True, slots=True)
class Said:
    """What one person sends: values by question (None for no answer), words by question."""

    values: Mapping[str, int | None]
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was ticked or written."""
        ticked = any(value is not None for value in self.values.values())
        return not ticked and not any(text.strip() for text in self.texts.values())


def in_language(words: Words) -> str:
    """Words in the language of the page; in German, or in whatever there is, where that lacks."""
    language = (get_language() or "de")[:2]
    return words.get(language) or words.get("de") or next(iter(words.values()), "")
