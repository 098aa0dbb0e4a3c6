"""Official keys of municipalities and the register that lists them."""

from kommune.standards.ags.errors import RegisterError
from kommune.standards.ags.keys import (
    ags_from_ars,
    format_ags,
    format_ars,
    is_ags,
    is_ars,
    repair_ags,
    repair_ars,
)
from kommune.standards.ags.register import Place, read_register

__all__ = [
    "Place",
    "RegisterError",
    "ags_from_ars",
    "format_ags",
    "format_ars",
    "is_ags",
    "is_ars",
    "read_register",
    "repair_ags",
    "repair_ars",
]
