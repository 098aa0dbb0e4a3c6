"""From a row's value to what stands in a cell or in an exported file."""

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from operator import attrgetter

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def value_getter(path: str | Callable[[object], object]) -> Callable[[object], object]:
    """A function of the row; along a path, a missing link on the way gives None."""
    if callable(path):
        return path
    read = attrgetter(path)

    def follow(row: object) -> object:
        try:
            return read(row)
        except AttributeError:
            return None

    return follow


def blank_cell() -> SafeString:
    """What stands where nobody has entered anything."""
    return format_html(
        '<span class="blank muted"><span aria-hidden="true">–</span><span class="sr-only">{}</span></span>',
        _("not stated"),
    )


def cell_text(value: object) -> str:
    """A value as a person reads it: numbers and dates in the active language; still to be escaped."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, int | float | date):
        return _localized(value, get_language())
    return str(value)


@lru_cache(maxsize=4096, typed=True)
def _localized(value: float | date, language: str | None) -> str:
    """Numbers and dates in a language; remembered, since lists repeat them."""
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    return number_format(value, use_l10n=True, force_grouping=True)


def export_value(value: object) -> object:
    """A value for a file: numbers and dates stay what they are, markup becomes text, unknown stays None."""
    if value is None or isinstance(value, bool | int | float | date | datetime):
        return value
    if hasattr(value, "__html__"):
        return strip_tags(str(value)).strip() or None
    return str(value)
