"""Forms of the strategy cycle: a station, and a paper that it owes."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.choices import BaseChoiceIterator
from django.utils.translation import gettext_lazy as _

from kommune.maturity.models import CycleStation, StationPaper

PEOPLE = 4


class Offered(BaseChoiceIterator):
    """Choices that are in order already: several fields offer the same hundreds of people."""

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        self._pairs = pairs

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._pairs)


class StationForm(forms.ModelForm[CycleStation]):
    """Where a station stands; the people only for those who steer."""

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
        offered = Offered([("", "—"), *(members or ())])
        for place in range(PEOPLE) if members is not None else ():
            self.fields[f"person_{place}"] = forms.ChoiceField(
                label=_("Responsible") if not place else _("Also responsible"),
                required=False,
                choices=offered,
                initial=chosen[place] if place < len(chosen) else "",
            )

    def people(self) -> list[UUID]:
        """Who was chosen, without gaps."""
        sent = [self.cleaned_data.get(f"person_{place}", "") for place in range(PEOPLE)]
        return [UUID(key) for key in sent if key]


class PaperForm(forms.ModelForm[StationPaper]):
    """A paper: what it is, where it stands, and where it lies."""

    link = forms.URLField(label=_("link"), max_length=500, required=False, assume_scheme="https")
    file = forms.FileField(label=_("File"), required=False)

    class Meta:
        model = StationPaper
        fields = ["name", "state", "link", "note"]
        widgets = {"state": forms.RadioSelect, "note": forms.Textarea(attrs={"rows": 3})}
