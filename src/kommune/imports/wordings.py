"""Sentences for the codes of refused files, problems and notes."""

from collections.abc import Mapping

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kommune.imports.registry import wings
from kommune.imports.shapes import Text

REFUSALS: dict[str, Text] = {
    "too_large": gettext_lazy("The file is too large. Divide it, or save it without pictures."),
    "empty_file": gettext_lazy("The file is empty. Choose another one."),
    "no_data": gettext_lazy("Every sheet of the file is empty."),
    "not_a_spreadsheet": gettext_lazy("This is not a spreadsheet. XLSX, ODS and CSV can be read."),
    "old_excel_format": gettext_lazy(
        'This is a file of an old Excel (.xls). Open it and save it as "Excel workbook (.xlsx)".'
    ),
    "unsupported_format": gettext_lazy(
        'This binary Excel format (.xlsb) is not read. Save it as "Excel workbook (.xlsx)".'
    ),
    "password_protected": gettext_lazy(
        "The file is protected by a password. Save it without password and upload it again."
    ),
    "macro_file": gettext_lazy(
        'The file holds macros, which are never accepted. Save it as "Excel workbook (.xlsx)" without macros.'
    ),
    "zip_bomb": gettext_lazy(
        "The file unpacks to far more than a list of this kind holds and was not opened."
    ),
    "unsafe_xml": gettext_lazy(
        "The file holds instructions that do not belong into a spreadsheet and was not opened."
    ),
    "damaged": gettext_lazy(
        "The file is damaged or incomplete. Open it, save it again and upload it once more."
    ),
    "wrong_encoding": gettext_lazy(
        'The characters of the file cannot be read. Save it as "CSV UTF-8" or as XLSX.'
    ),
    "unclosed_quote": gettext_lazy(
        "A quotation mark is opened in the file and never closed. Save the list as XLSX."
    ),
    "cell_too_long": gettext_lazy("A cell holds more text than can be read. Shorten it."),
    "too_many_sheets": gettext_lazy("The file has more sheets than are read (%(limit)s)."),
    "too_many_rows": gettext_lazy("A sheet has more rows than are read (%(limit)s). Divide the list."),
    "too_many_columns": gettext_lazy("A sheet has more columns than are read (%(limit)s)."),
    "too_many_cells": gettext_lazy("A sheet has more cells than are read (%(limit)s). Divide the list."),
}

PROBLEMS: dict[str, Text] = {
    "required_missing": gettext_lazy("The title is missing."),
    "too_long": gettext_lazy(
        "The text has %(found)s characters; %(limit)s fit. Nothing is cut off by itself."
    ),
    "number_out_of_range": gettext_lazy('"%(text)s" does not lie between %(smallest)s and %(largest)s.'),
    "number_became_date": gettext_lazy(
        'Excel made a date of this number ("%(text)s"). Type the number as it should be.'
    ),
    "formula_without_value": gettext_lazy(
        "The cell holds a formula without a stored result. "
        "Open the file in Excel and save it, or type the value."
    ),
    "missing_parent": gettext_lazy('"%(text)s", to which this row belongs, does not exist.'),
    "hierarchy_cycle": gettext_lazy("These rows lie below one another in a circle: %(members)s."),
    "not_a_date": gettext_lazy('"%(text)s" is not a date.'),
    "no_such_date": gettext_lazy('There is no such date: "%(text)s".'),
    "date_out_of_range": gettext_lazy('The date "%(text)s" is too far away.'),
    "not_yes_or_no": gettext_lazy('"%(text)s" is neither yes nor no.'),
    "unknown_choice": gettext_lazy('"%(text)s" is not known here. Possible: %(choices)s.'),
    "ambiguous_choice": gettext_lazy('"%(text)s" may mean several things: %(choices)s.'),
    "not_a_number": gettext_lazy('"%(text)s" is not a number.'),
    "not_an_integer": gettext_lazy('"%(text)s" is not a whole number.'),
    "not_money": gettext_lazy('"%(text)s" is not an amount of money.'),
    "money_range": gettext_lazy('"%(text)s" is a range. Choose one amount.'),
    "money_negative": gettext_lazy(
        '"%(text)s" is negative. Costs are entered without sign; income does not belong here.'
    ),
    "money_too_large": gettext_lazy('"%(text)s" is more money than can be meant.'),
    "not_a_percentage": gettext_lazy('"%(text)s" is not a percentage.'),
    "percent_out_of_range": gettext_lazy('"%(text)s" does not lie between 0 and 100 per cent.'),
    "unknown_strength": gettext_lazy(
        '"%(text)s" is not a strength. Possible: 0 to 3, x, +, ++, high, medium, low.'
    ),
    "strength_out_of_range": gettext_lazy('"%(text)s" lies outside the scale of strengths.'),
    "duplicate_row": gettext_lazy("The same object stands in row %(other)s already."),
}

NOTES: dict[str, Text] = {
    "total_row": gettext_lazy("The row looks like a sum and is left out."),
    "repeated_head": gettext_lazy("The row repeats the headings and is left out."),
    "hidden_row": gettext_lazy("The row is hidden in the file; it is read all the same."),
    "ongoing": gettext_lazy('"%(text)s" read as: no end.'),
    "choice_by_prefix": gettext_lazy('"%(text)s" understood as %(read)s.'),
    "from_serial_number": gettext_lazy('"%(text)s" read as the day %(read)s.'),
    "approximate": gettext_lazy('"%(text)s" read as %(read)s.'),
    "rounded_to_cent": gettext_lazy('"%(text)s" rounded to %(read)s.'),
    "fraction_as_percent": gettext_lazy('"%(text)s" read as %(read)s.'),
}


def refusal(code: str, params: Mapping[str, str | int]) -> str:
    """Why a file is not read and what to do, as a sentence."""
    template = str(REFUSALS.get(code, REFUSALS["damaged"]))
    limit = params.get("limit")
    return template % {"limit": number_format(limit, use_l10n=True) if limit is not None else ""}


def sentence(code: str, text: str, params: Mapping[str, str]) -> str:
    """What a problem or note says."""
    template = PROBLEMS.get(code) or NOTES.get(code)
    for wing in wings():
        template = template or wing.sentences.get(code)
    filled = _Filled({"text": text, **params})
    return str(template or _('"%(text)s" read as %(read)s.')) % filled


class _Filled(dict[str, str]):
    """Parameters where a missing one is an empty text."""

    def __missing__(self, key: str) -> str:
        return ""
