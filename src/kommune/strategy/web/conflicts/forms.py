"""The form of a conflict's card: what is done about it, by whom, until when, with which decision."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kommune.strategy.models import GoalConflict
from kommune.strategy.shapes import Resolution
from kommune.strategy.web.fields import Choices, TownChoiceField, offer

DAY = {"type": "date"}


class ConflictForm(forms.ModelForm[GoalConflict]):
    """What is done about a conflict."""

    resolution = forms.ChoiceField(
        label=_("What is done"), choices=Resolution.choices, widget=forms.RadioSelect, required=False
    )
    digital_unit_id = TownChoiceField(label=_("In charge of the digital goal"))
    city_unit_id = TownChoiceField(label=_("In charge of the city goal"))
    decision_url = forms.CharField(
        label=_("Link to the council information system"),
        required=False,
        max_length=500,
        widget=forms.URLInput,
        help_text=_("The address of the paper or the decision, beginning with https://"),
    )

    class Meta:
        model = GoalConflict
        fields = ["resolution", "resolution_text", "due_on", "decision", "decided_on", "decision_url"]
        widgets = {
            "resolution_text": forms.Textarea(attrs={"rows": 3, "maxlength": 4000}),
            "due_on": forms.DateInput(format="%Y-%m-%d", attrs=DAY),
            "decided_on": forms.DateInput(format="%Y-%m-%d", attrs=DAY),
        }
        help_texts = {
            "decision": _(
                "Needed to accept the conflict: which decision of whom, for example “Rat 2026/114”."
            )
        }

    field_order = (
        "resolution", "resolution_text", "digital_unit_id", "city_unit_id", "due_on", "decision",
        "decided_on", "decision_url",
    )  # fmt: skip

    def __init__(self, *args: Any, units: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("digital_unit_id", "city_unit_id"):
            offer(self, name, units)

    def values(self) -> dict[str, Any]:
        """The columns as the action takes them."""
        return dict(self.cleaned_data)
