"""Writes every component on pages to look at: `python -m tests.foundation.gallery FOLDER` (the look's own test bed)."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import django
from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import path
from django.utils import translation
from django.utils.safestring import SafeString

MEASURES = (
    ("M01", "Online-Terminvergabe für das Bürgerbüro", "Bürgerdienste", "good", "in Umsetzung", 80_000, date(2026, 3, 1)),
    ("M02", "Bürgerbüro nur noch online", "Bürgerdienste", "bad", "beschlossen", 240_000, date(2026, 9, 1)),
    ("M03", "Elektronische Akte in allen Ämtern, eingeführt Amt für Amt und begleitet von Schulungen, Sprechstunden "
     "und festen Ansprechpersonen in jedem Sachgebiet, damit niemand allein gelassen wird", "Zentrale Dienste", "warn",
     "in Umsetzung", 1_240_000, date(2025, 1, 1)),
    ("M04", "Digitale Lesepaten in der Stadtbücherei", "Kultur", "none", "Idee", None, None),
    ("M05", "WLAN an allen Schulen", "Schule und Sport", "good", "im Betrieb", 415_000, date(2024, 8, 1)),
    ("M06", "Sensoren für freie Parkplätze <script>alert(1)</script>", None, "none", "geprüft", None, date(2027, 1, 1)),
)
PAGES = {}


@dataclass
class Measure:
    """A row as a wing would hand it over."""

    pk: int
    number: str
    title: str
    unit: str | None
    tone: str
    phase: str
    cost: int | None
    start: date | None


class Note(str):
    """A person or a message: a text with the attributes that the shell asks for."""

    is_authenticated = True
    level_tag = "success"


class Rows(list[Measure]):
    """As much of a QuerySet as the table asks for."""

    def count(self, *_: Any) -> int:
        return len(self)

    def filter(self, **_: Any) -> "Rows":
        return self

    def order_by(self, *_: Any) -> "Rows":
        return self

    def __getitem__(self, key: Any) -> Any:
        found = list.__getitem__(self, key)
        return Rows(found) if isinstance(key, slice) else found


def configure() -> None:
    """Settings that need nothing but the foundation."""
    settings.configure(
        SECRET_KEY="gallery", USE_TZ=True, LANGUAGE_CODE="de", USE_THOUSAND_SEPARATOR=True, STATIC_URL="static/",
        LANGUAGES=[("de", "Deutsch"), ("en", "English")], ROOT_URLCONF="tests.foundation.gallery",
        LOCALE_PATHS=[Path(__file__).resolve().parents[2] / "src/kommune/project/locale"],
        INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.staticfiles", "kommune.foundation"],
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": {
            "context_processors": ["django.template.context_processors.request"]}}],
    )
    django.setup()


def shell(page: str) -> dict[str, Any]:
    """What the product's context processor provides."""
    entries = [("Überblick", "home", 0), ("Befunde", "finding", 14), ("Strategie", "strategy", 0),
               ("Maßnahmen", "measure", 3), ("Menschen", "people", 0), ("Papiere", "document", 0)]
    return {
        "town": SimpleNamespace(name="Musterstadt", slug="musterstadt"),
        "user": Note("a.petersen@musterstadt.example"),
        "navigation": [
            {"label": label, "icon": icon, "count": count, "url": f"#{icon}", "current": label == page}
            for label, icon, count in entries
        ],
        "search_url": "/suche", "help_url": "/hilfe", "home_url": "/",
        "account_menu": [{"label": "Mein Konto", "url": "/konto", "icon": "person"},
                         {"label": "Abmelden", "url": "/ab", "post": True, "icon": "arrow"}],
        "public_links": [{"label": "Impressum", "url": "#i"}, {"label": "Datenschutz", "url": "#d"},
                         {"label": "Barrierefreiheit", "url": "#b"}],
    }


class MeasureForm(forms.Form):
    """One field of every kind."""

    title = forms.CharField(label="Titel", help_text="Kurz und ohne Abkürzungen, so wie es im Beschluss steht.")
    unit = forms.ChoiceField(label="Federführung", choices=[("", "bitte wählen"), ("1", "Bürgerdienste")])
    start = forms.DateField(label="Beginn", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    cost = forms.IntegerField(label="Kosten 2026 in Euro", required=False)
    benefit = forms.CharField(label="Nutzen für die Beschäftigten", widget=forms.Textarea, required=False)
    phase = forms.ChoiceField(label="Phase", widget=forms.RadioSelect, choices=[("a", "Idee"), ("b", "beschlossen")])
    kinds = forms.MultipleChoiceField(label="Dient", widget=forms.CheckboxSelectMultiple, required=False,
                                      choices=[("t", "Technik"), ("k", "Kultur und Arbeitsweise")])
    duty = forms.BooleanField(label="Gesetzliche Pflicht", required=False)
    paper = forms.FileField(label="Vorlage der Stadt", required=False, help_text="DOCX, höchstens 5 MB.")


def build_table(request: Any) -> Any:
    """The list of measures."""
    from kommune.foundation.tables import BulkAction, Column, Filter, Table
    from kommune.foundation.templatetags.components import state

    rows = Rows(Measure(number, *values) for number, values in enumerate(MEASURES * 12, start=1))
    return Table(
        request, rows,  # type: ignore[arg-type]  # the gallery has no database
        [
            Column("title", "Maßnahme", "title", sort=("title",)),
            Column("number", "Nr.", "number", sort=("number",), priority=3),
            Column("state", "Stand", lambda row: state(row.tone), sort=("tone",)),
            Column("phase", "Phase", "phase", priority=2),
            Column("unit", "Federführung", "unit", sort=("unit",), priority=2),
            Column("start", "Beginn", "start", sort=("start",), priority=3, align="end"),
            Column("cost", "Kosten in €", "cost", sort=("cost",), align="end"),
        ],
        caption="Maßnahmen", default_sort="title", page_size=18, row_url=lambda row: f"/m/{row.pk}",
        search=lambda rows, text: rows,
        filters=[
            Filter("phase", "Phase", "multi", [("a", "Idee"), ("b", "beschlossen"), ("c", "in Umsetzung")]),
            Filter("unit", "Federführung", "choice", [("1", "Bürgerdienste"), ("2", "Kultur")]),
            Filter("duty", "Gesetzliche Pflicht", "boolean"),
        ],
        bulk_actions=[BulkAction("phase", "Phase setzen", "/m/bulk", [("a", "Idee"), ("b", "beschlossen")])],
    )


def contexts() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Name, template text and context of every page of the gallery."""
    from kommune.foundation.charts import Bar, BarChart, Part, ShareChart
    from kommune.foundation.templatetags.components import figure

    request = RequestFactory().get("/massnahmen?phase=c&unit=1&page=2")
    yield "table", TABLE, {"request": request, "table": build_table(request), **shell("Maßnahmen"),
                           "crumbs": [("Strategie", "/s"), ("Maßnahmen", "")]}
    form = MeasureForm({"title": "", "phase": "x", "unit": ""})
    stale = SimpleNamespace(sentence="Frau Petersen hat um 10:14 Uhr gespeichert.", differences={
        "Nutzen": ("Spart Wartezeit im Bürgerbüro.", "Spart Wartezeit und entlastet den Tresen.")})
    yield "form", FORM, {"form": form, "stale": stale, "cancel_url": "/m", **shell("Maßnahmen"),
                         "crumbs": [("Maßnahmen", "/m"), ("Bearbeiten", "")]}
    sentences = [
        SafeString(f"Für {figure('5 von 24 Stadtzielen', '/f/1')} arbeitet nichts Digitales."),
        SafeString(f"{figure('41 %', '/f/2')} des Geldes dienen keinem Ziel."),
        SafeString("‚Bürgerbüro nur online‘ arbeitet gegen ‚Teilhabe im Alter‘."),
    ]
    bars = BarChart("geld", "Geld je Stadtziel", "Am meisten Geld, 1.240.000 €, dient dem Ziel „Verwaltung, die "
                    "schnell und freundlich ist“.", "Kosten", [
        Bar("Verwaltung, die schnell und freundlich ist", 1_240_000, "1.240.000 €", "/z/1"),
        Bar("Lebendige Innenstadt", 415_000, "415.000 €", "/z/2"),
        Bar("Teilhabe im Alter", 80_000, "80.000 €", "/z/3"),
        Bar("Klimaneutrale Stadt bis 2035, mit allen Quartieren und Betrieben", 0, "0 €", "/z/4"),
        Bar("ohne Ziel", 720_000, "720.000 €", tone="open"),
    ], "Stadtziel")
    share = ShareChart("ziele", "Stadtziele (24)", "19 von 24 Stadtzielen werden getragen, 5 sind offen.", "Anzahl",
                       [Part("getragen", 19, "19 getragen"), Part("offen", 5, "5 offen", "open")], "Stand")
    yield "overview", OVERVIEW, {"sentences": sentences, "bars": bars, "share": share, **shell("Überblick"),
                                 "messages": [Note("Maßnahme 17 liegt im Papierkorb.")]}
    yield "pieces", PIECES, {
        **shell("Strategie"), "job": SimpleNamespace(label="Tabelle wird gelesen", done=1240, total=2000, finished=False,
                                                     what_is_counted="Zeilen"),
        "facts_of": [("Federführung", "Bürgerdienste"), ("Kosten", None), ("Ziel", "Wartezeiten halbieren")],
        "nodes": [{"label": "Bürgernahe Verwaltung", "number": "1", "note": "12 Maßnahmen", "children": [
            {"label": "Schnell und freundlich", "number": "1.1", "url": "#z", "note": "9"},
            {"label": "Alles auch ohne Internet", "number": "1.2", "url": "#y", "note": "0"}]},
            {"label": "Klimaneutrale Stadt", "number": "2", "url": "#x", "note": "3"}],
        "entries": [{"when": "24.11.2026 10:14", "who": "A. Petersen", "what": "Kosten geändert",
                     "changes": [("Kosten", "80.000 €", "95.000 €")], "undo_url": "/u"},
                    {"when": "01.10.2026", "who": "Import", "what": "Angelegt aus massnahmen_2026.xlsx"}],
        "tab_items": [{"label": "Steckbrief", "url": "#1", "current": True}, {"label": "Ziele", "url": "#2", "count": 4},
                      {"label": "Verlauf", "url": "#3"}],
    }
    yield "public", PUBLIC, {**shell(""), "sentences": sentences, "share": share}
    yield "plain", PLAIN, {**shell(""), "form": SignIn()}
    yield "error", "{% extends '404.html' %}", {**shell("")}


class SignIn(forms.Form):
    """As on the first page."""

    email = forms.EmailField(label="E-Mail-Adresse")
    password = forms.CharField(label="Passwort", widget=forms.PasswordInput)


TABLE = """{% extends "foundation/page.html" %}{% load foundation %}{% block title %}Maßnahmen{% endblock %}
{% block heading %}Welche Maßnahmen haben wir, und wo stehen sie?{% endblock %}
{% block actions %}{% button "Maßnahme anlegen" href="#" icon="add" %}{% endblock %}
{% block answer %}<p class="muted">Kosten bekannt bei 41 von 60 Maßnahmen</p>{% endblock %}
{% block content %}{% render table %}{% endblock %}"""
FORM = """{% extends "foundation/form_page.html" %}{% block title %}Maßnahme bearbeiten{% endblock %}
{% block heading %}Maßnahme bearbeiten{% endblock %}"""
OVERVIEW = """{% extends "foundation/page.html" %}{% load foundation %}{% block title %}Überblick{% endblock %}
{% block heading %}Trägt unsere Digitalstrategie die Ziele der Stadt?{% endblock %}
{% block actions %}{% button "Papier erstellen" href="#" %}{% endblock %}
{% block answer %}{% include "foundation/components/lead.html" with source="Stand 24.11.2026 · 24 Stadtziele, 20 digitale Ziele, 60 Maßnahmen" %}{% endblock %}
{% block content %}<div class="columns"><section class="section"><h2>Zu entscheiden (2)</h2><ul class="list"><li>{% state "bad" "Konflikt" %} <a href="#" class="link">Bürgerbüro nur online / Teilhabe im Alter</a></li><li>{% state "bad" "ohne Geld" %} <a href="#" class="link">Maßnahme 17 ab 2027</a></li></ul></section>
<section class="section"><h2>Seit dem letzten Stand</h2><ul class="list"><li>Ziele erreicht <span class="list__end">+ 3</span></li><li>Maßnahmen abgebrochen <span class="list__end">− 1</span></li></ul></section></div>
{% render share %}{% render bars %}{% endblock %}"""
PIECES = """{% extends "foundation/page.html" %}{% load foundation %}{% block title %}Teile{% endblock %}
{% block heading %}Online-Terminvergabe für das Bürgerbüro{% endblock %}
{% block answer %}{% tabs tab_items "Ansichten" %}{% endblock %}
{% block body_layout %}page__body--aside{% endblock %}
{% block content %}{% facts facts_of %}{% job_progress job "/job" "/job/cancel" %}{% tree nodes "Ziele" %}
<p>{% state "good" %} · {% state "warn" %} · {% state "bad" %} · {% state "none" %} · {% unknown %}</p>
{% copy_text "https://musterstadt.example/einladung/abc" "Einladung" %}
<div class="row">{% button "Speichern" %}{% button "Ansehen" kind="secondary" %}{% button "Abbrechen" kind="quiet" %}{% button "In den Papierkorb" kind="destructive" icon="trash" %}</div>
{% empty "Noch keine Maßnahmen" "Laden Sie Ihre Tabelle hoch; Spalten und Ziele werden erkannt." "upload" "Tabelle hochladen" "/i" %}{% endblock %}
{% block aside %}<aside class="page__aside"><section class="section"><h2>Verlauf</h2>{% timeline entries %}</section></aside>{% endblock %}"""
PUBLIC = """{% extends "foundation/public_page.html" %}{% load foundation %}{% block title %}Was die Stadt vorhat{% endblock %}
{% block heading %}Was hat Musterstadt vor, und was bringt es Ihnen?{% endblock %}
{% block answer %}{% include "foundation/components/lead.html" %}{% endblock %}
{% block content %}{% render share %}<section class="section"><h2>Was Sie tun können</h2><p>Sagen Sie uns, was fehlt. Dafür brauchen Sie kein Konto.</p><div>{% button "Mitreden" href="#" %}</div></section>{% endblock %}"""
PLAIN = """{% extends "foundation/plain_page.html" %}{% load foundation %}{% block title %}Anmelden{% endblock %}
{% block heading %}Anmelden{% endblock %}{% block content %}<form class="form" method="post">{% form_fields form %}{% button "Anmelden" %}</form>{% endblock %}"""

urlpatterns = [path("i18n/", lambda request: HttpResponse(), name="set_language")]


def write_gallery(folder: Path) -> list[Path]:
    """All pages as files in ``folder``."""
    from django.template import engines

    written = []
    with translation.override("de"):
        for name, text, context in contexts():
            request = context.pop("request", None) or RequestFactory().get(f"/{name}")
            file = folder / f"{name}.html"
            file.write_text(engines["django"].from_string(text).render(context, request))
            written.append(file)
    return written


if __name__ == "__main__":
    configure()
    write_gallery(Path(sys.argv[1]))
