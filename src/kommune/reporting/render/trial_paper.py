"""Two papers nobody will read: one full, one almost empty, to try a template out."""

from datetime import date
from typing import Any

from kommune.reporting.render.fields import fill_fields
from kommune.reporting.shapes import CommitteePaper, DecisionNeeded, Figure, GoalBar, Run


def trial_fields() -> tuple[dict[str, Any], ...]:
    """Return the fields of both trial papers; the texts hold characters that must be escaped."""
    text = "Müller & <Söhne> \"A\" 'B'"
    full = CommitteePaper(
        town_name=text,
        committee=text,
        title=text,
        paper_number="1/2",
        dated_on=date(2000, 1, 1),
        source_line=text,
        sentences=((Run(text), Run("2", is_number=True)),) * 2,
        figures=(Figure(text, "1", text, text),) * 2,
        decisions=(DecisionNeeded(text, text, text),) * 2,
        goal_bars=(GoalBar(text, 1, 2),) * 2,
        unknowns=(text, text),
        author_unit=text,
        letterhead=(text, text),
    )
    empty = CommitteePaper("", "", "", "", date(2000, 1, 1), "", (), ())
    return fill_fields(full), fill_fields(empty)
