"""The search page, which the search dialog loads its hits from."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kommune.municipalities.public import TownRequest
from kommune.search.public import search_everything

HITS_PER_KIND = 8


@require_GET
def show_search(request: TownRequest, town: str) -> HttpResponse:
    """Everything that every word occurs in and that this person may see."""
    text = request.GET.get("q", "").replace("\x00", "")
    groups = search_everything(request.viewer, town, text, HITS_PER_KIND)
    return render(request, "workbench/search.html", {"text": text, "groups": groups})
