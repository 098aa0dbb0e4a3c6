"""The manual inside the product: short pages in Markdown, rendered without any HTML of theirs."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET
from markdown_it import MarkdownIt

from kommune.foundation.markup import joined_markup
from kommune.foundation.terms import registered_terms
from kommune.municipalities.public import TownRequest


@dataclass(frozen=True, slots=True)
class ManualPage:
    """A page of the manual."""

    key: str
    title: str
    html: SafeString


@require_GET
def show_contents(request: TownRequest, town: str) -> HttpResponse:
    """The list of pages."""
    return render(request, "workbench/help.html", {"pages": manual().values()})


@require_GET
def show_words(request: TownRequest, town: str) -> HttpResponse:
    """The words that pages explain, all at once."""
    context = {"terms": registered_terms(), "pages": manual().values()}
    return render(request, "workbench/help_words.html", context)


@require_GET
def show_page(request: TownRequest, town: str, page: str) -> HttpResponse:
    """One page."""
    found = manual().get(page)
    if found is None:
        raise Http404
    return render(request, "workbench/help_page.html", {"page": found, "pages": manual().values()})


@cache
def manual() -> dict[str, ManualPage]:
    """All pages by key in the order of their file names; the first line is the title."""
    renderer = MarkdownIt("commonmark", {"html": False}).enable("table")
    pages = {}
    folder = files("kommune.workbench").joinpath("manual")
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        if entry.name.endswith(".md"):
            title, _blank, text = entry.read_text(encoding="utf-8").partition("\n")
            key = entry.name.removesuffix(".md").split("-", 1)[1]
            html = joined_markup([SafeString(renderer.render(text))])
            pages[key] = ManualPage(key, title.removeprefix("# ").strip(), html)
    return pages
