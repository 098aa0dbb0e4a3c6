"""Forms of pulses: the frame with its questions, own questions, an instrument's file, a reply."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from kommune.maturity.models import Pulse, PulseQuestion, PulseReply
from kommune.maturity.shapes.pulses import LOWEST_FLOOR

Choices = Iterable[tuple[Any, Any]]
DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class PulseForm(forms.ModelForm[Pulse]):
    """The frame of a survey in preparation and what it asks."""

    topics = forms.MultipleChoiceField(
        label=_("Topics"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Two or three are enough: two minutes find more people than ten."),
    )
    question_ids = forms.MultipleChoiceField(
        label=_("Own questions"), required=False, widget=forms.CheckboxSelectMultiple
    )
    instrument_ids = forms.MultipleChoiceField(
        label=_("Instruments"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Pulse
        fields = [
            "title",
            "purpose",
            "topics",
            "about",
            "question_ids",
            "instrument_ids",
            "closes_on",
            "people",
            "floor",
            "asks_texts",
            "keeps_texts_months",
        ]
        widgets = {"purpose": forms.Textarea(attrs={"rows": 3}), "closes_on": DAY}
        help_texts = {
            "purpose": _("Stands on top of the questions: what you want to know, and what will come of it."),
            "about": _("Only for the topic on usefulness and ease of a tool."),
            "people": _("Only needed where the units name no employees."),
            "closes_on": _("After this day no answer is taken. You close the survey yourself."),
            "floor": _("Seven is the least; a larger number protects better and shows less."),
            "asks_texts": _(
                "Words can give people away by their style. They are shown without any group, shuffled, and "
                "only if enough people write some. Leave it out unless you need it."
            ),
            "keeps_texts_months": _("After that the words are deleted."),
        }

    def __init__(
        self, *args: Any, topics: Choices, questions: Choices, instruments: Choices, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        for name, choices in (
            ("topics", topics),
            ("question_ids", questions),
            ("instrument_ids", instruments),
        ):
            offered = [(str(key), label) for key, label in choices]
            cast(forms.MultipleChoiceField, self.fields[name]).choices = offered
            if not offered:
                del self.fields[name]
        self.fields["floor"].widget.attrs["min"] = LOWEST_FLOOR


class OpenPulseForm(forms.ModelForm[Pulse]):
    """What may still change while a survey is open."""

    class Meta:
        model = Pulse
        fields = ["title", "closes_on"]
        widgets = {"closes_on": DAY}


class QuestionForm(forms.ModelForm[PulseQuestion]):
    """A question of the town's own."""

    class Meta:
        model = PulseQuestion
        fields = ["words", "low", "high"]
        help_texts = {
            "words": _("One thought, said so that 5 is good. Ask about work, never about a person."),
        }


class InstrumentForm(forms.Form):
    """The file of a published instrument."""

    file = forms.FileField(label=_("Table of the instrument (XLSX, ODS or CSV)"))


class ReplyForm(forms.ModelForm[PulseReply]):
    """What the town does about a result."""

    topic = forms.ChoiceField(label=_("Topic"))
    measure_id = forms.TypedChoiceField(label=_("Measure"), required=False, empty_value=None)

    class Meta:
        model = PulseReply
        fields = ["topic", "text", "state"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"text": _("In the words of those who answered: what changes for them, and by when.")}

    def __init__(self, *args: Any, topics: Choices, measures: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        cast(forms.ChoiceField, self.fields["topic"]).choices = list(topics)
        chosen = cast(forms.TypedChoiceField, self.fields["measure_id"])
        chosen.choices = [("", "—"), *((str(key), label) for key, label in measures)]
