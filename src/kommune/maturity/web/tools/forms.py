"""Forms of introducing tools: the tool, its decision, stations, parts, and files of counts."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from kommune.foundation.ids import parse_id
from kommune.maturity.models import (
    RetiredThing,
    ToolCandidate,
    ToolCriterion,
    ToolIntroduction,
    ToolNeed,
    ToolStation,
    ToolUnit,
)
from kommune.maturity.shapes.tools import Verdict
from kommune.maturity.usage import FIELDS
from kommune.maturity.usage_texts import FIELD_NAMES
from kommune.municipalities.public import choose_units

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
MOST_UNPLACED = 40
LEAVE_OUT = "leave_out"
FEW_LINES = forms.Textarea(attrs={"rows": 3})


class ToolForm(forms.ModelForm[ToolIntroduction]):
    """Name, purpose and plan of a tool."""

    class Meta:
        model = ToolIntroduction
        fields = ["name", "purpose", "target_percent", "target_weeks"]
        widgets = {"purpose": FEW_LINES}
        help_texts = {
            "target_percent": _("In each unit, of the people who shall use it."),
            "target_weeks": _("From the day for which the unit is planned."),
        }


class ToolPlanForm(ToolForm):
    """The tool with its pilot."""

    pilot_unit_id = forms.ChoiceField(label=_("pilot team"), required=False)
    pilot_from = forms.DateField(label=_("pilot from"), required=False, widget=DAY)
    pilot_to = forms.DateField(label=_("pilot until"), required=False, widget=DAY)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_units(self, "pilot_unit_id")

    def clean_pilot_unit_id(self) -> Any:
        """The unit's id, or None."""
        return parse_id(self.cleaned_data["pilot_unit_id"])


class DecisionForm(forms.ModelForm[ToolIntroduction]):
    """Go, go with conditions, no-go."""

    class Meta:
        model = ToolIntroduction
        fields = ["verdict", "decided_on", "decision_reason", "conditions", "decided_despite"]
        widgets = {
            "verdict": forms.RadioSelect(choices=Verdict.choices),
            "decided_on": DAY,
            **dict.fromkeys(("decision_reason", "conditions", "decided_despite"), FEW_LINES),
        }
        labels = {"verdict": _("Verdict"), "decided_on": _("Day of the verdict")}
        help_texts = {
            "conditions": _("Only for a go with conditions."),
            "decided_despite": _("Only where one of them has not answered yet."),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        verdict = cast(forms.ChoiceField, self.fields["verdict"])
        verdict.required, verdict.choices = True, Verdict.choices


class StationForm(forms.ModelForm[ToolStation]):
    """How far a station is."""

    class Meta:
        model = ToolStation
        fields = ["state", "due_on", "who", "note"]
        widgets = {"state": forms.RadioSelect, "due_on": DAY, "note": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"who": _("Roles or units, such as “staff council”, rather than names.")}


class NeedForm(forms.ModelForm[ToolNeed]):
    """What somebody said she needs."""

    class Meta:
        model = ToolNeed
        fields = ["quote", "context"]
        widgets = {"quote": FEW_LINES}
        help_texts = {
            "quote": _("Word for word, without a name."),
            "context": _("Such as “front office, workshop in May”; nothing that gives a person away."),
        }


class CriterionForm(forms.ModelForm[ToolCriterion]):
    """What candidates are compared by."""

    class Meta:
        model = ToolCriterion
        fields = ["title", "is_must"]
        help_texts = {"is_must": _("A candidate with 0 here is out.")}


class CandidateForm(forms.ModelForm[ToolCandidate]):
    """A product or a way."""

    class Meta:
        model = ToolCandidate
        fields = ["title", "note"]
        widgets = {"note": FEW_LINES}
        help_texts = {"title": _("“Leave it as it is” is a candidate too.")}


class RetiredForm(forms.ModelForm[RetiredThing]):
    """Something that the tool replaces."""

    class Meta:
        model = RetiredThing
        fields = ["title", "state", "from_on", "reason"]
        widgets = {"state": forms.RadioSelect, "from_on": DAY}


class UnitForm(forms.ModelForm[ToolUnit]):
    """A unit of the roll-out."""

    class Meta:
        model = ToolUnit
        fields = [
            "head_count", "planned_on", "trained_on", "started_on", "helper", "also_called", "dissolved_on",
            "dissolved_note",
        ]  # fmt: skip
        widgets = dict.fromkeys(("planned_on", "trained_on", "started_on", "dissolved_on"), DAY)
        help_texts = {
            "head_count": _("Left empty, the number of the unit's employees is taken."),
            "helper": _("Whom people ask: a role, a room, a telephone number."),
            "also_called": _("Former or other names in files of counts, separated by semicolons."),
            "dissolved_on": _("Counts up to this day stay, later ones are refused."),
        }


class NewUnitForm(UnitForm):
    """A unit that comes into the roll-out."""

    unit_id = forms.ChoiceField(label=_("unit"))
    field_order = ["unit_id", "head_count", "planned_on", "trained_on", "started_on", "helper"]

    class Meta(UnitForm.Meta):
        fields = ["head_count", "planned_on", "trained_on", "started_on", "helper"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_units(self, "unit_id")

    def clean_unit_id(self) -> Any:
        """The unit's id."""
        return parse_id(self.cleaned_data["unit_id"])


class SeveralUnitsForm(forms.ModelForm[ToolUnit]):
    """Several units that come into the roll-out together."""

    unit_ids = forms.TypedMultipleChoiceField(
        label=_("Units"), coerce=parse_id, required=False, widget=forms.CheckboxSelectMultiple
    )
    field_order = ["unit_ids", "planned_on", "trained_on", "started_on", "helper"]

    class Meta:
        model = ToolUnit
        fields = ["planned_on", "trained_on", "started_on", "helper"]
        widgets = dict.fromkeys(("planned_on", "trained_on", "started_on"), DAY)
        help_texts = {"helper": _("Whom people ask: a role, a room, a telephone number.")}

    def __init__(self, *args: Any, planned: Collection[UUID], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(str(key), label) for key, label in choose_units() if key not in planned]
        cast(forms.MultipleChoiceField, self.fields["unit_ids"]).choices = choices


class UsabilityForm(forms.Form):
    """Answer sheets of the usability scale, pasted from a spreadsheet; they are not kept."""

    measured_on = forms.DateField(label=_("Asked on"), widget=DAY)
    sheets = forms.CharField(
        label=_("Answers, one line per person: ten numbers from 1 to 5"),
        widget=forms.Textarea(attrs={"rows": 10, "autocomplete": "off"}),
        help_text=_("Copied from a spreadsheet. Only mean, number and interval are kept, no single sheet."),
    )


class UsageFileForm(forms.Form):
    """A file of usage counts."""

    file = forms.FileField(label=_("Spreadsheet with counts (XLSX, ODS, CSV)"))


class ReadAgainForm(UsageFileForm):
    """The same file, read with other columns: the file itself is not kept and has to be chosen again."""

    def __init__(
        self,
        *args: Any,
        sheets: Sequence[str],
        headers: Sequence[str],
        chosen: Mapping[str, str],
        unplaced: Sequence[str] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        for at, text in enumerate(unplaced[:MOST_UNPLACED]):
            self._ask_unit(at, text)
        names = [("", "—"), *((head, head) for head in headers)]
        if len(sheets) > 1:
            choices = [(name, name) for name in sheets]
            self.fields["sheet"] = forms.ChoiceField(label=_("Sheet"), choices=choices, required=False)
        for key in FIELDS:
            self.fields[f"column_{key}"] = forms.ChoiceField(
                label=str(FIELD_NAMES[key]), choices=names, required=False, initial=chosen.get(key, "")
            )

    def _ask_unit(self, at: int, text: str) -> None:
        label = _("“%(text)s” is") % {"text": text}
        self.fields[f"text_{at}"] = forms.CharField(widget=forms.HiddenInput, initial=text, required=False)
        self.fields[f"meant_{at}"] = forms.ChoiceField(label=label, required=False)
        offer_units(self, f"meant_{at}", (LEAVE_OUT, _("leave out")))


def said_units(sent: Mapping[str, str]) -> dict[str, UUID | None]:
    """What somebody said about texts that stand for no unit: the unit that is meant, None to leave it out."""
    said: dict[str, UUID | None] = {}
    for at in range(MOST_UNPLACED):
        text, meant = sent.get(f"text_{at}", ""), sent.get(f"meant_{at}", "")
        unit = parse_id(meant)
        if text and (meant == LEAVE_OUT or unit is not None):
            said[text] = unit
    return said


FORMS: dict[str, type[forms.ModelForm[Any]]] = {
    "need": NeedForm,
    "criterion": CriterionForm,
    "candidate": CandidateForm,
    "unit": UnitForm,
    "retired": RetiredForm,
}
NEW_FORMS: dict[str, type[forms.ModelForm[Any]]] = {**FORMS, "unit": NewUnitForm}


def offer_units(form: forms.BaseForm, name: str, *more: tuple[str, Any]) -> None:
    """Let a field choose one of the town's units, or one of ``more``."""
    choices = [("", "—"), *more, *((str(key), label) for key, label in choose_units())]
    cast(forms.ChoiceField, form.fields[name]).choices = choices
