"""Official keys of municipalities and the register that lists them."""

from kommune.standards.ags.errors import RegisterError
from kommune.standards.ags.keys import (
    TownKind,
    ags_from_ars,
    format_ags,
    format_ars,
    is_ags,
    is_ars,
    repair_ags,
    repair_ars,
    town_kind,
)
from kommune.standards.ags.register import Place, read_register
from kommune.standards.ags.types import PlaceType, TypesError, TypesProblem, read_types

__all__ = [
    "Place",
    "PlaceType",
    "RegisterError",
    "TownKind",
    "TypesError",
    "TypesProblem",
    "ags_from_ars",
    "format_ags",
    "format_ars",
    "is_ags",
    "is_ars",
    "read_register",
    "read_types",
    "repair_ags",
    "repair_ars",
    "town_kind",
]
