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
    "unit_column_missing": gettext_lazy(
        "No column says where people work. Have the department put into the evaluation, or choose the column "
        "below."
    ),
    "unit_missing": gettext_lazy("The unit is missing."),
    "unit_unknown": gettext_lazy(
        "There is no unit “%(text)s” here. Say below which one is meant, or write its name or key as under "
        "Units."
    ),
    "unit_ambiguous": gettext_lazy("Several units are called “%(text)s”. Write the key of the one you mean."),
    "unit_dissolved": gettext_lazy(
        "“%(unit)s” is dissolved%(since)s. What was counted before stays. Say below which unit took over its "
        "work, or leave later counts out."
    ),
    "not_a_week": gettext_lazy(
        "“%(text)s” is neither a day nor a week. Write for example 01.06.2026 or KW 23/2026."
    ),
    "year_missing": gettext_lazy(
        "The year of week “%(text)s” is missing. Add a column “Jahr”, or write for example KW 23/2026."
    ),
    "is_month": gettext_lazy(
        "“%(text)s” is a month. Use is counted by week: who was there once in a month would look like who is "
        "there every day. Have the evaluation made by week or day."
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
    "left_out_as_said": gettext_lazy("Left out as you said: %(units)s."),
    "weeks_across": gettext_lazy(
        "The weeks stand in the headings; each cell was read as the active people of a unit in that week."
    ),
    "last_seen": gettext_lazy(
        "The table says when each person was last active. So only the seven days up to %(day)s were counted; "
        "earlier weeks would come out too low. Read such a report once a week."
    ),
    "days_to_weeks": gettext_lazy(
        "Days were put together to weeks: the day with the most active people counts, actions are added up."
    ),
    "small_units": gettext_lazy(
        "Fewer than %(floor)s people with access: %(units)s. They are counted with “%(target)s” and kept "
        "nowhere by themselves."
    ),
    "left_out": gettext_lazy(
        "Fewer than %(floor)s people with access and no unit above that was counted too: %(units)s. They are "
        "left out, so that nobody can be recognised."
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
