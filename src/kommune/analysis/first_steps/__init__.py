"""First steps that pay at once: the catalogue as data, and which of them make sense in this town."""

from kommune.analysis.first_steps.catalogue import load_catalogue, read_catalogue
from kommune.analysis.first_steps.choosing import NEED_ENOUGH, NEED_SLIGHT, choose_steps
from kommune.analysis.first_steps.shapes import (
    TOPICS,
    Against,
    Choice,
    Evidence,
    FirstStep,
    Precondition,
    Reason,
    Verdict,
)

__all__ = [
    "NEED_ENOUGH",
    "NEED_SLIGHT",
    "TOPICS",
    "Against",
    "Choice",
    "Evidence",
    "FirstStep",
    "Precondition",
    "Reason",
    "Verdict",
    "choose_steps",
    "load_catalogue",
    "read_catalogue",
]
