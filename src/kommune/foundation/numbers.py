"""Numbers as people read them in the active language: 12.400 or 0,44."""

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from django.utils.formats import number_format
from django.utils.translation import get_language


def written_number(value: float, decimals: int | None = None) -> str:
    """The number with grouped thousands, and rounded half up to so many decimals where they are given.

    ``number_format`` cuts floats off instead of rounding them: 3.47 would become 3,4.
    """
    return _written(value, decimals, get_language())


@lru_cache(maxsize=8192, typed=True)
def _written(value: float, decimals: int | None, _language: str | None) -> str:
    """Remembered, since lists repeat the same numbers and asking for the language's marks takes longest."""
    shown: float | Decimal = value
    if decimals is not None:
        # Adding nothing turns −0,0 into 0,0.
        shown = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) + 0
    return str(number_format(shown, decimal_pos=decimals, use_l10n=True, force_grouping=True))
