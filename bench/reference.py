"""What pages are measured against: the barest signed-in answer, the empty shell, and a plain table."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kommune.municipalities.models import Unit
from kommune.municipalities.public import TownRequest
from kommune.strategy.models import Goal, Measure

LOOKUPS = 9
# Plain text and number columns of a measure, as often as needed.
COLUMNS = ("number", "title", "phase", "light", "owner_name", "version")


def bare(request: HttpRequest) -> HttpResponse:
    """The barest signed-in view: who is it, one line."""
    return HttpResponse(f"{request.user.pk}" if request.user.is_authenticated else "", status=200)


def shell(request: TownRequest, town: str) -> HttpResponse:
    """An empty page in the product's shell."""
    return render(request, "bench/shell.html", {"crumbs": []})


def table(request: TownRequest, town: str) -> HttpResponse:
    """The shell with ten indexed queries and ``rows`` plain rows of ``cells`` cells each."""
    rows, cells = int(request.GET["rows"]), int(request.GET["cells"])
    measures = list(Measure.objects.order_by("id")[: max(rows, 1)])
    first = measures[0]
    for number in range(LOOKUPS):
        model = (Measure, Unit, Goal)[number % 3]
        model.objects.filter(id=first.id).first()
    names = [COLUMNS[number % len(COLUMNS)] for number in range(cells)]
    context = {
        "crumbs": [],
        "names": names,
        "rows": [[getattr(measures[n % len(measures)], name) for name in names] for n in range(rows)],
    }
    return render(request, "bench/reference.html", context)
