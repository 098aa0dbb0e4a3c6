"""Numbers as people read them in the active language: 12.400 or 0,44."""

from functools import lru_cache

from django.utils.formats import number_format
from django.utils.translation import get_language


def written_number(value: float, decimals: int | None = None) -> str:
    """The number with grouped thousands, and with so many decimals where they are given."""
    return _written(value, decimals, get_language())


@lru_cache(maxsize=8192, typed=True)
def _written(value: float, decimals: int | None, _language: str | None) -> str:
    """Remembered, since lists repeat the same numbers and asking for the language's marks takes longest."""
    return str(number_format(value, decimal_pos=decimals, use_l10n=True, force_grouping=True))
