"""Writes every component on pages to look at: `python -m tests.foundation.gallery FOLDER`."""

import json
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import django
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.test import RequestFactory
from django.urls import path
from django.utils import translation
from django.utils.html import format_html

from kommune.foundation.charts import Bar, BarChart, Part, ShareChart
from kommune.foundation.tables import BulkAction, Column, Filter, Table
from kommune.foundation.templatetags.components import figure, state

HERE = Path(__file__).resolve().parent
SHELL = json.loads((HERE / "gallery_pages" / "shell.json").read_text())
CONTENT = json.loads((HERE / "gallery_pages" / "content.json").read_text())
PAGES = ("table", "form", "overview", "pieces", "public", "plain", "error")
PHASES = [("a", "Idee"), ("b", "beschlossen"), ("c", "in Umsetzung")]
UNITS = [("1", "Bürgerdienste"), ("2", "Kultur")]


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


class MeasureForm(forms.Form):
    """One field of every kind."""

    title = forms.CharField(label="Titel", help_text="Kurz und ohne Abkürzungen, wie im Beschluss.")
    unit = forms.ChoiceField(label="Federführung", choices=[("", "bitte wählen"), *UNITS])
    start = forms.DateField(label="Beginn", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    cost = forms.IntegerField(label="Kosten 2026 in Euro", required=False)
    benefit = forms.CharField(label="Nutzen für die Beschäftigten", widget=forms.Textarea, required=False)
    phase = forms.ChoiceField(label="Phase", widget=forms.RadioSelect, choices=PHASES)
    kinds = forms.MultipleChoiceField(
        label="Dient",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[("t", "Technik"), ("k", "Kultur und Arbeitsweise")],
    )
    duty = forms.BooleanField(label="Gesetzliche Pflicht", required=False)
    paper = forms.FileField(label="Vorlage der Stadt", required=False, help_text="DOCX, höchstens 5 MB.")


class SignIn(forms.Form):
    """As on the first page."""

    email = forms.EmailField(label="E-Mail-Adresse")
    password = forms.CharField(label="Passwort", widget=forms.PasswordInput)


def configure() -> None:
    """Settings that need nothing but the foundation."""
    settings.configure(
        SECRET_KEY="gallery",
        USE_TZ=True,
        USE_THOUSAND_SEPARATOR=True,
        LANGUAGE_CODE="de",
        LANGUAGES=[("de", "Deutsch"), ("en", "English")],
        LOCALE_PATHS=[HERE.parents[1] / "src/kommune/project/locale"],
        STATIC_URL="static/",
        ROOT_URLCONF="tests.foundation.gallery",
        INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.staticfiles", "kommune.foundation"],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [HERE / "gallery_pages"],
                "APP_DIRS": True,
                "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
            }
        ],
    )
    django.setup()


def build_table(request: HttpRequest) -> Table:
    """The list of measures."""
    measures = [
        Measure(key, number, title, unit, tone, phase, cost, date.fromisoformat(start) if start else None)
        for key, (number, title, unit, tone, phase, cost, start) in enumerate(
            CONTENT["measures"] * 12, start=1
        )
    ]
    return Table(
        request,
        Rows(measures),  # type: ignore[arg-type]  # the gallery has no database
        [
            Column("title", "Maßnahme", "title", sort=("title",)),
            Column("number", "Nr.", "number", sort=("number",), priority=3),
            Column("state", "Stand", lambda row: state(row.tone), sort=("tone",)),
            Column("phase", "Phase", "phase", priority=2),
            Column("unit", "Federführung", "unit", sort=("unit",), priority=2),
            Column("start", "Beginn", "start", sort=("start",), priority=3, align="end"),
            Column("cost", "Kosten in €", "cost", sort=("cost",), align="end"),
        ],
        caption="Maßnahmen",
        default_sort="title",
        page_size=18,
        row_url=lambda row: f"/m/{row.pk}",
        search=lambda rows, text: rows,
        filters=[
            Filter("phase", "Phase", "multi", PHASES),
            Filter("unit", "Federführung", "choice", UNITS),
            Filter("duty", "Gesetzliche Pflicht", "boolean"),
        ],
        bulk_actions=[BulkAction("phase", "Phase setzen", "/m/bulk", PHASES)],
    )


def overview() -> dict[str, Any]:
    """The three sentences and two charts."""
    nothing, money = figure("5 von 24 Stadtzielen", "/f/1"), figure("41 %", "/f/2")
    return {
        "sentences": [
            format_html("Für {} arbeitet nichts Digitales.", nothing),
            format_html("{} des Geldes dienen keinem Ziel.", money),
            "‚Bürgerbüro nur online‘ arbeitet gegen ‚Teilhabe im Alter‘.",
        ],
        "bars": BarChart(bars=[Bar(**bar) for bar in CONTENT["bars"]], **CONTENT["bar_chart"]),
        "share": ShareChart(parts=[Part(**part) for part in CONTENT["parts"]], **CONTENT["share_chart"]),
    }


def context_of(page: str, request: HttpRequest) -> dict[str, Any]:
    """What a page of the gallery shows."""
    differences = {key: tuple(texts) for key, texts in CONTENT["stale"]["differences"].items()}
    own: dict[str, Any] = {
        "table": lambda: {"table": build_table(request)},
        "form": lambda: {
            "form": MeasureForm({"title": "", "phase": "x", "unit": ""}),
            "stale": SimpleNamespace(sentence=CONTENT["stale"]["sentence"], differences=differences),
        },
        "overview": lambda: overview() | {"messages": [Note("Maßnahme 17 liegt im Papierkorb.")]},
        "pieces": lambda: CONTENT["pieces"],
        "public": overview,
        "plain": lambda: {"form": SignIn()},
        "error": dict,
    }[page]()
    return SHELL | {"user": Note("a.petersen@musterstadt.example")} | own


def write_gallery(folder: Path) -> list[Path]:
    """All pages as files in ``folder``."""
    written = []
    with translation.override("de"):
        for page in PAGES:
            request = RequestFactory().get(f"/{page}.html?phase=c&unit=1&page=2")
            file = folder / f"{page}.html"
            file.write_text(get_template(f"{page}.html").render(context_of(page, request), request))
            written.append(file)
    return written


urlpatterns = [path("i18n/", lambda request: HttpResponse(), name="set_language")]

if __name__ == "__main__":
    configure()
    write_gallery(Path(sys.argv[1]))
