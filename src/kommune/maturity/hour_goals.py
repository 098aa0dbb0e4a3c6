"""Which goal something in a guided hour serves: as people said it, as words suggest it, or open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from kommune.analysis.suggestions import ComparedText, index_goals, suggest

CITY, PAIN, FIELD = "city:", "pain:", "field:"
# What a person said in place of a goal: nothing yet, so that a guess may stand, or "none of them".
UNSAID, NO_GOAL = "", "-"
LEAST_SCORE, CLEARLY_AHEAD = 0.1, 1.5
# Words that stand in nearly every goal of a town and tell none apart.
COMMON = ("bürger", "digital", "gemeinde", "kommun", "organisation", "stadt", "verwaltung")


class Basis(StrEnum):
    """What the answer to "which goal does it serve?" rests on."""

    SAID = "said"
    CATALOGUE = "catalogue"
    GUESSED = "guessed"
    OPEN = "open"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class GoalChoice:
    """A goal that can be served; ``ref`` is its name in the answers, ``text`` more words to compare."""

    ref: str
    title: str
    text: str = ""

    @property
    def is_city(self) -> bool:
        """Whether the town itself set this goal, not only its digital strategy."""
        return self.ref.startswith(CITY)


@dataclass(frozen=True, slots=True)
class Serves:
    """The goal that something serves, None where there is none; ``why`` tells what a guess rests on."""

    goal: GoalChoice | None
    basis: Basis
    why: str = ""

    @property
    def is_sure(self) -> bool:
        """Whether a person said so or the catalogue knows it."""
        return self.basis in {Basis.SAID, Basis.CATALOGUE}


OPEN = Serves(None, Basis.OPEN)


def goal_served(said: str, thing: ComparedText, goals: Sequence[GoalChoice]) -> Serves:
    """What was said, as long as that goal is there; else the one sensible guess; else open."""
    if said == NO_GOAL:
        return Serves(None, Basis.NONE)
    named = next((one for one in goals if said and one.ref == said), None)
    if named is not None:
        return Serves(named, Basis.SAID)
    return guess_goal(thing, goals) or OPEN


def guess_goal(thing: ComparedText, goals: Sequence[GoalChoice]) -> Serves | None:
    """The goal that clearly shares the most words, or the only one there is; None where none stands out.

    Words that any goal of a town may have are no reason.
    """
    if len(goals) == 1:
        return Serves(goals[0], Basis.GUESSED, _("the only goal so far"))
    index = index_goals([ComparedText(one.title, one.text) for one in goals])
    [found] = suggest(index, [thing], k=2)
    words = [word for word in (found[0].reason_words if found else ()) if not word.lower().startswith(COMMON)]
    if not words or found[0].score < LEAST_SCORE:
        return None
    if len(found) > 1 and found[0].score < CLEARLY_AHEAD * found[1].score:
        return None
    why = _("shared words: %(words)s") % {"words": ", ".join(f"„{word}“" for word in words)}
    return Serves(goals[found[0].goal_index], Basis.GUESSED, why)


def said_goals(answers: Mapping[str, Any]) -> Mapping[str, str]:
    """What was said about digital goals: ref of the goal to ref of the goal of the town."""
    said: Mapping[str, str] = (answers.get("measures") or {}).get("serves", {})
    return said
