"""The template check names inline code, unescaped text and words that bypass the catalogue."""

from pathlib import Path

import pytest

from tools.templates import faults_of


def faults(folder: Path, source: str) -> list[str]:
    template = folder / "page.html"
    template.write_text(source)
    return list(faults_of(template))


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("<p>\n<style>p {}</style>", "line 2: an inline style sheet"),
        ('<p style="color: red">', "line 1: an inline style,"),
        ('<a onclick="go()">', "line 1: an inline handler"),
        ('<a hx-on:click="go()">', "line 1: hx-on evaluates"),
        ("<script>go()</script>", "line 1: an inline script"),
        ("{{ name|safe }}", "line 1: |safe lets"),
        ("{% autoescape off %}", "line 1: autoescape off"),
        ("<p>\n\nGoals</p>", "line 3: 'Goals' does not go through the catalogue"),
        ("{% if goals %}{{ n }} goals{% endif %}", "line 1: 'goals' does not go"),
        ('<button title="Save">', "line 1: 'Save' does not go"),
        ('<input placeholder="Name {{ n }}">', "does not go through the catalogue"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, source: str, fault: str) -> None:
    found = faults(tmp_path, source)
    assert [line for line in found if fault in line], found


@pytest.mark.parametrize(
    "source",
    [
        '<a class="button" href="/goals">{% translate "Goals" %}</a>',
        "{% blocktranslate count n=n %}One goal{% plural %}{{ n }} goals{% endblocktranslate %}",
        "{# A page about goals #}{% comment %}Old words{% endcomment %}<!-- words -->",
        '<input placeholder="{% translate "Name" %}">',
        "<script src=\"{% static 'app.js' %}\" defer></script>",
        "<p>&nbsp;·&hellip; {{ goal.name }} 100 %</p>",
        "{% block body_class %}dense{% endblock %}<title>Kommune Digital</title>",
    ],
)
def test_a_sound_template_has_no_fault(tmp_path: Path, source: str) -> None:
    assert faults(tmp_path, source) == []
