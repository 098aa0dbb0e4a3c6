"""Official keys: what of one stands in the other, what kind of town they name, and what is refused."""

from collections.abc import Callable

import pytest

from kommune.standards.ags import (
    RegisterError,
    ags_from_ars,
    format_ags,
    format_ars,
    repair_ags,
    repair_ars,
    town_kind,
)


def test_the_municipality_key_stands_in_the_regional_key_around_the_association() -> None:
    assert ags_from_ars("053340002002") == "05334002"
    assert ags_from_ars("071315003201") == "07131201"


@pytest.mark.parametrize(
    ("ars", "kind"),
    [
        ("055150000000", "district_free"),
        ("053340002002", "district_town"),
        ("053340000002", "district_town"),
        ("053340001000", "district_town"),
        ("071315003201", "association_town"),
        ("010539105105", "no_town"),
    ],
)
def test_a_regional_key_says_what_kind_of_town_it_names(ars: str, kind: str) -> None:
    assert town_kind(ars) == kind


@pytest.mark.parametrize(
    ("read", "text", "code"),
    [
        (ags_from_ars, "05334002", "bad_ars"),
        (town_kind, "993340002002", "bad_ars"),
        (format_ars, "05334000200x", "bad_ars"),
        (format_ags, "17334002", "bad_ags"),
        (repair_ars, "53340002", "bad_ars"),
        (repair_ags, "334002", "bad_ags"),
    ],
)
def test_what_is_no_key_is_refused_with_the_text_that_stood_there(
    read: Callable[[str], str], text: str, code: str
) -> None:
    with pytest.raises(RegisterError) as refused:
        read(text)
    assert (refused.value.code, refused.value.text, refused.value.line) == (code, text, 0)
    assert str(refused.value) == refused.value.message


def test_an_error_of_a_line_names_the_line() -> None:
    error = RegisterError("bad_ags", "Not a key", line=3)
    assert (str(error), error.message, error.line, error.text) == ("Not a key (line 3)", "Not a key", 3, "")
