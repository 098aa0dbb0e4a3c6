"""The shell: it stands without a town or a person, and error pages say what to do."""

import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.template import engines
from django.template.loader import get_template
from django.test import RequestFactory
from django.utils import translation

PAGE = """{% extends "foundation/page.html" %}{% block heading %}Question{% endblock %}"""


def page(**context: Any) -> str:
    with translation.override("en"):
        rendered: str = engines["django"].from_string(PAGE).render(context)
    return rendered


def test_the_shell_stands_without_any_context() -> None:
    markup = page()
    assert "<h1>Question</h1>" in markup
    assert "search-dialog" not in markup
    assert 'id="wings"' not in markup


def test_wings_may_stand_in_groups_and_show_what_waits() -> None:
    items = [
        {"label": "Findings", "url": "/f", "icon": "finding", "count": 14, "current": True},
        {"label": "Papers", "url": "/p", "icon": "document", "count": 0},
    ]
    for navigation in (items, [{"label": "Town", "entries": items}]):
        markup = page(navigation=navigation)
        assert re.search(r'href="/f" aria-current="page"', markup)
        assert markup.count("wings__count") == 1
        assert markup.count("<ul>") >= 1


def test_names_of_towns_and_people_stay_text() -> None:
    attack = "<script>alert(1)</script>"
    markup = page(town=SimpleNamespace(name=attack, slug="x"), crumbs=[(attack, attack)])
    assert "<script>alert" not in markup


def test_nothing_on_a_page_breaks_the_content_policy() -> None:
    markup = page(navigation=[{"label": "A", "url": "/a"}], search_url="/s", help_url="/h")
    assert not re.search(r"\sstyle=", markup)
    assert not re.search(r"\son[a-z]+=", markup)
    assert re.findall(r"<script[^>]*>(.*?)</script>", markup, re.S) == [""]
    assert '"allowEval":false' in markup


@pytest.mark.parametrize("status", ["400", "403", "404", "500"])
def test_an_error_page_says_what_happened_and_what_to_do(status: str) -> None:
    with translation.override("en"):
        bare = get_template(f"{status}.html").render({})
        full = get_template(f"{status}.html").render({"sentence": "Ask A."}, RequestFactory().get("/"))
    assert bare.count("<h1>") == 1
    assert 'href="/"' in bare
    assert "Ask A." in full
