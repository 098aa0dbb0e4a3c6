"""The units of a roll-out as a table: how each goes, with search, filter and order where there are many."""

from typing import Any

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kommune.foundation.addresses import address_maker
from kommune.foundation.tables import Column, Filter, ListTable
from kommune.maturity.queries.adoption import ToolAdoption, UnitAdoption
from kommune.maturity.web.tools.words import COURSES, course_badge, percent, share_text, unit_course
from kommune.municipalities.public import TownRequest

# A handful of units is read at a glance; from here on one searches.
MANY_UNITS = 13
PAGE_SIZE = 25
NAME, PREFIX = "units", "units-"


def unit_table(request: TownRequest, slug: str, adoption: ToolAdoption) -> ListTable:
    """The units in the order of the plan; nobody is ranked unless somebody asks for it."""
    has_many = len(adoption.units) >= MANY_UNITS
    address = address_maker("maturity:tool_unit", slug)
    columns = [
        Column("unit", _("Unit"), _name, sort=("name",)),
        Column("course", _("How it goes"), course_badge),
        Column("people", _("People"), "unit.head_count", sort=("people",), align="end", priority=3),
        Column("planned", _("Planned"), lambda one: _day(one.unit.planned_on), ("planned",), "end", 2),
        Column("trained", _("Trained"), lambda one: _day(one.unit.trained_on), ("trained",), "end", 3),
        Column("reach", _("Reach"), lambda one: share_text(one.reach), ("reach",), "end"),
        Column("plan", _("Plan"), _expected, align="end", priority=2),
    ]
    return ListTable(
        request,
        adoption.units,
        columns,
        caption=_("Units of the roll-out"),
        sorts={
            "unit": lambda one: one.unit.name.casefold(),
            "people": lambda one: one.unit.head_count,
            "planned": lambda one: one.unit.planned_on,
            "trained": lambda one: one.unit.trained_on,
            "reach": lambda one: one.reach.value if one.reach else None,
        },
        filters=[Filter("course", _("How it goes"), "multi", list(COURSES.items()), narrow=_of_course)]
        if has_many
        else (),
        search=_find if has_many else None,
        page_size=PAGE_SIZE,
        row_url=lambda one: address(one.unit.id),
        exports=(),
        name=NAME,
        prefix=PREFIX,
    )


def _name(one: UnitAdoption) -> str:
    if not one.merged:
        return one.unit.name
    more = ngettext("with %(n)s smaller unit", "with %(n)s smaller units", one.merged) % {"n": one.merged}
    return format_html('{} <span class="muted small">{}</span>', one.unit.name, more)


def _day(day: Any) -> str:
    return date_format(day, "SHORT_DATE_FORMAT") if day else "–"


def _expected(one: UnitAdoption) -> str:
    return percent(one.expected) if one.expected is not None else "–"


def _of_course(rows: list[UnitAdoption], values: list[str]) -> list[UnitAdoption]:
    return [one for one in rows if unit_course(one) in values]


def _find(rows: list[UnitAdoption], text: str) -> list[UnitAdoption]:
    words = text.casefold().split()
    return [one for one in rows if all(word in one.unit.name.casefold() for word in words)]
