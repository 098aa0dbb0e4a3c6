"""The form of a paper's head."""

from django import forms
from django.utils.translation import gettext_lazy


class PaperForm(forms.Form):
    """What a paper's head says; the rest comes from the figures."""

    title = forms.CharField(label=gettext_lazy("title"), max_length=300)
    committee = forms.CharField(
        label=gettext_lazy("committee"),
        max_length=200,
        widget=forms.TextInput(attrs={"list": "recent-committees"}),
    )
    paper_number = forms.CharField(label=gettext_lazy("paper number"), max_length=80, required=False)
    dated_on = forms.DateField(
        label=gettext_lazy("date"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    form_key = forms.CharField(widget=forms.HiddenInput, max_length=40)
