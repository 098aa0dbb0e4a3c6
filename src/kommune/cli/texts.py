"""Translates what the command line says, from the product's own catalogue and without Django."""

import gettext as catalogues
import os
from functools import cache
from pathlib import Path

LOCALE_FOLDER = Path(__file__).resolve().parent.parent / "project" / "locale"
VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def gettext(text: str) -> str:
    """The text in the language of the terminal: German where the environment says so, else English."""
    return _catalogue(language()).gettext(text) if text else ""


def language() -> str:
    """'de' or 'en', from the environment of the terminal."""
    wanted = next((os.environ[name] for name in VARIABLES if os.environ.get(name)), "")
    return "de" if wanted.lower().startswith("de") else "en"


@cache
def _catalogue(wanted: str) -> catalogues.NullTranslations:
    return catalogues.translation("django", str(LOCALE_FOLDER), languages=[wanted], fallback=True)
