"""Forms of the own account."""

from django import forms
from django.utils.translation import gettext_lazy as _


class FirstAccountForm(forms.Form):
    """The first account of a new installation."""

    name = forms.CharField(
        label=_("Your name"), max_length=200, widget=forms.TextInput({"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("You sign in with it."),
        widget=forms.EmailInput({"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least 12 characters. Several words that you remember are better than signs."),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    code = forms.CharField(
        label=_("Set-up code"),
        help_text=_(
            "The program shows it when it starts; it also lies in the file setup_code in its data folder."
        ),
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, *args: object, needs_code: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as Django gave them
        if not needs_code:
            del self.fields["code"]


class NameForm(forms.Form):
    """The name that others see."""

    name = forms.CharField(
        label=_("Your name"), max_length=200, widget=forms.TextInput({"autocomplete": "name"})
    )
