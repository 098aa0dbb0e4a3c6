"""Sentences about files of usage counts: what is wrong with a row, and how a file was understood."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

FIELD_NAMES: dict[str, str | Promise] = {
    "unit": gettext_lazy("Unit"),
    "week": gettext_lazy("Week or day"),
    "active": gettext_lazy("Active people"),
    "people": gettext_lazy("People with access"),
    "actions": gettext_lazy("Actions"),
}
REMARKS: dict[str, str | Promise] = {
    "columns_missing": gettext_lazy(
        "Unit, week and active people were not found among the headings. Choose the columns below and read "
        "the file again."
    ),
    "unit_missing": gettext_lazy("The unit is missing."),
    "unit_unknown": gettext_lazy(
        "There is no unit “%(text)s” here. Write its name or key as under Units, or add the unit there first."
    ),
    "unit_ambiguous": gettext_lazy("Several units are called “%(text)s”. Write the key of the one you mean."),
    "unit_dissolved": gettext_lazy(
        "“%(unit)s” is dissolved%(since)s. What was counted before stays. Enter later counts with the unit "
        "that took over its work."
    ),
    "not_a_week": gettext_lazy(
        "“%(text)s” is neither a day nor a week. Write for example 01.06.2026 or KW 23/2026."
    ),
    "future_week": gettext_lazy("%(day)s lies in the future; nobody can have counted that yet."),
    "not_a_count": gettext_lazy("%(field)s: “%(text)s” is not a whole number."),
    "negative": gettext_lazy("%(field)s: %(text)s is negative; people and actions are counted from 0."),
    "active_missing": gettext_lazy(
        "The number of active people is missing. Write 0 where nobody was active; leave the row out where "
        "nobody counted."
    ),
    "more_than_access": gettext_lazy("%(active)s active people are more than the %(people)s with access."),
    "more_than_people": gettext_lazy(
        "%(active)s active people are more than the %(people)s of “%(unit)s”. Correct the number of people "
        "in the roll-out, or add a column with people who have access."
    ),
    "duplicate": gettext_lazy("“%(unit)s” stands for the same time in row %(other)s already."),
    "totals_left_out": gettext_lazy("Rows that look like sums were left out (%(rows)s)."),
    "days_to_weeks": gettext_lazy(
        "Days were put together to weeks: the day with the most active people counts, actions are added up."
    ),
    "small_units": gettext_lazy(
        "Fewer than %(floor)s people: %(units)s. They are counted with “%(target)s” and kept nowhere by "
        "themselves."
    ),
    "left_out": gettext_lazy(
        "Fewer than %(floor)s people and no unit above that was counted too: %(units)s. They are left out, "
        "so that nobody can be recognised."
    ),
}


def remark_text(remark: Mapping[str, Any]) -> str:
    """What a kept remark says, in the language of the reader."""
    params = dict(remark["params"])
    if "field" in params:
        params["field"] = str(FIELD_NAMES[params["field"]])
    if remark["code"] == "unit_dissolved":
        since = _day(params["day"])
        params["since"] = " " + _("since %(day)s") % {"day": since} if since else ""
    elif "day" in params:
        params["day"] = _day(params["day"])
    return str(REMARKS[remark["code"]]) % params


def _day(text: str) -> str:
    return date_format(date.fromisoformat(text), "SHORT_DATE_FORMAT") if text else ""
