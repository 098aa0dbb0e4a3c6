"""The field's words explain themselves where they first stand, and are the words of the glossary."""

import re
from pathlib import Path

import pytest
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.utils import translation

from kommune.foundation.terms import Term, registered_terms
from kommune.municipalities.public import Viewer
from tests.towns import SmallStrategy
from tests.workbench.conftest import Browser

GLOSSARY = Path(__file__).resolve().parents[2] / "docs" / "glossary.md"


def rows_of_the_glossary() -> list[tuple[list[str], list[str], str]]:
    cells = [line.strip("| ").split(" | ") for line in GLOSSARY.read_text().splitlines() if line[:2] == "| "]
    without_range = [(re.sub(r" \(.*?\)", "", english), german, what) for english, german, what in cells]
    return [(english.split(", "), german.split(", "), what) for english, german, what in without_range]


@pytest.mark.parametrize("term", registered_terms(), ids=lambda term: term.key)
def test_a_word_means_on_the_screen_what_the_glossary_says(term: Term) -> None:
    with translation.override("en"):
        word, meaning = str(term.word).lower(), str(term.meaning).rstrip(".")
    with translation.override("de"):
        german = str(term.word)
    found = [row for row in rows_of_the_glossary() if word in row[0]]
    assert [(german in row[1], row[2]) for row in found] == [(True, meaning[0].lower() + meaning[1:])]


@pytest.fixture
def page_of(lead: Viewer, small: SmallStrategy, browser_of: Browser) -> Client:
    return browser_of(lead)


def meanings(page: str) -> list[str]:
    return re.findall(r'popover class="term__meaning" id="term-([a-z_]+)"', page)


def test_words_are_explained_where_they_matter(page_of: Client, small: SmallStrategy) -> None:
    pages = {
        "/probe/work/strategy/": ["city_strategy", "digital_strategy", "sector_strategy"],
        "/probe/work/strategy/proof/": ["goal", "measure"],
        f"/probe/work/strategy/measures/{small.online}/": ["contribution", "status_report"],
        "/probe/work/town/ladder/": ["release"],
    }
    assert {path: meanings(page_of.get(path).content.decode()) for path in pages} == pages


def test_a_word_is_explained_once_on_a_page_and_opens_what_it_points_to() -> None:
    text = '{% load foundation %}{% term "goal" %} {% term "goal" "Ziele" %} {% term "measure" %}'
    request = RequestFactory().get("/")
    with translation.override("de"):
        page = Template(text).render(Context({"request": request, "help_url": "/hilfe/"}))
    assert meanings(page) == ["goal", "measure"]
    assert re.findall(r'popovertarget="term-([a-z_]+)"', page) == ["goal", "measure"]
    assert "</span> Ziele <button" in page
    assert "Etwas, das erreicht werden soll." in page
    assert 'href="/hilfe/woerter/#goal"' in page


def test_the_help_shows_every_word(page_of: Client) -> None:
    page = page_of.get("/probe/work/help/woerter/").content.decode()
    assert re.findall(r'<div id="([a-z_]+)"><dt>', page) == [term.key for term in registered_terms()]
