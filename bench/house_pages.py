"""Single pages of place and people in the large town: of each kind the one with most in it."""

from collections.abc import Callable
from typing import Any

from django.db.models import Count

from kommune.maturity.models import (
    Assessment,
    AssessmentItem,
    CycleStation,
    GuidedHour,
    Pulse,
    TakenStep,
    ToolIntroduction,
    ToolUnit,
)
from kommune.strategy.models import Strategy

Named = tuple[str, str, tuple[Any, ...]]
RUNNING_STEP = "goals"
DIMENSION = "services"


def house_pages() -> list[Named]:
    """Name, view and what stands in the address; views of things that are not there are left out."""
    found = [(name, view, find()) for name, view, find in SINGLE]
    return [(name, view, keys) for name, view, keys in found if None not in keys]


def _tool() -> tuple[Any, ...]:
    rows = ToolIntroduction.objects.annotate(n=Count("units__counts")).order_by("-n", "id")
    return (rows.values_list("id", flat=True).first(),)


def _tool_unit() -> tuple[Any, ...]:
    rows = ToolUnit.objects.filter(introduction_id=_tool()[0]).annotate(n=Count("counts"))
    return (rows.order_by("-n", "id").values_list("id", flat=True).first(),)


def _pulse(state: str) -> Callable[[], tuple[Any, ...]]:
    rows = Pulse.objects.filter
    return lambda: (rows(state=state).order_by("-closed_at").values_list("id", flat=True).first(),)


def _assessment(state: str) -> Callable[[], tuple[Any, ...]]:
    rows = Assessment.objects.filter
    return lambda: (rows(state=state).order_by("-held_on").values_list("id", flat=True).first(),)


def _running_hour() -> Any:
    return GuidedHour.objects.filter(draft=None).values_list("id", flat=True).first()


def _taken_step() -> tuple[Any, ...]:
    return (TakenStep.objects.order_by("id").values_list("step_key", flat=True).first(),)


def _cycle() -> tuple[Any, ...]:
    return (Strategy.objects.filter(kind="digital").values_list("id", flat=True).first(),)


def _first(model: Any) -> Callable[[], tuple[Any, ...]]:
    return lambda: (model.objects.order_by("id").values_list("id", flat=True).first(),)


SINGLE: tuple[tuple[str, str, Callable[[], tuple[Any, ...]]], ...] = (
    ("one tool with its curve, most counted", "maturity:tool", _tool),
    ("the way of a tool", "maturity:tool_way", _tool),
    ("a figure of a tool explained", "maturity:tool_figure", lambda: (*_tool(), "reach")),
    ("one unit of a tool", "maturity:tool_unit", _tool_unit),
    ("what tools retire", "maturity:tool_balance", lambda: ()),
    ("one survey's results, the newest", "maturity:pulse", _pulse("closed")),
    ("one open survey", "maturity:pulse", _pulse("open")),
    ("one self-assessment's profile", "maturity:assessment", _assessment("closed")),
    (
        "one dimension explained",
        "maturity:assessment_dimension",
        lambda: (*_assessment("closed")(), DIMENSION),
    ),
    ("one question of a self-assessment", "maturity:assessment_item", _first(AssessmentItem)),
    ("one open self-assessment", "maturity:assessment", _assessment("open")),
    ("self-assessments compared", "maturity:assessments_compare", lambda: ()),
    ("own values beside others", "maturity:peers_values", lambda: ()),
    ("one first step", "maturity:steps_step", _taken_step),
    ("answers for first steps", "maturity:steps_answers", lambda: ()),
    ("one strategy's cycle", "maturity:cycle", _cycle),
    ("one station of the cycle", "maturity:cycle_station", _first(CycleStation)),
    ("one step of a guided hour", "maturity:hour_step", lambda: (_running_hour(), RUNNING_STEP)),
    ("one guided hour", "maturity:hour", _first(GuidedHour)),
)
