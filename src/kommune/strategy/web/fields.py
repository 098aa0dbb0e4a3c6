"""Form fields for choosing things of the town, euro amounts and strengths."""

from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kommune.foundation.money import euro_text
from kommune.standards.spreadsheets import ValueProblem, read_money_cents

Choices = Iterable[tuple[Any, Any]]

STRENGTHS = [
    ("0", _("0 – none")),
    ("1", _("1 – a little")),
    ("2", _("2 – clearly")),
    ("3", _("3 – decisively")),
]


class TownChoiceField(forms.TypedChoiceField):
    """Chooses one object of the town; the choices come from the view, so that no other town's id passes."""

    def __init__(self, *, multiple: bool = False, **options: Any) -> None:
        options.setdefault("required", False)
        super().__init__(coerce=UUID, empty_value=None, **options)

    def offer(self, choices: Choices, *, nothing: Any = "—") -> None:
        """Set what can be chosen; ``nothing`` is the empty choice."""
        self.choices = [("", nothing), *((str(key), label) for key, label in choices)]


class TownMultipleField(forms.TypedMultipleChoiceField):
    """Chooses several objects of the town."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        options.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(coerce=UUID, empty_value=[], **options)

    def offer(self, choices: Choices) -> None:
        """Set what can be chosen."""
        self.choices = [(str(key), label) for key, label in choices]


class EuroField(forms.Field):
    """An amount as people write it (``12.400 €``, ``25 T€``); cleaned to cents, empty to None (unknown)."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        super().__init__(**options)
        self.widget.attrs.update({"inputmode": "decimal", "class": "number"})

    def prepare_value(self, value: Any) -> Any:
        """Cents as euro text; what was typed stays as it is."""
        return euro_text(value, decimals=value % 100 != 0) if isinstance(value, int) else value

    def to_python(self, value: Any) -> int | None:
        """Cents or None."""
        text = str(value or "").strip()
        if not text:
            return None
        try:
            return read_money_cents(text).value
        except ValueProblem as problem:
            raise ValidationError(
                _("“%(value)s” is not an amount. Write for example 12.400 € or 25 T€."),
                params={"value": text},
            ) from problem


def offer(form: forms.BaseForm, name: str, choices: Choices) -> None:
    """Set what can be chosen in a form's ``TownChoiceField`` or ``TownMultipleField``."""
    field = cast(TownChoiceField | TownMultipleField, form.fields[name])
    field.offer(choices)
