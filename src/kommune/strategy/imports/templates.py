"""Empty workbooks to fill in: known headings, lists of allowed words, a sheet that explains."""

from django.utils.translation import gettext as _

from kommune.imports.public import Target
from kommune.standards.spreadsheets import SheetOut, write_xlsx
from kommune.strategy.imports.export import choice_lists, width_of
from kommune.strategy.imports.fields import GOAL
from kommune.strategy.imports.measure_fields import CONTRIBUTION, MEASURE

COLUMNS: dict[str, tuple[Target, tuple[str, ...]]] = {
    "goals": (GOAL, ("number", "field", "parent", "title", "text", "relations")),
    "measures": (
        MEASURE,
        (
            "number",
            "title",
            "field",
            "text",
            "benefit_decision_makers",
            "benefit_employees",
            "benefit_citizens",
            "lead_unit",
            "units",
            "owner",
            "cost:2026",
            "cost:2027",
            "cost:2028",
            "starts_on",
            "ends_on",
            "is_legal_duty",
            "legal_basis",
            "phase",
            "light",
            "decision",
            "decided_on",
            "links",
            "remarks",
        ),
    ),
    "links": (CONTRIBUTION, ("measure", "goal", "strength")),
}


def template_workbook(key: str) -> bytes:
    """An empty XLSX for 'goals', 'measures' or 'links'; KeyError for any other key."""
    target, keys = COLUMNS[key]
    specs = [spec for name in keys if (spec := target.field(name)) is not None]
    headers = [
        _("Costs %(year)s") % {"year": name.partition(":")[2]} if ":" in name else str(spec.label)
        for name, spec in zip(keys, specs, strict=True)
    ]
    sheet = SheetOut(
        name=str(target.label)[:31],
        headers=headers,
        rows=[],
        widths=[width_of(spec) for spec in specs],
        choices=choice_lists(specs),
        notes={place: text for place, name in enumerate(keys) if (text := hint(name))},
    )
    explained = [(header, hint(name) or _("free text")) for name, header in zip(keys, headers, strict=True)]
    return write_xlsx(
        [sheet, SheetOut(_("Explanation"), (_("Column"), _("What belongs in it")), explained, (32, 90))]
    )


def hint(key: str) -> str:
    """What belongs into a column, in a sentence."""
    name = key.partition(":")[0]
    if name == "cost":
        return _("Amount in euros. Leave it empty where it is not known; 0 means that it costs nothing.")
    return {
        "number": _("The number in your list, for example 4.2 or M07. It may be missing."),
        "title": _("Needed. At most 500 characters."),
        "field": _("Number or name of the field of action; new ones are made."),
        "parent": _("Number of the goal that this one belongs to."),
        "relations": _(
            "Numbers of the city goals that it serves, several separated by a semicolon; "
            "strength in brackets: 4.2 (3); 1.1 (-1)."
        ),
        "links": _(
            "Numbers of the goals that it serves, several separated by a semicolon; "
            "strength 0 to 3 in brackets: D1.2 (3); D2.1."
        ),
        "lead_unit": _("Short name or name of the unit."),
        "units": _("Short names of the units, separated by a semicolon."),
        "owner": _("Name or e-mail address."),
        "starts_on": _("Day, month, quarter or year: 01.03.2026, 03/2026, Q1 2026, 2026."),
        "ends_on": _("Day, month, quarter or year; the last day counts."),
        "is_legal_duty": _("yes or no"),
        "measure": _("Number or title of the measure."),
        "goal": _("Number or title of the goal."),
        "strength": _("0 to 3. Empty counts as 2 and is marked as coming from the list."),
    }.get(name, "")
