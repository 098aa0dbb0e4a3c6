"""Forms for measures: fact sheet, costs, goals, split, status report."""

from collections.abc import Iterable, Mapping
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kommune.foundation.dates import today
from kommune.municipalities.public import Viewer, choose_members, choose_units
from kommune.strategy.models import Contribution, Measure, StatusReport
from kommune.strategy.queries.strategies import current_strategies, visible_fields, visible_goals
from kommune.strategy.shapes import Dimension, Light, StrategyState
from kommune.strategy.web.fields import STRENGTHS, EuroField, TownChoiceField, TownMultipleField, offer

DATE = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
EMPTY_LINK_ROWS = 3


class MeasureForm(forms.ModelForm[Measure]):
    """The fact sheet of a measure with its costs by year."""

    strategy_id = TownChoiceField(label=_("strategy"))
    field_id = TownChoiceField(label=_("field of action"))
    lead_unit_id = TownChoiceField(label=_("lead unit"))
    unit_ids = TownMultipleField(label=_("participating units"))
    owner_id = TownChoiceField(label=_("Owner"))

    class Meta:
        model = Measure
        fields = [
            "number", "title", "aim", "benefit_decision_makers", "benefit_employees", "benefit_citizens",
            "owner_name", "phase", "phase_reason", "starts_on", "ends_on", "is_legal_duty", "legal_basis",
            "decision", "decided_on", "remarks",
        ]  # fmt: skip
        widgets = {
            **dict.fromkeys(("starts_on", "ends_on", "decided_on"), DATE),
            **{
                name: forms.Textarea(attrs={"rows": 2})
                for name in ("aim", "benefit_decision_makers", "benefit_employees", "benefit_citizens",
                             "phase_reason", "remarks")
            },
        }  # fmt: skip

    field_order = [
        "number", "title", "aim", "phase", "phase_reason", "strategy_id", "field_id", "lead_unit_id",
        "owner_id", "owner_name", "unit_ids", "starts_on", "ends_on", "benefit_decision_makers",
        "benefit_employees", "benefit_citizens", "is_legal_duty", "legal_basis", "decision", "decided_on",
        "remarks",
    ]  # fmt: skip

    def __init__(self, *args: Any, viewer: Viewer, costs: Mapping[int | None, int], **options: Any) -> None:
        super().__init__(*args, **options)
        offers: dict[str, Iterable[tuple[Any, Any]]] = {
            "strategy_id": _with_present(_strategy_choices(viewer), self.instance.strategy_id),
            "field_id": _with_present(_field_choices(viewer), self.instance.field_id),
            "lead_unit_id": choose_units(),
            "owner_id": choose_members(),
        }
        for name, choices in offers.items():
            offer(self, name, choices)
        offer(self, "unit_ids", offers["lead_unit_id"])
        for year in cost_years(costs):
            label = gettext("cost %(year)s") % {"year": year} if year else gettext("cost without year")
            self.fields[f"cost_{year or 'total'}"] = EuroField(label=label, initial=costs.get(year))

    def values(self) -> dict[str, Any]:
        """The columns of the measure."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name != "unit_ids" and not name.startswith("cost_")
        }

    def costs(self) -> dict[int | None, int | None]:
        """Cents by year; None for unknown."""
        return {
            None if name == "cost_total" else int(name.removeprefix("cost_")): value
            for name, value in self.cleaned_data.items()
            if name.startswith("cost_")
        }


def cost_years(costs: Mapping[int | None, int]) -> list[int | None]:
    """The years a form offers: this one and the next four, those with an amount, and none."""
    present = {year for year in costs if year}
    this_year = today().year
    years = sorted(present | set(range(this_year, this_year + 5)))
    return [*years, None]


def _strategy_choices(viewer: Viewer) -> list[tuple[Any, str]]:
    return list(current_strategies(viewer).values_list("id", "title"))


def _field_choices(viewer: Viewer) -> list[tuple[Any, str]]:
    fields = visible_fields(viewer).exclude(strategy__state=StrategyState.SUPERSEDED)
    return [
        (row.id, f"{row} ({row.strategy.title})") for row in fields.only("number", "title", "strategy__title")
    ]


def _with_present(choices: list[tuple[Any, str]], present: UUID | None) -> list[tuple[Any, str]]:
    """The choices, and what is chosen already even where the person may not see its name."""
    if present is None or any(key == present for key, _label in choices):
        return choices
    return [*choices, (present, gettext("leave as it is"))]


class GoalLinksForm(forms.Form):
    """How much a measure contributes to which goals: a strength for each link, and rows for new ones."""

    def __init__(self, *args: Any, viewer: Viewer, links: Iterable[Contribution], **options: Any) -> None:
        super().__init__(*args, **options)
        self.links = list(links)
        taken = {link.goal_id for link in self.links}
        groups: dict[str, list[tuple[str, str]]] = {}
        for goal in visible_goals(viewer).exclude(strategy__state=StrategyState.SUPERSEDED):
            if goal.id not in taken:
                groups.setdefault(goal.strategy.title, []).append((str(goal.id), str(goal)))
        for link in self.links:
            self.fields[f"link_{link.goal_id}"] = forms.TypedChoiceField(
                label=str(link.goal), choices=STRENGTHS, coerce=int, initial=str(link.strength)
            )
        for row in range(EMPTY_LINK_ROWS):
            chooser = TownChoiceField(label=_("further goal"))
            chooser.choices = [("", "—"), *groups.items()]
            self.fields[f"goal_{row}"] = chooser
            self.fields[f"strength_{row}"] = forms.TypedChoiceField(
                label=_("contribution"), choices=STRENGTHS[1:], coerce=int, initial="2"
            )

    def goals(self) -> dict[Any, int]:
        """Strength by goal; 0 takes the link away."""
        chosen = {link.goal_id: self.cleaned_data[f"link_{link.goal_id}"] for link in self.links}
        for row in range(EMPTY_LINK_ROWS):
            goal_id = self.cleaned_data.get(f"goal_{row}")
            if goal_id:
                chosen[goal_id] = self.cleaned_data[f"strength_{row}"]
        return {goal_id: strength for goal_id, strength in chosen.items() if strength}


class SplitForm(forms.Form):
    """What a measure changes, as shares of 100."""

    def __init__(self, *args: Any, shares: Mapping[str, int | None], **options: Any) -> None:
        super().__init__(*args, **options)
        for dimension in Dimension:
            self.fields[dimension.value] = forms.IntegerField(
                label=dimension.label, min_value=0, max_value=100, required=False,
                initial=shares.get(dimension.value),
            )  # fmt: skip

    def shares(self) -> dict[str, int | None]:
        """Shares by dimension; where any is given, an empty one is 0."""
        given = {name: self.cleaned_data.get(name) for name in Dimension.values}
        if all(value is None for value in given.values()):
            return given
        return {name: value or 0 for name, value in given.items()}


class ReportForm(forms.ModelForm[StatusReport]):
    """A status report in under two minutes."""

    class Meta:
        model = StatusReport
        fields = ["light", "text", "reported_on"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4}), "reported_on": DATE, "light": forms.RadioSelect}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        light = cast(forms.ChoiceField, self.fields["light"])
        light.choices = Light.choices
        light.required = True
        self.fields["reported_on"].initial = today()
