"""The usability score of a tool from answer sheets that are read, reckoned and forgotten."""

import re
from datetime import date
from uuid import UUID

from kommune.analysis.adoption import FEWEST_SHEETS, usability_of
from kommune.analysis.surveys import SurveyError, sus_score
from kommune.audit.public import journal
from kommune.maturity.actions.tools import editable_tool
from kommune.maturity.errors.tools import SheetUnreadable, TooFewSheets
from kommune.maturity.models import UsabilityScore
from kommune.municipalities.public import Viewer, create_object

BETWEEN = re.compile(r"[\s;,|]+")


def record_usability(*, by: Viewer, introduction_id: UUID, sheets: str, measured_on: date) -> UUID:
    """Reckon the score from one line of ten numbers (1 to 5) per person, keep the mean and forget the lines.

    Blank lines are passed over. Raises ``SheetUnreadable`` with the line, ``TooFewSheets`` below seven.
    """
    scores = [
        _score(number, line) for number, line in enumerate(sheets.splitlines(), start=1) if line.strip()
    ]
    found = usability_of(scores)
    if found is None:
        raise TooFewSheets(len(scores), FEWEST_SHEETS)
    with journal(action="record_usability", actor_id=by.user_id) as batch:
        tool = editable_tool(by, introduction_id)
        row = UsabilityScore(
            introduction=tool, measured_on=measured_on, value=found.value, sheets=found.n, low=found.low,
            high=found.high,
        )  # fmt: skip
        return create_object(batch, row).id


def _score(number: int, line: str) -> float:
    try:
        score = sus_score([int(part) for part in BETWEEN.split(line.strip())])
    except (ValueError, SurveyError):
        raise SheetUnreadable(number) from None
    if score is None:
        raise SheetUnreadable(number)
    return score
