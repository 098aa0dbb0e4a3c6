"""Form fields in KERN's markup: label, hint and error belong to their control, also for a screen reader."""

from collections.abc import Mapping
from html import escape
from itertools import groupby
from secrets import token_urlsafe
from typing import cast

from django import forms
from django.forms.boundfield import BoundField
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kommune.foundation.markup import joined_markup, options_markup
from kommune.foundation.sending import KEY_FIELD
from kommune.foundation.templatetags.icons import icon

EMPTY = SafeString("")
WRITTEN_HERE = {
    f"django/forms/widgets/{kind}.html" for kind in ("text", "email", "number", "date", "textarea")
}


def field(bound: BoundField) -> SafeString:
    """One field of a form as a whole: label, hint, control, errors."""
    widget = bound.field.widget
    if bound.is_hidden:
        return bound.as_widget()
    if isinstance(widget, forms.RadioSelect):
        return _choice_group(bound, widget.input_type)
    if isinstance(widget, forms.CheckboxInput):
        return _single_check(bound)
    if isinstance(widget, forms.MultiWidget):
        return _several_controls(bound)
    return _labelled_control(bound)


def form_fields(form: forms.BaseForm) -> SafeString:
    """The error summary, the hidden fields and every visible field of a form, in its order."""
    return format_html(
        "{}{}{}",
        error_summary(form),
        joined_markup(bound.as_widget() for bound in form.hidden_fields()),
        joined_markup(field(bound) for bound in form.visible_fields()),
    )


def sent_key() -> SafeString:
    """The one-time key of a form that makes something; new with each page."""
    return format_html('<input type="hidden" name="{}" value="{}">', KEY_FIELD, token_urlsafe(16))


def error_summary(form: forms.BaseForm) -> SafeString:
    """All errors of a form on top, each linked to its field; nothing where there is none."""
    if not form.is_bound or not form.errors:
        return EMPTY
    general = [("", error) for error in form.non_field_errors()]
    hidden = [("", error) for bound in form.hidden_fields() for error in bound.errors]
    own = [(bound, error) for bound in form.visible_fields() for error in bound.errors]
    entries = [format_html("<li>{}</li>", error) for _nothing, error in general + hidden]
    entries += [
        format_html('<li><a href="#{}">{}: {}</a></li>', _first_control_id(bound), bound.label, error)
        for bound, error in own
    ]
    return format_html(
        '<div class="error-summary" role="alert" tabindex="-1"><h2>{}</h2><ul>{}</ul></div>',
        _("Please check your entries"),
        joined_markup(entries),
    )


def _control_id(bound: BoundField) -> str:
    return bound.id_for_label or bound.auto_id or f"id_{bound.html_name}"


def _first_control_id(bound: BoundField) -> str:
    """The id to jump to: of the first option where a field has several."""
    base = bound.auto_id or f"id_{bound.html_name}"
    widget = bound.field.widget
    if isinstance(widget, forms.RadioSelect | forms.MultiWidget):
        return f"{base}_0"
    return _control_id(bound)


def _described_by(bound: BoundField) -> str:
    base = _control_id(bound)
    ids = [f"{base}-hint"] if bound.help_text else []
    ids += [f"{base}-error"] if bound.errors else []
    return " ".join(ids)


def _hint(bound: BoundField) -> SafeString:
    if not bound.help_text:
        return EMPTY
    return format_html('<div class="kern-hint" id="{}-hint">{}</div>', _control_id(bound), bound.help_text)


def _errors(bound: BoundField) -> SafeString:
    if not bound.errors:
        return EMPTY
    return format_html(
        '<div class="kern-error" id="{}-error">{}<span>{}</span></div>',
        _control_id(bound),
        icon("alert"),
        format_html_join(SafeString("<br>"), "{}", ((error,) for error in bound.errors)),
    )


def _optional(bound: BoundField) -> SafeString:
    """Marks the rarer kind: the optional fields of a form, or the required ones where most are optional."""
    if _is_mostly_optional(bound.form) != bound.field.required:
        return EMPTY
    word = _("required") if bound.field.required else _("optional")
    return format_html(' <span class="kern-label__optional">- {}</span>', word)


def _is_mostly_optional(form: forms.BaseForm) -> bool:
    """Counted once per form, since every field asks."""
    known: dict[str, bool] = form.__dict__
    if "mostly_optional" not in known:
        fields = [one.field for one in form.visible_fields()]
        known["mostly_optional"] = sum(not one.required for one in fields) * 2 > len(fields)
    return known["mostly_optional"]


def _attributes(bound: BoundField, css: str) -> dict[str, str | bool]:
    given = str(bound.field.widget.attrs.get("class", ""))
    attributes: dict[str, str | bool] = {"class": f"{css} {given}".strip()}
    if described := _described_by(bound):
        attributes["aria-describedby"] = described
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return attributes


def _select(bound: BoundField, css: str) -> SafeString:
    """A select as Django would write it, without a template or a dictionary per option."""
    widget = cast(forms.Select, bound.field.widget)
    attributes = bound.build_widget_attrs({"id": _control_id(bound), **_attributes(bound, css)}, widget)
    attributes = widget.build_attrs(widget.attrs, attributes)
    chosen = {str(value) for value in widget.format_value(bound.value()) or [""]}
    groups = []
    for is_group, members in groupby(widget.choices, key=lambda one: isinstance(one[1], list | tuple)):
        if is_group:
            for title, options in members:
                body = options_markup(options, chosen)
                groups.append(format_html('<optgroup label="{}">{}</optgroup>', title, body))
        else:
            plain = (("" if value is None else value, label) for value, label in members)
            groups.append(options_markup(plain, chosen))
    return format_html(
        '<select name="{}"{}>{}</select>', bound.html_name, flatatt(attributes), joined_markup(groups)
    )


def _written_control(bound: BoundField, css: str) -> SafeString:
    return control(bound, {"id": _control_id(bound), **_attributes(bound, css)})


def control(bound: BoundField, attributes: Mapping[str, str | bool] | None = None) -> SafeString:
    """An input or a text area as Django would write it, without a template; other widgets as they are."""
    widget = bound.field.widget
    attributes = dict(attributes or {"id": _control_id(bound)})
    if widget.template_name not in WRITTEN_HERE:
        return bound.as_widget(attrs=attributes)
    shown = widget.get_context(bound.html_name, bound.value(), bound.build_widget_attrs(attributes, widget))[
        "widget"
    ]
    value = "" if shown["value"] is None else shown["value"]
    if isinstance(widget, forms.Textarea):
        return format_html(
            '<textarea name="{}"{}>\n{}</textarea>', shown["name"], flatatt(shown["attrs"]), value
        )
    return format_html(
        '<input type="{}" name="{}"{}{}>',
        shown["type"],
        shown["name"],
        format_html(' value="{}"', value) if shown["value"] is not None else EMPTY,
        flatatt(shown["attrs"]),
    )


def _labelled_control(bound: BoundField) -> SafeString:
    widget = bound.field.widget
    error = bool(bound.errors)
    if isinstance(widget, forms.Select) and not widget.allow_multiple_selected:
        css = "kern-form-input__select" + (" kern-form-input__select--error" if error else "")
        control = format_html(
            '<div class="kern-form-input__select-wrapper">{}</div>',
            _select(bound, css),
        )
    else:
        css = "kern-form-input__input" + (" kern-form-input__input--error" if error else "")
        if isinstance(widget, forms.DateInput | forms.TimeInput | forms.NumberInput):
            css += " kern-form-input__input--short"
        control = _written_control(bound, css)
    return format_html(
        '<div class="kern-form-input{}"><label class="kern-label" for="{}">{}{}</label>{}{}{}</div>',
        " kern-form-input--error" if error else "",
        _control_id(bound),
        bound.label,
        _optional(bound),
        _hint(bound),
        control,
        _errors(bound),
    )


def _single_check(bound: BoundField) -> SafeString:
    error = bool(bound.errors)
    css = "kern-form-check__checkbox" + (" kern-form-check__checkbox--error" if error else "")
    return format_html(
        '<div><div class="kern-form-check{}">{}<label class="kern-label" for="{}">{}</label></div>{}{}</div>',
        " kern-form-check--error" if error else "",
        bound.as_widget(attrs=_attributes(bound, css)),
        _control_id(bound),
        bound.label,
        _hint(bound),
        _errors(bound),
    )


def _choice_group(bound: BoundField, kind: str) -> SafeString:
    css = f"kern-form-check__{kind}" + (f" kern-form-check__{kind}--error" if bound.errors else "")
    options = format_html_join(
        "",
        '<div class="kern-form-check">{}<label class="kern-label" for="{}">{}</label></div>',
        (
            (_option_tag(option.data, css), option.id_for_label, option.choice_label)
            for option in bound.subwidgets
        ),
    )
    return _fieldset(bound, options)


def _option_tag(data: dict[str, object], css: str) -> SafeString:
    """One radio button or checkbox, without the label that Django would wrap around it."""
    given = data["attrs"]
    attributes = {**(given if isinstance(given, dict) else {}), "class": css}
    own = {"type": data["type"], "name": data["name"], "value": data["value"]}
    written = "".join(f' {name}="{escape(str(value))}"' for name, value in own.items())
    written += "".join(
        f" {escape(name)}" if value is True else f' {escape(name)}="{escape(str(value))}"'
        for name, value in attributes.items()
        if value is not None and value is not False
    )
    return joined_markup([f"<input{written}>"])


def _several_controls(bound: BoundField) -> SafeString:
    controls = bound.as_widget(attrs={"class": "kern-form-input__input"})
    return _fieldset(bound, format_html('<div class="row">{}</div>', controls))


def _fieldset(bound: BoundField, body: SafeString) -> SafeString:
    described = _described_by(bound)
    return format_html(
        '<fieldset class="kern-fieldset{}"{}><legend class="kern-label">{}{}</legend>{}'
        '<div class="kern-fieldset__body">{}</div>{}</fieldset>',
        " kern-fieldset--error" if bound.errors else "",
        format_html(' aria-describedby="{}"', described) if described else "",
        bound.label,
        _optional(bound),
        _hint(bound),
        body,
        _errors(bound),
    )
