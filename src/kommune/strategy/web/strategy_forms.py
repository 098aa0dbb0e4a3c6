"""Forms for strategies, fields of action and goals."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from kommune.strategy.models import FieldOfAction, Goal, Strategy
from kommune.strategy.shapes import StrategyState
from kommune.strategy.web.fields import TownChoiceField, offer


class StrategyForm(forms.ModelForm[Strategy]):
    """The frame of a strategy."""

    class Meta:
        model = Strategy
        fields = ["kind", "title", "summary", "starts_year", "ends_year", "state"]
        widgets = {"summary": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        state = cast(forms.ChoiceField, self.fields["state"])
        state.choices = [(one.value, one.label) for one in (StrategyState.DRAFT, StrategyState.CONSULTED)]
        state.help_text = _("A strategy is adopted on its own page, with the decision.")


class AdoptForm(forms.Form):
    """The council's decision."""

    decision = forms.CharField(
        label=_("decision"), max_length=300, help_text=_("For example “Council, paper 2026/114”.")
    )
    decided_on = forms.DateField(label=_("decided on"), widget=forms.DateInput(attrs={"type": "date"}))


class FieldForm(forms.ModelForm[FieldOfAction]):
    """A field of action."""

    class Meta:
        model = FieldOfAction
        fields = ["number", "title", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}


class GoalForm(forms.ModelForm[Goal]):
    """A goal with its place in the tree."""

    field_id = TownChoiceField(label=_("field of action"))
    parent_id = TownChoiceField(label=_("part of goal"))

    class Meta:
        model = Goal
        fields = ["number", "title", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}

    field_order = ["number", "title", "text", "field_id", "parent_id"]

    def __init__(self, *args: Any, strategy: Strategy, **options: Any) -> None:
        super().__init__(*args, **options)
        own = self.instance.pk
        offer(self, "field_id", [(row.id, str(row)) for row in strategy.fields.all()])
        offer(self, "parent_id", [(row.id, str(row)) for row in strategy.goals.all() if row.id != own])
