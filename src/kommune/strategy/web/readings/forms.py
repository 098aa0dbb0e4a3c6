"""Forms of reading a text: a file or pasted text, one proposal, the strategy that is made."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kommune.strategy.models import Passage, Reading
from kommune.strategy.shapes import StrategyKind

ACCEPTED = ".pdf,.docx,.odt,.md,.markdown,.txt,.html,.htm"


class ReadingForm(forms.Form):
    """What shall be read, and as which kind of strategy."""

    title = forms.CharField(label=_("title"), max_length=300)
    kind = forms.ChoiceField(label=_("kind"), choices=StrategyKind.choices, initial=StrategyKind.DIGITAL)
    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("PDF, DOCX, ODT, Markdown, HTML or plain text, at most 30 MB."),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    text = forms.CharField(
        label=_("or paste the text here"),
        required=False,
        max_length=4_000_000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def clean(self) -> dict[str, Any]:
        """One of file and text is needed."""
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("file") and not cleaned.get("text", "").strip():
            self.add_error("file", _("Choose a file or paste a text."))
        return cleaned


class PassageForm(forms.ModelForm[Passage]):
    """One proposal, before it is kept."""

    class Meta:
        model = Passage
        fields = ["kind", "number", "title", "description", "state"]
        labels = {"state": _("decision on it"), "kind": _("kind")}
        widgets = {"description": forms.Textarea(attrs={"rows": 6})}


class MakeForm(forms.Form):
    """A new draft, or an existing one that takes the kept proposals in."""

    strategy = forms.ChoiceField(label=_("Where to"), required=False)
    title = forms.CharField(label=_("Title of the new strategy"), max_length=300, required=False)

    def __init__(self, *args: Any, reading: Reading, drafts: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.initial["title"] = reading.title
        field = self.fields["strategy"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("A new draft")), *drafts]
