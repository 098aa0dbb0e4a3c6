"""Numbers are rounded as people round, never cut off."""

import pytest
from django.utils.translation import override

from kommune.foundation.numbers import written_number


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (3.47, 1, "3,5"),
        (1.25, 1, "1,3"),
        (-0.04, 1, "0,0"),
        (43617, None, "43.617"),
        (1063.6, 0, "1.064"),
        (0.999, 2, "1,00"),
    ],
)
def test_a_number_is_rounded_half_up_and_grouped(value: float, decimals: int | None, written: str) -> None:
    with override("de"):
        assert written_number(value, decimals) == written
