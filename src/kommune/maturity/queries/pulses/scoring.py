"""The score of one person on an instrument, by its own rule, reckoned when the sheet comes in."""

from collections.abc import Mapping
from typing import Any

from kommune.analysis.surveys import ScoringRule, band, score_scale
from kommune.maturity.shapes.pulses import Block

# In the counts, the scores of an instrument stand under this prefix; its answers are not counted one by one.
SCORE = "score:"


def rule_of(scoring: Mapping[str, Any]) -> ScoringRule:
    """The rule as it was stored with the instrument."""
    return ScoringRule(
        scoring["kind"],
        scoring["low"],
        scoring["high"],
        frozenset(scoring.get("reversed_items", ())),
        scoring.get("least_share", 1.0),
    )


def score_of(block: Block, values: Mapping[str, int | None]) -> int | None:
    """The person's score in the bands in which it will be published; None where too little was answered."""
    if block.scoring is None:
        return None
    rule = rule_of(block.scoring)
    answers = {one.key.partition(".")[2]: values.get(one.key) for one in block.questions}
    score = score_scale(rule, answers)
    return None if score is None else band(score, *rule.bounds(len(answers)))
