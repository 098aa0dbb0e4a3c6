"""The form that asks what first steps need: what is true of this town, and what it has."""

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kommune.foundation.pages import form_page, tell_with_undo
from kommune.maturity.actions.steps import answer_facts
from kommune.maturity.queries.steps import given_answers
from kommune.maturity.rules import may_take_steps
from kommune.maturity.step_words import (
    BECAUSE,
    HAVE_LEVELS,
    NEED_LEVELS,
    all_preconditions,
    precondition_text,
)
from kommune.maturity.web.steps.listing import steps_crumbs
from kommune.maturity.web.tabs import place_tabs
from kommune.municipalities.public import TownRequest, require

UNKNOWN = ("", gettext_lazy("don't know"))


class AnswersForm(forms.Form):
    """One choice per need and per precondition; nothing chosen stays unknown."""

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]  # handed on as Django gave them
        for topic, words in BECAUSE.items():
            self.fields[f"need.{topic}"] = choice_field(f"… {words}", NEED_LEVELS)
        for fact, one in all_preconditions().items():
            self.fields[fact] = choice_field(sentence_case(precondition_text(one)), HAVE_LEVELS)

    def answers(self) -> dict[str, int | None]:
        """Answers in per cent by fact, None where nothing was chosen."""
        return {fact: int(value) if value else None for fact, value in self.cleaned_data.items()}


def sentence_case(text: str) -> str:
    """A text with a capital letter at the beginning."""
    return text[:1].upper() + text[1:]


def choice_field(label: str, levels: tuple[tuple[int, object], ...]) -> forms.ChoiceField:
    """A choice that begins with not knowing."""
    choices = [UNKNOWN, *((str(percent), words) for percent, words in levels)]
    return forms.ChoiceField(label=label, choices=choices, required=False)


@require_http_methods(["GET", "POST"])
def answer(request: TownRequest, town: str) -> HttpResponse:
    """Say what is true here; everything may stay open."""
    require(may_take_steps(request.viewer))
    initial = {fact: str(percent) for fact, percent in given_answers().items()}
    form = AnswersForm(request.POST if request.method == "POST" else None, initial=initial)
    target = reverse("maturity:steps", args=[town])

    def save() -> str:
        batch_id = answer_facts(by=request.viewer, answers=form.answers())
        tell_with_undo(request, town, _("Saved. The list follows your answers."), batch_id)
        return target

    context = {
        "needs": [form[name] for name in form.fields if name.startswith("need.")],
        "having": [form[name] for name in form.fields if name.startswith("has.")],
        "submit_label": _("Save answers"),
        "cancel_url": target,
        "tabs": place_tabs(town, "steps"),
        "crumbs": steps_crumbs(town, (_("Answers"), "")),
    }
    return form_page(request, form, save, context, "maturity/steps/answers.html", makes=False)
