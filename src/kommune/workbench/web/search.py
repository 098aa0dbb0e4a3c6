"""The search page, which the search dialog loads its hits from."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kommune.municipalities.public import TownRequest
from kommune.search.public import commands_for, search_everything, words_of

HITS_PER_KIND = 8


@require_GET
def show_search(request: TownRequest, town: str) -> HttpResponse:
    """Pages by their name, and everything that every word occurs in and that this person may see."""
    text = request.GET.get("q", "")
    groups = search_everything(request.viewer, town, text, HITS_PER_KIND)
    context = {
        "text": " ".join(words_of(text)),
        "groups": groups,
        "commands": commands_for(request.viewer, town, text),
    }
    is_dialog = request.headers.get("HX-Target") == "search-found"
    return render(request, "workbench/_found.html" if is_dialog else "workbench/search.html", context)
