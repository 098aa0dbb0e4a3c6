"""The score of one person on each block of a sheet, in hundredths, reckoned when the sheet comes in."""

from collections.abc import Mapping

from kommune.maturity.shapes.pulses import Block

# In the counts, the scores of a block stand under this prefix beside the answers.
SCORE = "score:"
PER_UNIT = 100


def score_hundredths(block: Block, values: Mapping[str, int | None]) -> dict[str, int]:
    """Hundredths of the score by block; nothing where fewer than half of the questions are answered."""
    given = [
        one.lowest + one.highest - value if one.is_reversed else value
        for one in block.questions
        if (value := values.get(one.key)) is not None
    ]
    if 2 * len(given) < len(block.questions):
        return {}
    return {block.key: round(PER_UNIT * sum(given) / len(given))}
