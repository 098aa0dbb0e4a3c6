"""Tables of towns, units, people and the register; parents for town-owned tables of other apps."""

from kommune.municipalities.models.owned import Released, TownManager, TownObject, TownOwned, released_for
from kommune.municipalities.models.places import (
    Invitation,
    Membership,
    Municipality,
    PlaceType,
    RegisterPlace,
    Unit,
)
from kommune.municipalities.models.sent_forms import SentForm
from kommune.municipalities.models.tokens import ApiToken, KeptAnswer

__all__ = [
    "ApiToken",
    "Invitation",
    "KeptAnswer",
    "Membership",
    "Municipality",
    "PlaceType",
    "RegisterPlace",
    "Released",
    "SentForm",
    "TownManager",
    "TownObject",
    "TownOwned",
    "Unit",
    "released_for",
]
