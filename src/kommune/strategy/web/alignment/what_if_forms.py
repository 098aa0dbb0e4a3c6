"""The four questions of what-if as forms, each turned into changes of a case by position."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.choices import BaseChoiceIterator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kommune.analysis.alignment import AdoptGoal, Change, DropGoal, DropMeasure, MoveMoney
from kommune.foundation.ids import parse_id
from kommune.foundation.money import euro_text
from kommune.strategy.queries.alignment import TownCase
from kommune.strategy.web.alignment.names import Named

Choices = list[tuple[str, Any]]
MOST_OFFERED = 60
RELATION_ROWS = (1, 2, 3)
CONTRIBUTION_ROWS = (1, 2)
SCORES: Choices = [
    ("3", gettext_lazy("+3 inseparable")),
    ("2", gettext_lazy("+2 clearly serves it")),
    ("1", gettext_lazy("+1 serves it a little")),
    ("-1", gettext_lazy("−1 makes it a little harder")),
    ("-2", gettext_lazy("−2 works against it")),
    ("-3", gettext_lazy("−3 cancels it")),
]
STRENGTHS: Choices = [
    ("3", gettext_lazy("3 decisive")),
    ("2", gettext_lazy("2 clear")),
    ("1", gettext_lazy("1 a little")),
]


class ReadyChoices(BaseChoiceIterator):
    """Pairs of value and label that need no looking through: Django takes as long for it as for the page."""

    def __init__(self, pairs: Choices) -> None:
        self.pairs = pairs

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        return iter(self.pairs)


class Question(forms.Form):
    """One question; ``changes`` is asked when it is valid."""

    def __init__(
        self,
        data: Any,
        *,
        town: TownCase,
        names: Mapping[str, Named],
        find: str = "",
        initial: dict[str, Any] | None = None,
    ) -> None:
        self.town, self.names, self.find = town, names, find
        self.offered = self.total = 0
        super().__init__(data, initial=initial)

    @property
    def needs_search(self) -> bool:
        """Whether there are more measures than a person would look through in a choice."""
        return self.total > MOST_OFFERED

    def changes(self) -> list[Change]:
        """What the person asks about, as changes of the case."""
        raise NotImplementedError

    def measures(self, *, priced: bool = False) -> "ReadyChoices":
        """Active measures by name, with their cost where only those are asked for whose cost is known.

        Of many only the first whose names hold the words of ``find``, and those that are chosen already.
        """
        case, words = self.town.case, self.find.casefold().split()
        taken = set((self.data or self.initial).values())
        self.offered = self.total = 0
        chosen: Choices = [("", _("please choose"))]
        rows = zip(map(str, self.town.measures), case.active.tolist(), case.costs.tolist(), strict=True)
        for key, is_active, cost in rows:
            if not is_active or key not in self.names or (priced and cost != cost):
                continue
            name = self.names[key].name
            self.total += 1
            if key not in taken:
                if self.offered == MOST_OFFERED or not all(word in name.casefold() for word in words):
                    continue
                self.offered += 1
            chosen.append((key, f"{name} ({euro_text(round(cost))})" if priced else name))
        return ReadyChoices(chosen)

    def goals(self, ids: tuple[UUID, ...]) -> Choices:
        """Goals by name."""
        known = [(str(goal), self.names[str(goal)].name) for goal in ids if str(goal) in self.names]
        return [("", _("please choose")), *known]

    def position(self, field: str, positions: Callable[[UUID], int | None]) -> int:
        """The position of the thing chosen in a field, which the choices hold for certain."""
        key = parse_id(self.cleaned_data[field])
        at = positions(key) if key else None
        if at is None:
            raise LookupError(field)
        return at


class DropMeasureQuestion(Question):
    """What if we drop this measure?"""

    measure = forms.ChoiceField(label=gettext_lazy("Measure"))

    def __init__(self, data: Any, **options: Any) -> None:
        super().__init__(data, **options)
        _choose(self, "measure", self.measures())

    def changes(self) -> list[Change]:
        return [DropMeasure(self.position("measure", self.town.measure_at))]


class DropGoalQuestion(Question):
    """What if we give up this digital goal?"""

    goal = forms.ChoiceField(label=gettext_lazy("Digital goal"))

    def __init__(self, data: Any, **options: Any) -> None:
        super().__init__(data, **options)
        _choose(self, "goal", self.goals(self.town.digital[: self.town.n_own_digital]))

    def changes(self) -> list[Change]:
        return [DropGoal(self.position("goal", self.town.digital_at))]


class MoveMoneyQuestion(Question):
    """What if we move money from one measure to another?"""

    source = forms.ChoiceField(label=gettext_lazy("From the measure"))
    target = forms.ChoiceField(label=gettext_lazy("To the measure"))
    amount = forms.IntegerField(label=gettext_lazy("Amount in €"), min_value=1, max_value=10**10)

    def __init__(self, data: Any, **options: Any) -> None:
        super().__init__(data, **options)
        for name in ("source", "target"):
            _choose(self, name, self.measures(priced=True))

    def clean(self) -> dict[str, Any]:
        """Two different measures, and no more than the first one has."""
        values = super().clean() or self.cleaned_data
        if not {"source", "target", "amount"} <= values.keys():
            return values
        if values["source"] == values["target"]:
            self.add_error("target", _("Choose another measure than the first."))
        held = float(self.town.case.costs[self.position("source", self.town.measure_at)])
        if values["amount"] * 100 > held:
            self.add_error(
                "amount", _("The first measure has only %(held)s.") % {"held": euro_text(round(held))}
            )
        return values

    def changes(self) -> list[Change]:
        source = self.position("source", self.town.measure_at)
        target = self.position("target", self.town.measure_at)
        return [MoveMoney(source, target, float(self.cleaned_data["amount"] * 100))]


class AdoptGoalQuestion(Question):
    """What if we adopt a new digital goal, with these relations and measures?"""

    title = forms.CharField(label=gettext_lazy("New digital goal"), max_length=300)

    def __init__(self, data: Any, **options: Any) -> None:
        super().__init__(data, **options)
        city, measures = self.goals(self.town.city), self.measures()
        for row in RELATION_ROWS:
            self._add(f"city{row}", _("City goal %(n)s") % {"n": row}, city)
            self._add(f"score{row}", _("How it acts on city goal %(n)s") % {"n": row}, SCORES)
        for row in CONTRIBUTION_ROWS:
            self._add(f"measure{row}", _("Measure %(n)s for it") % {"n": row}, measures)
            self._add(f"strength{row}", _("Contribution of measure %(n)s") % {"n": row}, STRENGTHS)

    def _add(self, name: str, label: str, choices: Choices | ReadyChoices) -> None:
        self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False)

    def clean(self) -> dict[str, Any]:
        """At least one city goal, none of them twice."""
        values = super().clean() or self.cleaned_data
        for prefix, rows in (("city", RELATION_ROWS), ("measure", CONTRIBUTION_ROWS)):
            chosen = [values.get(f"{prefix}{row}") for row in rows if values.get(f"{prefix}{row}")]
            if len(set(chosen)) < len(chosen):
                self.add_error(f"{prefix}2", _("Each only once."))
        if not values.get("city1"):
            self.add_error("city1", _("Name at least one city goal."))
        return values

    def changes(self) -> list[Change]:
        values = self.cleaned_data
        relations = tuple(
            (self.position(f"city{row}", self.town.city_at), int(values[f"score{row}"]))
            for row in RELATION_ROWS
            if values[f"city{row}"]
        )
        contributions = tuple(
            (self.position(f"measure{row}", self.town.measure_at), int(values[f"strength{row}"]))
            for row in CONTRIBUTION_ROWS
            if values[f"measure{row}"]
        )
        return [AdoptGoal(relations, contributions)]


QUESTIONS: Mapping[str, tuple[Any, type[Question]]] = {
    "drop_measure": (gettext_lazy("Drop a measure"), DropMeasureQuestion),
    "adopt": (gettext_lazy("Adopt a digital goal"), AdoptGoalQuestion),
    "drop_goal": (gettext_lazy("Drop a digital goal"), DropGoalQuestion),
    "move": (gettext_lazy("Move money"), MoveMoneyQuestion),
}


def _choose(form: Question, name: str, choices: Choices | ReadyChoices) -> None:
    form.fields[name] = forms.ChoiceField(label=form.fields[name].label, choices=choices)
