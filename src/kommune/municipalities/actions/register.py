"""Taking in the official register of municipalities, all or nothing."""

from decimal import Decimal
from typing import BinaryIO

from django.db import transaction
from django.utils.translation import gettext as _

from kommune.accounts.public import Person
from kommune.municipalities.errors import NotAnOperator, RegisterUnreadable
from kommune.municipalities.models import RegisterPlace
from kommune.municipalities.queries import folded_name
from kommune.standards.ags import Place, RegisterError, read_register

TOWN_KIND = 60
BATCH_SIZE = 500


def replace_register(*, by: Person, stream: BinaryIO, state_as_of: str = "") -> int:
    """Replace the register by an uploaded extract and return how many towns it holds.

    Raises ``RegisterUnreadable`` with the line that is wrong; the old register then stays.
    """
    if not by.is_operator:
        raise NotAnOperator
    try:
        places = [row_from(place, state_as_of) for place in read_register(stream) if place.kind == TOWN_KIND]
    except RegisterError as error:
        raise RegisterUnreadable(sentence_for(error)) from error
    if not places:
        raise RegisterUnreadable(_("The file holds no towns."))
    with transaction.atomic():
        RegisterPlace.objects.all().delete()
        RegisterPlace.objects.bulk_create(places, batch_size=BATCH_SIZE)
    return len(places)


def row_from(place: Place, state_as_of: str) -> RegisterPlace:
    """The row of one place of the register."""
    return RegisterPlace(
        ags=place.ags, ars=place.ars, name=place.name, name_folded=folded_name(place.name),
        postcode=place.postcode or "", population=place.population, area_km2=place.area_km2,
        longitude=_degrees(place.longitude), latitude=_degrees(place.latitude),
        urbanisation=place.urbanisation, state_as_of=state_as_of[:20],
    )  # fmt: skip


def _degrees(angle: Decimal | None) -> float | None:
    return None if angle is None else float(angle)


def sentence_for(error: RegisterError) -> str:
    """What is wrong with the file, and in which line."""
    reasons = {
        "wrong_encoding": _("The file is not stored as UTF-8."),
        "not_the_register": _("This is not the register: its columns are missing."),
        "bad_kind": _("The kind of place is unknown."),
        "bad_key": _("The official key is not complete."),
        "bad_number": _("A number cannot be read."),
        "missing_name": _("The name is missing."),
        "short_line": _("The line has too few columns."),
    }
    reason = reasons.get(error.code, _("The file cannot be read."))
    if not error.line:
        return reason
    return _("Line %(line)d: %(reason)s") % {"line": error.line, "reason": reason}
