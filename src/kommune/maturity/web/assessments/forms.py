"""Forms of self-assessments: the frame, who is invited, the town's own questions."""

from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kommune.maturity.models import Assessment, AssessmentQuestion

MOST_UNNAMED = 60
Choices = Sequence[tuple[UUID, str]]


class AssessmentForm(forms.ModelForm[Assessment]):
    """The frame of an assessment."""

    class Meta:
        model = Assessment
        fields = ["title", "form", "note", "held_on", "closes_on"]
        widgets = {
            "form": forms.RadioSelect,
            "note": forms.Textarea(attrs={"rows": 3}),
            "held_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "closes_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        }
        help_texts = {
            "form": _("Own questions of the town come on top."),
            "note": _("Stands on the first page of every sheet."),
            "held_on": _("Empty: the day on which it is closed."),
            "closes_on": _("After this day no answer is taken. You close it yourself."),
        }


class OpenAssessmentForm(AssessmentForm):
    """What may still change while people answer."""

    class Meta(AssessmentForm.Meta):
        fields = ["title", "note", "held_on", "closes_on"]


class InviteForm(forms.Form):
    """Who gets a link: units with their people, single people, names, slips without one."""

    units = forms.TypedMultipleChoiceField(
        label=_("Everybody of these units who has an account"),
        required=False,
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
    )
    members = forms.TypedMultipleChoiceField(
        label=_("Single people with an account"),
        required=False,
        coerce=UUID,
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )
    names = forms.CharField(
        label=_("Further names, one per line"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For people without an account. Names go when the self-assessment closes."),
    )
    unnamed = forms.IntegerField(
        label=_("Further slips without a name"), required=False, min_value=0, max_value=MOST_UNNAMED
    )

    def __init__(self, *args: Any, units: Choices, members: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        cast(forms.ChoiceField, self.fields["units"]).choices = [(str(key), name) for key, name in units]
        cast(forms.ChoiceField, self.fields["members"]).choices = [(str(key), name) for key, name in members]
        if not units:
            del self.fields["units"]

    def clean(self) -> dict[str, Any]:
        """Somebody must be chosen."""
        values = super().clean() or self.cleaned_data
        if not self.errors and not any(
            (values.get("units"), values["members"], values["names"].strip(), values["unnamed"])
        ):
            raise ValidationError(_("Choose at least one person or unit, or ask for slips without a name."))
        return values


class QuestionForm(forms.ModelForm[AssessmentQuestion]):
    """A question in the town's own words with its five steps."""

    class Meta:
        model = AssessmentQuestion
        fields = [
            "dimension", "words", "level_0", "level_1", "level_2", "level_3", "level_4", "evidence",
        ]  # fmt: skip
        help_texts = {
            "words": _("One thing only, as one sees it in the town hall."),
            "level_0": _("Nothing of it is there."),
            "level_4": _("As good as one can wish."),
            "evidence": _("A paper, a figure, an address."),
        }
