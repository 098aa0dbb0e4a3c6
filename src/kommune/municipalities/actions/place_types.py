"""Taking in the table of types of towns and districts, all or nothing."""

from typing import BinaryIO

from django.db import transaction
from django.utils.translation import gettext as _

from kommune.accounts.public import Person
from kommune.municipalities.errors import NotAnOperator, TypesUnreadable
from kommune.municipalities.models import PlaceType
from kommune.standards.ags import TypesError, TypesProblem, read_types
from kommune.standards.spreadsheets import SpreadsheetError

BATCH_SIZE = 500


def replace_types(*, by: Person, stream: BinaryIO, filename: str) -> int:
    """Replace the types by an uploaded table and return how many towns it holds.

    Raises ``TypesUnreadable`` with a sentence per wrong cell; the old types then stay.
    """
    if not by.is_operator:
        raise NotAnOperator
    try:
        found = read_types(stream, filename=filename)
    except SpreadsheetError as error:
        raise TypesUnreadable([_("The file cannot be read as a table.")]) from error
    except TypesError as error:
        raise TypesUnreadable(sentences_for(error)) from error
    rows = [
        PlaceType(
            key=one.key, name=one.name[:200], settlement=one.settlement, growth=one.growth, difu=one.difu,
            district_type=one.district_type,
        )
        for one in found
    ]  # fmt: skip
    with transaction.atomic():
        PlaceType.objects.all().delete()
        PlaceType.objects.bulk_create(rows, batch_size=BATCH_SIZE)
    return sum(len(one.key) == 8 for one in found)


def sentences_for(error: TypesError) -> list[str]:
    """What is wrong with the file, cell by cell."""
    if not error.problems:
        return [_("This is not the table of types: it needs a key of the town and the column “Gemeindetyp”.")]
    return [sentence_for(problem) for problem in error.problems]


def sentence_for(problem: TypesProblem) -> str:
    """What is wrong with one cell, and where it stands."""
    reasons = {
        "bad_key": _("this is no official key"),
        "doubled_key": _("this key stands twice"),
        "unknown_settlement": _("this kind of settlement is unknown"),
        "unknown_growth": _("this kind of growth is unknown"),
        "unknown_type": _("this type is unknown"),
    }
    return _("Sheet “%(sheet)s”, row %(row)d, column “%(column)s”: %(reason)s (“%(found)s”).") % {
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "reason": reasons[problem.code],
        "found": problem.found,
    }
