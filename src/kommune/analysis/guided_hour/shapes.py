"""The guided hour as plain values: steps, questions, options, and what does not go together."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# One answer: "chosen" keys of options, "lines", "text", "asked" (key → date), "measures", or "what",
# "on" and "owner" of the next step; "guess" where it is assumed.
Answer = Mapping[str, Any]
Answers = Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Words:
    """A text in both languages."""

    de: str
    en: str

    def say(self, language: str) -> str:
        """The text in a language; everything that is not English reads German."""
        return self.en if language.startswith("en") else self.de


NOTHING = Words("", "")


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose. ``needs`` maps topics to 0 (certainly none) … 1 (great).

    ``has`` maps preconditions of first steps to 1 (there) or 0 (missing).
    ``field`` and ``goal`` name the digital goal that a hurt leads to.
    """

    key: str
    label: Words
    needs: Mapping[str, float]
    has: Mapping[str, float]
    is_unknown: bool = False
    field: Words = NOTHING
    goal: Words = NOTHING


@dataclass(frozen=True, slots=True)
class Question:
    """One question; ``most`` limits options or lines, 0 where nothing limits them."""

    key: str
    step: str
    kind: str
    words: Words
    help: Words
    options: tuple[Option, ...]
    most: int

    def option(self, key: str) -> Option | None:
        """The option called so, or None."""
        return next((one for one in self.options if one.key == key), None)


@dataclass(frozen=True, slots=True)
class Step:
    """A group of questions that is answered and saved together; ``minutes`` is about how long it takes."""

    key: str
    minutes: int
    words: Words
    lead: Words
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two groups of signs that do not go together, with a kind sentence.

    A sign is "question:option", "question~words in its lines" or "question>number" of things chosen.
    """

    one: tuple[str, ...]
    other: tuple[str, ...]
    sentence: Words


@dataclass(frozen=True, slots=True)
class FieldGoal:
    """The digital goal of a field of action, for measures that help against no hurt."""

    key: str
    field: Words
    goal: Words


@dataclass(frozen=True, slots=True)
class HourForm:
    """All questions of one version, and a goal for each field of action."""

    version: int
    steps: tuple[Step, ...]
    contradictions: tuple[Contradiction, ...]
    field_goals: tuple[FieldGoal, ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions in their order."""
        return tuple(question for step in self.steps for question in step.questions)

    def question(self, key: str) -> Question:
        """The question called so; KeyError where there is none."""
        for question in self.questions:
            if question.key == key:
                return question
        raise KeyError(key)

    def step(self, key: str) -> Step | None:
        """The step called so, or None."""
        return next((one for one in self.steps if one.key == key), None)


@dataclass(frozen=True, slots=True)
class Standing:
    """Keys of the questions with a sure answer, with an assumed one, and without any."""

    known: tuple[str, ...]
    assumed: tuple[str, ...]
    open: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """An answer that speaks for a need; ``strength`` lies between 0 and 1."""

    question: str
    option: str
    strength: float
