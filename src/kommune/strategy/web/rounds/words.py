"""The steps of a rating in plain words, as cards, results and sheets show them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kommune.strategy.models import RoundPair

Step = tuple[int, str | Promise]

RELATION_STEPS: tuple[Step, ...] = (
    (3, _("carries it strongly")),
    (2, _("carries it clearly")),
    (1, _("helps a little")),
    (0, _("has nothing to do with it")),
    (-1, _("hinders a little")),
    (-2, _("works against it")),
    (-3, _("works strongly against it")),
)
CONTRIBUTION_STEPS: tuple[Step, ...] = (
    (3, _("contributes decisively")),
    (2, _("contributes clearly")),
    (1, _("contributes a little")),
    (0, _("contributes nothing")),
)


def steps_for(*, is_measure: bool) -> tuple[Step, ...]:
    """The steps from the best to the worst: four for a measure's contribution, seven for a relation."""
    return CONTRIBUTION_STEPS if is_measure else RELATION_STEPS


def signed(score: int | None) -> str:
    """A score as people write it: +2, 0, −1; empty for none."""
    if score is None:
        return ""
    return f"−{-score}" if score < 0 else f"+{score}" if score > 0 else "0"


def in_words(score: int | None, *, is_measure: bool) -> str:
    """A score with its words: “−2 works against it”; empty for a score outside the steps."""
    words = dict(steps_for(is_measure=is_measure))
    return f"{signed(score)} {words[score]}" if score in words else ""


def ends_of(pair: RoundPair) -> tuple[str, str]:
    """What acts and on what, by name."""
    return str(pair.measure or pair.digital_goal), str(pair.goal)


def in_short(pair: RoundPair) -> str:
    """A pair in one line."""
    return " → ".join(ends_of(pair))


def told_counts(pair: RoundPair) -> str:
    """The distribution of a pair in words for those who do not see the bars: “−2: 1, +1: 3”."""
    shown = sorted((int(score), number) for score, number in pair.counts.items())
    return ", ".join(f"{signed(score)}: {number}" for score, number in shown)
