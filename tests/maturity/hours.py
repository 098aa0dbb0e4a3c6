"""A guided hour answered as a small town would, for the tests of this folder."""

from typing import Any
from uuid import UUID

from kommune.maturity.actions.hours import save_step, start_hour
from kommune.municipalities.public import Viewer

ANSWERS: dict[str, dict[str, Any]] = {
    "position": {
        "staff": {"chosen": ["aside"]},
        "money": {"chosen": ["none"], "guess": True},
        "tools": {"chosen": ["mail", "drive"]},
        "services": {"chosen": ["unknown"]},
        "paper": {"chosen": ["invoices", "post"]},
    },
    "goals": {
        "goals": {"lines": ["Familien entlasten", "Ortsteile lebendig halten"]},
        "direction": {"chosen": ["digital_first"]},
    },
    "pains": {
        "pains": {"chosen": ["versions", "retyping"]},
        "pain_words": {"lines": ["Jeder Antrag wird zweimal getippt."]},
    },
    "people": {"asked": {"asked": {"personalrat": "2027-02-01", "it": ""}}},
    "measures": {
        "measures": {
            "measures": [
                {"key": "shared_document", "title": "Ein Dokument für alle Ratsvorlagen"},
                {"key": "", "title": "Formular für den Hund"},
            ]
        }
    },
    "next": {"next": {"what": "Personalrat fragen", "on": "2027-02-01"}},
}


def answered_hour(lead: Viewer, **instead: dict[str, Any]) -> UUID:
    """An hour with all steps saved; ``instead`` replaces the answers of single steps."""
    hour_id = start_hour(by=lead)
    for key, answers in {**ANSWERS, **instead}.items():
        save_step(by=lead, hour_id=hour_id, key=key, version=None, answers=answers)
    return hour_id
