"""From one person's answers to one score: the published scoring rules as formulas, without any item text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kommune.analysis.surveys.errors import SurveyError

Kind = Literal["mean", "sum", "sus", "pomp"]
KINDS: tuple[Kind, ...] = ("mean", "sum", "sus", "pomp")
SUS_ITEMS, SUS_LOW, SUS_HIGH, SUS_FACTOR = 10, 1, 5, 2.5


@dataclass(frozen=True, slots=True)
class ScoringRule:
    """How the answers of one person become a score.

    ``kind``: ``mean`` and ``sum`` of the items in points of the scale, ``pomp`` the mean as per cent of the
    maximum possible, 0 to 100 (Cohen, Cohen, Aiken, West 1999), ``sus`` the System Usability Scale.
    ``low`` and ``high`` are the ends of the answer scale; an item in ``reversed_items`` counts as
    low + high − answer. ``least_share`` (above 0, at most 1) of the items must be answered; what is missing
    counts as the mean of the person's other items. Raises ``SurveyError`` for an empty scale or share.
    """

    kind: Kind
    low: int
    high: int
    reversed_items: frozenset[str] = frozenset()
    least_share: float = 1.0

    def __post_init__(self) -> None:
        if self.high <= self.low:
            raise SurveyError("scale_empty", least=self.low, most=self.high)
        if not 0 < self.least_share <= 1:
            raise SurveyError("share_out_of_range", value=self.least_share)

    def bounds(self, n_items: int) -> tuple[float, float]:
        """Least and greatest score that this rule can give for so many items."""
        if self.kind in ("pomp", "sus"):
            return (0.0, 100.0)
        if self.kind == "sum":
            return (float(self.low * n_items), float(self.high * n_items))
        return (float(self.low), float(self.high))


def sus_score(answers: Sequence[int | None]) -> float | None:
    """System Usability Scale, 0 to 100 in steps of 2.5: (Σ odd (x − 1) + Σ even (5 − x)) · 2.5.

    ``answers``: the ten items in the published order, 1 to 5. One missing answer gives None: the rule asks
    people who cannot answer to mark the middle and knows no other stand-in. Raises ``SurveyError`` for
    another number of items or an answer outside the scale. Source: Brooke 1996, "SUS: a quick and dirty
    usability scale". A mean of about 68 is ordinary (Sauro 2011).
    """
    if len(answers) != SUS_ITEMS:
        raise SurveyError("wrong_item_count", found=len(answers), expected=SUS_ITEMS)
    points = 0
    for at, answer in enumerate(answers, start=1):
        if answer is None:
            return None
        _check_range(str(at), answer, SUS_LOW, SUS_HIGH)
        points += answer - SUS_LOW if at % 2 else SUS_HIGH - answer
    return points * SUS_FACTOR


def score_scale(rule: ScoringRule, answers: Mapping[str, int | None]) -> float | None:
    """One person's score by the rule, or None where too few items were answered.

    ``answers``: key of the item → answer; every item of the scale stands in it in the published order, None
    where it was left out. With ``sus`` the order decides which items are reversed, ``reversed_items`` and
    ``least_share`` are not looked at. Raises ``SurveyError`` for an answer outside the scale, a reversed item
    that is not among the answers, or no items.
    """
    if rule.kind == "sus":
        return sus_score(list(answers.values()))
    if not answers:
        raise SurveyError("wrong_item_count", found=0, expected="at least 1")
    for item in sorted(rule.reversed_items - set(answers)):
        raise SurveyError("item_unknown", item=item)
    values: list[int] = []
    for item, answer in answers.items():
        if answer is None:
            continue
        _check_range(item, answer, rule.low, rule.high)
        values.append(rule.low + rule.high - answer if item in rule.reversed_items else answer)
    if not values or len(values) < rule.least_share * len(answers) - 1e-9:
        return None
    if rule.kind == "sum":
        return sum(values) * len(answers) / len(values)
    mean = sum(values) / len(values)
    return (mean - rule.low) / (rule.high - rule.low) * 100 if rule.kind == "pomp" else mean


def _check_range(item: str, answer: int, low: int, high: int) -> None:
    if not low <= answer <= high:
        raise SurveyError("answer_out_of_range", item=item, value=answer, least=low, most=high)
