"""Reads the table of a published instrument that a town may use; says in sentences what is wrong with it."""

from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kommune.analysis.surveys import InstrumentProblem, instrument_template, read_instrument
from kommune.imports.public import refusal
from kommune.maturity.errors.pulses import InstrumentUnreadable, LicenceMissing
from kommune.standards.spreadsheets import SpreadsheetError, read_workbook

NO_LICENCE = "licence_missing"
MOST_SENTENCES = 5
PROBLEMS = {
    "title_missing": _("The instrument has no title."),
    "source_missing": _("The instrument has no source. State author, year and where it was published."),
    "no_items": _("No questions were found. They stand below a row with “Schlüssel” and “Text”."),
    "field_twice": _("“%(field)s” stands twice."),
    "field_unknown": _("“%(field)s” is not a field of an instrument."),
    "item_without_key": _("The question “%(item)s” has no key."),
    "item_without_text": _("The question %(item)s has no text."),
    "item_twice": _("The question %(item)s stands twice."),
    "reversed_unclear": _("The question %(item)s: “%(value)s” is neither yes nor no."),
    "too_many_items": _("There are more than %(limit)s questions."),
    "point_outside": _("Point %(value)s lies outside the scale %(least)s to %(most)s."),
    "scale_unclear": _("The scale needs whole numbers, not “%(value)s”."),
    "scale_impossible": _("The scale %(least)s to %(most)s needs 2 to %(limit)s points."),
    "scoring_unknown": _("“%(value)s” is no known scoring: mean, sum, SUS or per cent."),
    "share_unclear": _("The least share “%(value)s” is not a share above 0 and up to 100 %%."),
    "sus_shape": _("SUS has %(expected)s questions on a scale from 1 to 5; here are %(found)s questions."),
}


def instrument_values(content: bytes, name: str) -> dict[str, Any]:
    """The columns of an instrument as its table says them.

    Raises ``LicenceMissing`` where nothing is said about the licence, ``InstrumentUnreadable`` with the rows
    that are wrong otherwise.
    """
    try:
        workbook = read_workbook(BytesIO(content), filename=PurePath(name).name)
    except SpreadsheetError as error:
        raise InstrumentUnreadable(refusal(error.code, error.params)) from error
    rows = ((row.number, [cell.value for cell in row.cells]) for row in workbook.sheets[0].rows)
    reading = read_instrument(rows)
    if any(problem.code == NO_LICENCE for problem in reading.problems):
        raise LicenceMissing
    found = reading.instrument
    if found is None:
        told = [_told(problem) for problem in reading.problems[:MOST_SENTENCES]]
        raise InstrumentUnreadable(" ".join([str(InstrumentUnreadable.sentence), *told]))
    rule = found.rule
    return {
        "title": f"{found.title} {found.version}".strip()[:200],
        "licence": found.licence,
        "source": found.source,
        "items": [
            {
                "key": item.key,
                "text": item.text,
                "low": found.points[rule.low],
                "high": found.points[rule.high],
                "lowest": rule.low,
                "highest": rule.high,
            }
            for item in found.items
        ],
        "rule": {
            "kind": rule.kind,
            "low": rule.low,
            "high": rule.high,
            "reversed_items": sorted(rule.reversed_items),
            "least_share": rule.least_share,
        },
    }


def empty_table() -> tuple[list[str], list[list[Any]]]:
    """The table to fill in, head and rows."""
    head, *rows = instrument_template((get_language() or "de")[:2])
    return list(head), [list(row) for row in rows]


def _told(problem: InstrumentProblem) -> str:
    sentence = str(PROBLEMS[problem.code]) % dict(problem.params)
    return f"{_('Row')} {problem.row}: {sentence}" if problem.row else sentence
