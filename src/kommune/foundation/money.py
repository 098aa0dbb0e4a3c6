"""Money: integer cents inside, German euro text outside; unknown is None and never 0."""

from kommune.foundation.numbers import written_number


def euro_text(cents: int | None, *, decimals: bool = False) -> str:
    """``1240000`` → ``12.400 €`` in the active language; an empty text for unknown."""
    if cents is None:
        return ""
    if decimals:
        return f"{written_number(cents / 100, 2)} €"
    euros = (abs(cents) + 50) // 100 * (-1 if cents < 0 else 1)
    return f"{written_number(euros)} €"


def euros(cents: int | None) -> float | None:
    """Cents as euros for a spreadsheet cell; None stays None."""
    return None if cents is None else cents / 100
