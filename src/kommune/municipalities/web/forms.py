"""Forms of founding a town and of its administration."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kommune.municipalities.shapes import Role


class NewTownForm(forms.Form):
    """A new town: its name suffices, its key is better."""

    name = forms.CharField(label=_("Name of the town"), max_length=200)
    key = forms.CharField(
        label=_("Official key (AGS or ARS)"),
        help_text=_("8 or 12 digits, for example 05515000. It tells towns of the same name apart."),
        max_length=20,
        required=False,
    )
    slug = forms.SlugField(
        label=_("Short name in addresses"),
        help_text=_("Made from the name if you leave it empty."),
        max_length=60,
        required=False,
    )


class RegisterForm(forms.Form):
    """The official register as a file."""

    file = forms.FileField(
        label=_("Register of municipalities (CSV)"),
        help_text=_("The extract AuszugGV4QAktuell.csv of the Federal Statistical Office."),
        widget=forms.FileInput({"accept": ".csv,text/csv"}),
    )
    state_as_of = forms.CharField(
        label=_("State as of"), help_text=_("For example 31.12.2025"), max_length=20, required=False
    )


class TypesForm(forms.Form):
    """The table of types of towns as a file."""

    file = forms.FileField(
        label=_("Types of towns and districts (XLSX or CSV)"),
        help_text=_("The table of types by BBSR and Difu, as it comes; leading zeros may be missing."),
        widget=forms.FileInput({"accept": ".xlsx,.ods,.csv"}),
    )


class TownForm(forms.Form):
    """What a town says about itself."""

    name = forms.CharField(label=_("Name of the town"), max_length=200)
    key = forms.CharField(label=_("Official key (AGS or ARS)"), max_length=20, required=False)
    population = forms.IntegerField(label=_("Inhabitants"), min_value=0, max_value=10_000_000, required=False)
    letterhead = forms.CharField(
        label=_("Head of letters and papers"),
        widget=forms.Textarea({"rows": 3}),
        max_length=2000,
        required=False,
    )
    requires_second_factor = forms.BooleanField(
        label=_("Everybody needs a second factor (app or passkey)"), required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class PersonForm(forms.Form):
    """What a person is in the town."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    unit = forms.TypedChoiceField(label=_("Unit"), required=False, empty_value=None)
    in_working_group = forms.BooleanField(
        label=_("In the working group"),
        help_text=_("The working group sees everything, also what was not released yet."),
        required=False,
    )

    def __init__(self, *args: object, units: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as Django gave them
        self.fields["unit"].choices = [("", "–"), *units]  # type: ignore[attr-defined]  # a choice field


class EditPersonForm(PersonForm):
    """The same for a person who is here already, against stale writes."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class InvitationForm(PersonForm):
    """Somebody new."""

    email = forms.EmailField(label=_("E-mail address"))
    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    field_order = ("email", "name", "role", "unit", "in_working_group")


class AcceptForm(forms.Form):
    """The account of an invited person."""

    name = forms.CharField(
        label=_("Your name"), max_length=200, widget=forms.TextInput({"autocomplete": "name"})
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least 12 characters. Several words that you remember are better than signs."),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )


class UnitForm(forms.Form):
    """An organisational unit."""

    name = forms.CharField(label=_("Name"), max_length=200)
    short_name = forms.CharField(label=_("Short name"), max_length=60, required=False)
    key = forms.CharField(
        label=_("Key"),
        help_text=_("By which lists and other programs call the unit, for example FB 10."),
        max_length=80,
        required=False,
    )
    parent = forms.TypedChoiceField(label=_("Belongs to"), required=False, empty_value=None)
    head_count = forms.IntegerField(label=_("Employees"), min_value=0, max_value=1_000_000, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: object, parents: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as Django gave them
        self.fields["parent"].choices = [("", "–"), *parents]  # type: ignore[attr-defined]  # a choice field


class UnitFileForm(forms.Form):
    """A list of units as YAML."""

    file = forms.FileField(
        label=_("List of units (YAML)"),
        help_text=_("Entries with id, name and parent under the head einheiten or units."),
        widget=forms.FileInput({"accept": ".yaml,.yml"}),
    )
