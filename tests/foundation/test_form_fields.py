"""Forms: every label, hint and error belongs to its control, and errors can be jumped to."""

import re

from django import forms
from django.utils import translation

from kommune.foundation.templatetags.form_fields import error_summary, field, form_fields


class Order(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Name", help_text="As in the <b>decision</b>")
    size = forms.ChoiceField(label="Size", choices=[("s", "Small"), ("l", "Large")])
    way = forms.ChoiceField(
        label="Way", widget=forms.RadioSelect, choices=[("a", "On foot"), ("b", "By bike")]
    )
    extras = forms.MultipleChoiceField(
        label="Extras",
        widget=forms.CheckboxSelectMultiple,
        choices=[("x", "Jam"), ("y", "Honey")],
        required=False,
    )
    on = forms.DateField(label="On", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    note = forms.CharField(label="Note", widget=forms.Textarea, required=False)
    agreed = forms.BooleanField(label="Agreed")
    paper = forms.FileField(label="Paper", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


def test_an_error_is_linked_with_its_field() -> None:
    form = Order({"name": ""})
    markup = field(form["name"])
    assert 'for="id_name"' in markup
    assert 'aria-describedby="id_name-hint id_name-error"' in markup
    assert 'aria-invalid="true"' in markup
    assert '<div class="kern-error" id="id_name-error">' in markup
    assert '<div class="kern-hint" id="id_name-hint">' in markup


def test_the_summary_leads_to_every_field_in_error() -> None:
    form = Order({"name": ""})
    with translation.override("en"):
        summary = error_summary(form)
        page = form_fields(form)
    targets = re.findall(r'href="#([^"]+)"', summary)
    assert targets == ["id_name", "id_size", "id_way_0", "id_agreed"]
    assert all(f'id="{target}"' in page for target in targets)
    assert "This field is required" in summary


def test_a_form_that_nobody_sent_shows_no_errors() -> None:
    assert error_summary(Order()) == ""
    assert "aria-invalid" not in form_fields(Order())


def test_choices_stand_in_a_group_with_a_legend() -> None:
    form = Order({"way": "b", "extras": ["y"]})
    radios = field(form["way"])
    boxes = field(form["extras"])
    assert '<legend class="kern-label">Way</legend>' in radios
    assert radios.count('type="radio"') == 2
    assert re.findall(r'value="(\w)"[^>]*checked', radios) == ["b"]
    assert boxes.count('type="checkbox"') == 2
    assert re.findall(r'value="(\w)"[^>]*checked', boxes) == ["y"]


def test_every_visible_field_is_labelled_once() -> None:
    page = form_fields(Order())
    controls = re.findall(r'<(?:input|select|textarea)[^>]*id="([^"]+)"', page.replace('type="hidden"', ""))
    labels = re.findall(r'<label[^>]*for="([^"]+)"', page)
    assert sorted(labels) == sorted(one for one in controls if one != "id_version")


def test_what_people_type_stays_text() -> None:
    attack = '"><script>alert(1)</script>'
    page = form_fields(Order({"name": attack, "note": attack, "way": attack, "size": attack}))
    assert "<script>" not in page


def test_an_optional_field_says_so() -> None:
    with translation.override("en"):
        assert "optional" in field(Order()["note"])
        assert "optional" not in field(Order()["name"])
