"""Forms of the strategy cycle: a station, and a paper that it owes."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from kommune.maturity.models import CycleStation, StationPaper


class StationForm(forms.ModelForm[CycleStation]):
    """Where a station stands; the people only for those who steer."""

    people = forms.MultipleChoiceField(
        label=_("Responsible"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = CycleStation
        fields = ["state", "due_on", "notes"]
        widgets = {
            "state": forms.RadioSelect,
            "due_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "notes": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(
        self, *args: Any, members: list[tuple[str, str]] | None, chosen: list[str], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        if members is None:
            del self.fields["people"]
            return
        people = cast(forms.MultipleChoiceField, self.fields["people"])
        people.choices = members
        people.initial = chosen


class PaperForm(forms.ModelForm[StationPaper]):
    """A paper: what it is, where it stands, and where it lies."""

    link = forms.URLField(label=_("link"), max_length=500, required=False, assume_scheme="https")
    file = forms.FileField(label=_("File"), required=False)

    class Meta:
        model = StationPaper
        fields = ["name", "state", "link", "note"]
        widgets = {"state": forms.RadioSelect, "note": forms.Textarea(attrs={"rows": 3})}
