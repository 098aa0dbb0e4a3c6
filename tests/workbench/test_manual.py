"""The manual speaks of what is there: its labels stand on the screen, its pictures are shipped and shown."""

import re
from importlib.resources import files
from pathlib import Path

import polib
import pytest
from django.contrib.staticfiles import finders

import kommune.project

MANUAL = {one.name: one.read_text("utf-8") for one in files("kommune.workbench").joinpath("manual").iterdir()}
CATALOGUE = Path(kommune.project.__file__).parent / "locale" / "de" / "LC_MESSAGES" / "django.po"
LABEL = re.compile(r"(?<!\*)\*([^*\n]+)\*(?!\*)")
PICTURE = re.compile(r"!\[([^\]]*)\]\(/static/([^)]+)\)")


@pytest.mark.parametrize("page", sorted(MANUAL))
def test_what_the_manual_names_in_italics_stands_on_the_screen(page: str) -> None:
    shown = {
        text
        for entry in polib.pofile(str(CATALOGUE))
        for text in (entry.msgstr, *entry.msgstr_plural.values())
    }
    labels = {label.rstrip(":.") for label in LABEL.findall(MANUAL[page])}
    assert labels - {text.rstrip(":.") for text in shown} == set()


def test_every_picture_of_the_manual_is_shipped_and_described_and_none_lies_about() -> None:
    used = {place: words for text in MANUAL.values() for words, place in PICTURE.findall(text)}
    assert {place for place, words in used.items() if not words or finders.find(place) is None} == set()
    folder = files("kommune.workbench").joinpath("static", "workbench", "manual")
    assert {f"workbench/manual/{one.name}" for one in folder.iterdir()} == set(used)
