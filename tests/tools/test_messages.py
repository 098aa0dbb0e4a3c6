"""The catalogue tool finds every marked string and names what is wrong with a translation."""

import json
from pathlib import Path

import polib
import pytest

from tools import messages

PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
TITLE = _("Goals")
def sentence(count):
    if count:
        return ngettext("%(n)d goal", "%(n)d goals", count)
    return pgettext("month", "May") + _("two "
        "lines {x}")
"""
F_STRING = """
from django.utils.translation import gettext as _
def markup(n):
    return f"<p>{escape(_('Nobody said'))} {str(n)}</p>"
"""
TEMPLATE = """{% load i18n %}<div>
    <p title="{% translate "It's open" %}">
  {% blocktranslate trimmed count n=goals|length %}
      One goal of
      100 %
    {% plural %}{{ n }} goals{% endblocktranslate %}
  {# {% translate "commented out" %} #} {% include "x" with label=_("Label") %}
</p></div>
"""


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small source tree whose catalogue is empty."""
    (tmp_path / "strategy" / "templates").mkdir(parents=True)
    (tmp_path / "strategy" / "shapes.py").write_text(PYTHON)
    (tmp_path / "strategy" / "templates" / "goal.html").write_text(TEMPLATE)
    monkeypatch.setattr(messages, "SOURCE", tmp_path)
    monkeypatch.setattr(messages, "CATALOGUE", tmp_path / "locale" / "django.po")
    return tmp_path


def add(folder: Path, texts: dict[str, str | list[str]]) -> None:
    file = folder / "texts.json"
    file.write_text(json.dumps(texts))
    messages.add(file)


GERMAN: dict[str, str | list[str]] = {
    "Goals": "Ziele",
    "%(n)d goal": ["ein Ziel", "%(n)d Ziele"],
    "month\u0004May": "Mai",
    "two lines {x}": "zwei Zeilen {x}",
    "It's open": "Offen",
    "One goal of 100 %%": ["Ein Ziel von 100 %%", "%(n)s Ziele"],
    "Label": "Beschriftung",
}


def test_strings_inside_f_strings_are_found(source: Path) -> None:
    (source / "strategy" / "drawing.py").write_text(F_STRING)
    assert ("Nobody said", "") in messages.find_messages(source)


def test_strings_of_code_and_templates_come_into_the_catalogue(source: Path) -> None:
    messages.extract(prune=False)
    entries = [(entry.msgid, entry.msgid_plural, entry.msgctxt) for entry in messages.read_catalogue()]
    assert entries == [
        ("%(n)d goal", "%(n)d goals", None),
        ("Goals", "", None),
        ("It's open", "", None),
        ("Label", "", None),
        ("May", "", "month"),
        ("One goal of 100 %%", "%(n)s goals", None),
        ("two lines {x}", "", None),
    ]


def test_a_complete_catalogue_has_no_problems_and_compiles(source: Path) -> None:
    add(source, GERMAN)
    messages.extract(prune=True)
    assert messages.find_problems() == []
    messages.compile_catalogue()
    compiled = polib.mofile(str(source / "locale" / "django.mo"))
    german = compiled.find("May", msgctxt="month")
    assert german is not None
    assert german.msgstr == "Mai"


def test_a_text_added_before_its_code_survives_until_it_is_pruned(source: Path) -> None:
    add(source, {**GERMAN, "later": "später"})
    messages.extract(prune=False)
    assert messages.find_problems() == ["unused: 'later' (no source has it; extract --prune removes it)"]
    messages.extract(prune=True)
    assert messages.find_problems() == []


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"Goals": ""}, "untranslated: 'Goals' (strategy/shapes.py)"),
        ({"two lines {x}": "zwei Zeilen {y}"}, "placeholders: 'two lines {x}': 'zwei Zeilen {y}'"),
        ({"%(n)d goal": ["ein Ziel", "viele Ziele"]}, "placeholders: '%(n)d goal': 'viele Ziele'"),
        ({"%(n)d goal": "%(n)d Ziel"}, "untranslated: '%(n)d goal' (strategy/shapes.py)"),
    ],
)
def test_a_wrong_translation_is_named(source: Path, wrong: dict[str, str | list[str]], problem: str) -> None:
    add(source, {**GERMAN, **wrong})
    messages.extract(prune=True)
    assert messages.find_problems() == [problem]


def test_a_string_that_was_never_extracted_is_named(source: Path) -> None:
    add(source, {key: text for key, text in GERMAN.items() if key != "Goals"})
    assert "missing: 'Goals' (strategy/shapes.py)" in messages.find_problems()


def test_a_fuzzy_text_is_named(source: Path) -> None:
    add(source, GERMAN)
    messages.extract(prune=True)
    catalogue = messages.read_catalogue()
    catalogue[1].flags.append("fuzzy")
    catalogue.save(str(messages.CATALOGUE))
    assert messages.find_problems() == ["fuzzy or obsolete: 'Goals'"]
