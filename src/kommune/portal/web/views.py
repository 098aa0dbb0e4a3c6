"""What the town wants, what it does for it, how far it is, what it costs: for everybody."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kommune.municipalities.public import TownRequest, stranger
from kommune.strategy.public import public_measure, public_strategies, public_strategy


@require_safe
def show_home(request: TownRequest, town: str) -> HttpResponse:
    """The strategies that the town has released to the public."""
    viewer = stranger(request.town.id)
    return render(request, "portal/home.html", {"strategies": public_strategies(viewer)})


@require_safe
def show_strategy(request: TownRequest, town: str, strategy_id: UUID) -> HttpResponse:
    """One strategy: its goals and the measures for it."""
    strategy = public_strategy(stranger(request.town.id), strategy_id)
    if strategy is None:
        raise Http404
    return render(request, "portal/strategy.html", {"strategy": strategy})


@require_safe
def show_measure(request: TownRequest, town: str, measure_id: UUID) -> HttpResponse:
    """One measure."""
    measure = public_measure(stranger(request.town.id), measure_id)
    if measure is None:
        raise Http404
    return render(request, "portal/measure.html", {"measure": measure})
