"""The filters of a table as fields of a form, written straight in Python: many have hundreds of choices."""

from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kommune.foundation.markup import joined_markup, options_markup
from kommune.foundation.tables.shapes import Filter
from kommune.foundation.tables.table import Table

LABELLED = (
    '<div class="kern-form-input"><label class="kern-label" for="f-{name}">{label}</label>{control}</div>'
)


def filters_markup(table: Table) -> SafeString:
    """One field per filter, with what the address has chosen."""
    return joined_markup(_field(table, one) for one in table.filters)


def _field(table: Table, one: Filter) -> str:
    name, label = escape(f"{table.state.prefix}{one.key}"), escape(str(one.label))
    chosen = table.state.filters.get(one.key, [])
    if one.kind == "multi":
        boxes = "".join(
            f'<div class="kern-form-check"><input class="kern-form-check__checkbox" type="checkbox" '
            f'id="f-{name}-{number}" name="{name}" value="{escape(str(value))}"'
            f"{' checked' if str(value) in chosen else ''}>"
            f'<label class="kern-label" for="f-{name}-{number}">{escape(str(text))}</label></div>'
            for number, (value, text) in enumerate(table.options(one), start=1)
        )
        return f'<fieldset class="filters__many"><legend>{label}</legend><div>{boxes}</div></fieldset>'
    if one.kind == "text":
        control = (
            f'<input class="kern-form-input__input" type="text" id="f-{name}" name="{name}" '
            f'value="{escape(chosen[0] if chosen else "")}" maxlength="200">'
        )
    else:
        known = [("yes", _("Yes")), ("no", _("No"))] if one.kind == "boolean" else table.options(one)
        control = (
            f'<div class="kern-form-input__select-wrapper"><select class="kern-form-input__select" '
            f'id="f-{name}" name="{name}"><option value="">{escape(_("all"))}</option>'
            f"{options_markup(known, set(chosen))}</select></div>"
        )
    return LABELLED.format(name=name, label=label, control=control)
