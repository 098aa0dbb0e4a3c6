"""What a chart shows: bars, or the parts of a whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString

Text = str | Promise
Tone = Literal["plain", "strong", "open", "warn"]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: ``value`` gives its length (0 and more), ``text`` is written at its end ("80.000 €")."""

    label: Text
    value: float
    text: Text
    url: str = ""
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a whole, with its text ("19 supported")."""

    label: Text
    value: float
    text: Text
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class BarChart:
    """Horizontal bars, longest first; ``summary`` says in one sentence what there is to see.

    ``unit`` heads the value column of the table twin; ``name`` is the file name without ending.
    """

    name: str
    title: Text
    summary: Text
    unit: Text
    bars: Sequence[Bar]
    label_head: Text = ""

    def rows(self) -> list[Bar]:
        """The bars as they are drawn: longest first, equal ones in the order given."""
        return sorted(self.bars, key=lambda bar: -bar.value)

    def render(self) -> SafeString:
        """The figure for a page: drawing, text, table twin, download."""
        return render_to_string("foundation/components/chart.html", {"chart": self})


@dataclass(frozen=True, slots=True)
class ShareChart:
    """One bar divided into the parts of a whole, in the order given."""

    name: str
    title: Text
    summary: Text
    unit: Text
    parts: Sequence[Part]
    label_head: Text = ""

    def rows(self) -> list[Part]:
        """The parts in their order."""
        return list(self.parts)

    def render(self) -> SafeString:
        """The figure for a page: drawing, text, table twin, download."""
        return render_to_string("foundation/components/chart.html", {"chart": self})


@dataclass(frozen=True, slots=True)
class Line:
    """One line over the steps of a chart: a value (0 and more) per step, None where nothing is known.

    ``is_planned`` draws it broken and without points: what should be, beside what is.
    """

    label: Text
    values: Sequence[float | None]
    tone: Tone = "strong"
    is_planned: bool = False


@dataclass(frozen=True, slots=True)
class LineChart:
    """Lines over equal steps from left to right, from ``lowest`` to ``highest``; ``steps`` names each step.

    ``events`` are what happened at a step: (place of the step, word). ``shown`` writes a value as people do.
    """

    name: str
    title: Text
    summary: Text
    unit: Text
    steps: Sequence[Text]
    lines: Sequence[Line]
    highest: float
    lowest: float = 0
    shown: Callable[[float], str] = str
    events: Sequence[tuple[int, Text]] = ()
    label_head: Text = ""

    def rows(self) -> list[tuple[Text, list[str | None]]]:
        """Each step with the value of every line as text, None where it is unknown."""
        return [
            (
                step,
                [None if (value := line.values[place]) is None else self.shown(value) for line in self.lines],
            )
            for place, step in enumerate(self.steps)
        ]

    def render(self) -> SafeString:
        """The figure for a page: drawing, text, table twin, download."""
        return render_to_string("foundation/components/line_chart.html", {"chart": self})


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One side of a profile, each mark from 0 to the chart's ``highest`` or None where it is unknown.

    ``value`` is what is, ``goal`` what shall be, ``before`` what was; ``low`` and ``high`` span a range.
    ``text`` stands at the end of the row and in the table twin.
    """

    label: Text
    text: Text
    value: float | None = None
    goal: float | None = None
    before: float | None = None
    low: float | None = None
    high: float | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class ProfileChart:
    """Sides of one thing under each other on the same scale of whole steps, in the order given.

    ``legend`` names the marks that occur: pairs of "value", "goal", "before" or "range" and their word.
    """

    name: str
    title: Text
    summary: Text
    unit: Text
    sides: Sequence[ProfileRow]
    legend: Sequence[tuple[str, Text]]
    highest: int = 4
    label_head: Text = ""

    def rows(self) -> list[ProfileRow]:
        """The sides in their order."""
        return list(self.sides)

    def render(self) -> SafeString:
        """The figure for a page: drawing, text, table twin, download."""
        return render_to_string("foundation/components/chart.html", {"chart": self})


Chart = BarChart | ShareChart | LineChart | ProfileChart
