"""Official municipality keys: AGS with 8 digits, regional key ARS with 12."""

import re
from typing import Literal

from kommune.standards.ags.errors import RegisterError

TownKind = Literal["district_free", "district_town", "association_town", "no_town"]
_STATES = range(1, 17)


def is_ags(text: str) -> bool:
    """Say whether a text is an AGS: 8 digits that begin with a federal state 01 to 16."""
    return bool(re.fullmatch(r"[0-9]{8}", text)) and int(text[:2]) in _STATES


def is_ars(text: str) -> bool:
    """Say whether a text is an ARS: 12 digits that begin with a federal state 01 to 16."""
    return bool(re.fullmatch(r"[0-9]{12}", text)) and int(text[:2]) in _STATES


def ags_from_ars(ars: str) -> str:
    """Return the AGS inside an ARS: all digits but the four of the association. Raises RegisterError
    `bad_ars`.
    """
    if not is_ars(ars):
        raise RegisterError("bad_ars", "Not a regional key of 12 digits", text=ars)
    return ars[:5] + ars[9:]


def town_kind(ars: str) -> TownKind:
    """Return what kind of town a regional key names.

    district_free: a town in no district (000 at the end, no association); association_town: a member of a
    Verbandsgemeinde, Samtgemeinde, Amt or Verwaltungsgemeinschaft (association from 5000); no_town: an area
    that belongs to no town (association from 9000); district_town: all others. Raises RegisterError
    `bad_ars`.
    """
    if not is_ars(ars):
        raise RegisterError("bad_ars", "Not a regional key of 12 digits", text=ars)
    association = ars[5:9]
    if association[0] == "9":
        return "no_town"
    if association[0] == "5":
        return "association_town"
    return "district_free" if association == "0000" and ars[9:] == "000" else "district_town"


def format_ags(ags: str) -> str:
    """Return an AGS in its four groups: '05 5 15 000'. Raises RegisterError `bad_ags`."""
    if not is_ags(ags):
        raise RegisterError("bad_ags", "Not a municipality key of 8 digits", text=ags)
    return f"{ags[:2]} {ags[2]} {ags[3:5]} {ags[5:]}"


def format_ars(ars: str) -> str:
    """Return an ARS in its five groups: '05 5 15 0000 000'. Raises RegisterError `bad_ars`."""
    if not is_ars(ars):
        raise RegisterError("bad_ars", "Not a regional key of 12 digits", text=ars)
    return f"{ars[:2]} {ars[2]} {ars[3:5]} {ars[5:9]} {ars[9:]}"


def repair_ags(value: str | int) -> str:
    """Return the AGS that a spreadsheet made a number of, or a person typed with spaces: 1001000 becomes
    '01001000'.

    Raises RegisterError `bad_ags`.
    """
    return _repaired(value, 8, "bad_ags")


def repair_ars(value: str | int) -> str:
    """Return the ARS with its leading zero and without spaces. Raises RegisterError `bad_ars`."""
    return _repaired(value, 12, "bad_ars")


def _repaired(value: str | int, length: int, code: str) -> str:
    digits = re.sub(r"[\s\u200b.\-/]", "", str(value))
    key = digits.zfill(length) if len(digits) == length - 1 else digits
    if not (re.fullmatch(rf"[0-9]{{{length}}}", key) and int(key[:2]) in _STATES):
        raise RegisterError(code, f"Not a key of {length} digits", text=str(value))
    return key
