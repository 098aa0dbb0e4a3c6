"""How long the words of a survey are kept after it closed."""

from datetime import datetime, timedelta

from kommune.maturity.models import Pulse

DAYS_PER_MONTH = 30


def is_text_term_over(pulse: Pulse, now: datetime) -> bool:
    """Whether the words of a closed survey are due to be deleted."""
    if pulse.closed_at is None:
        return False
    return pulse.closed_at + timedelta(days=DAYS_PER_MONTH * pulse.keeps_texts_months) < now
