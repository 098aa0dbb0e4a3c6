"""Forms of rating rounds: the frame, the choice of pairs, who is invited, what was agreed."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kommune.strategy.models import RatingRound
from kommune.strategy.queries.rounds import PairRef
from kommune.strategy.shapes import PairSource
from kommune.strategy.web.fields import Choices, TownChoiceField, offer
from kommune.strategy.web.rounds.words import signed, steps_for

MOST_UNNAMED = 60
ABOUT_A_STRATEGY = frozenset({PairSource.ALL, PairSource.LIKELY, PairSource.LINKED})
ABOUT_THE_CITY = frozenset({PairSource.ALL, PairSource.LIKELY})


class RoundForm(forms.ModelForm[RatingRound]):
    """The frame of a round."""

    class Meta:
        model = RatingRound
        fields = ["title", "note", "closes_on"]
        widgets = {
            "note": forms.Textarea(attrs={"rows": 3}),
            "closes_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        }
        help_texts = {
            "note": _("Stands on the first page of every sheet."),
            "closes_on": _("After this day no answer is taken. You close the round yourself."),
        }


class NewRoundForm(RoundForm):
    """A round with the choice of its pairs."""

    source = forms.ChoiceField(
        label=_("Which pairs?"), choices=PairSource.choices, widget=forms.RadioSelect, initial="likely"
    )
    digital_id = TownChoiceField(label=_("Strategy whose goals or measures act"))
    city_id = TownChoiceField(label=_("Strategy that is acted on"))
    earlier_id = TownChoiceField(label=_("Earlier round"))

    def __init__(
        self, *args: Any, acting: Choices, acted_on: Choices, earlier: Choices, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        offer(self, "digital_id", acting)
        offer(self, "city_id", acted_on)
        offer(self, "earlier_id", earlier)

    def clean(self) -> dict[str, Any]:
        """Each choice of pairs needs its strategies or its round."""
        values = super().clean() or self.cleaned_data
        source = values.get("source")
        for name, sources in (("digital_id", ABOUT_A_STRATEGY), ("city_id", ABOUT_THE_CITY)):
            if source in sources and not values.get(name):
                self.add_error(name, _("Choose a strategy for this."))
        if source == PairSource.DISPUTED and not values.get("earlier_id"):
            self.add_error("earlier_id", _("Choose an earlier round for this."))
        return values


class PairForm(forms.Form):
    """One more pair, typed with the help of a list."""

    start = forms.CharField(label=_("Goal or measure that acts"), max_length=700)
    goal = forms.CharField(label=_("Goal that is acted on"), max_length=700)

    def __init__(
        self, *args: Any, starts: Mapping[str, PairRef], goals: Mapping[str, Any], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.starts, self.goals = starts, goals
        for name in ("start", "goal"):
            self.fields[name].widget.attrs.update({"list": f"{name}s", "autocomplete": "off"})

    def clean(self) -> dict[str, Any]:
        """What was typed must be one of the list."""
        values = super().clean() or self.cleaned_data
        for name, known in (("start", self.starts), ("goal", self.goals)):
            if name in values and values[name] not in known:
                self.add_error(
                    name, _("There is no such entry. Type a few letters and choose from the list.")
                )
        return values

    def pair(self) -> PairRef:
        """The pair that was chosen; valid forms only."""
        start = self.starts[self.cleaned_data["start"]]
        return PairRef(start.digital_goal_id, start.measure_id, self.goals[self.cleaned_data["goal"]])


class InviteForm(forms.Form):
    """Who gets a link."""

    names = forms.CharField(
        label=_("Names, one per line"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Only you see the names, on the slips and in this round. They go when it closes."),
    )
    unnamed = forms.IntegerField(
        label=_("Further slips without a name"), required=False, min_value=0, max_value=MOST_UNNAMED
    )

    def clean(self) -> dict[str, Any]:
        """At least one slip."""
        values = super().clean() or self.cleaned_data
        if not values.get("names", "").strip() and not values.get("unnamed"):
            raise ValidationError(_("Name at least one person, or ask for slips without a name."))
        return values


class AgreementForm(forms.Form):
    """What was agreed about a pair."""

    score = forms.TypedChoiceField(label=_("Agreed value"), coerce=int, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 3, "maxlength": 2000})
    )

    def __init__(self, *args: Any, is_measure: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        steps = [
            (str(score), f"{signed(score)} {words}") for score, words in steps_for(is_measure=is_measure)
        ]
        cast(forms.ChoiceField, self.fields["score"]).choices = steps
