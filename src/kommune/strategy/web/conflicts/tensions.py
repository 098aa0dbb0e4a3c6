"""The list of typical tensions: shipped ones, changed ones, the town's own."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kommune.municipalities.public import TownRequest, require
from kommune.strategy.actions import tensions as actions
from kommune.strategy.errors import TensionUnusable
from kommune.strategy.queries.tensions import TownTension, town_tensions
from kommune.strategy.rules import may_settle_conflicts
from kommune.strategy.web.pages import Crumbs, form_page, found, sent_version, strategy_crumbs, tell_with_undo

POLES = ("first", "second")
KINDS = ("words", "sentences")


class LinesField(forms.CharField):
    """Texts, one per line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 4}), **options)

    def prepare_value(self, value: Any) -> Any:
        """A list as lines."""
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:
        """Lines as a list, empty ones left out."""
        return [line.strip() for line in str(super().clean(value)).splitlines() if line.strip()]


class TensionForm(forms.Form):
    """Two poles and the question to ask where goals stand at both."""

    question_de = forms.CharField(
        label=gettext_lazy("Question"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy(
            "With {digital_goal} and {city_goal} where the two goals stand; it must fit whichever stands "
            "at which pole."
        ),
    )
    first_name = forms.CharField(label=gettext_lazy("Name of the one pole"), required=False, max_length=60)
    first_words = LinesField(
        label=gettext_lazy("Words of the one pole"), help_text=gettext_lazy("One per line; stems are enough.")
    )
    first_sentences = LinesField(
        label=gettext_lazy("The one pole in other words"),
        help_text=gettext_lazy("Whole sentences, one per line; they find goals that use none of the words."),
    )
    second_name = forms.CharField(label=gettext_lazy("Name of the other pole"), required=False, max_length=60)
    second_words = LinesField(label=gettext_lazy("Words of the other pole"))
    second_sentences = LinesField(label=gettext_lazy("The other pole in other words"))
    question_en = forms.CharField(
        label=gettext_lazy("Question in English"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


@require_GET
def list_tensions(request: TownRequest, town: str) -> HttpResponse:
    """All tensions, with what can be done with each."""
    require(may_settle_conflicts(request.viewer))
    context = {"tensions": town_tensions(), "crumbs": _crumbs(town)}
    return render(request, "strategy/conflicts/tensions.html", context)


@require_http_methods(["GET", "POST"])
def new_tension(request: TownRequest, town: str) -> HttpResponse:
    """Add a tension of the town's own."""
    require(may_settle_conflicts(request.viewer))
    return _tension_page(request, town, None)


@require_http_methods(["GET", "POST"])
def edit_tension(request: TownRequest, town: str, key: str) -> HttpResponse:
    """Word a tension otherwise."""
    require(may_settle_conflicts(request.viewer))
    known = {one.key: one for one in town_tensions()}
    return _tension_page(request, town, found(known.get(key)))


@require_POST
def use_tension(request: TownRequest, town: str, key: str) -> HttpResponse:
    """Ask with a tension again, or put it aside."""
    require(may_settle_conflicts(request.viewer))
    found(next((one for one in town_tensions() if one.key == key), None))
    is_used = request.POST.get("use") == "yes"
    batch_id = actions.use_tension(by=request.viewer, key=key, is_used=is_used)
    told = _("This tension asks again.") if is_used else _("Put aside; it asks no more.")
    tell_with_undo(request, told, batch_id)
    return redirect("strategy:tension_list", town)


@require_POST
def drop_tension(request: TownRequest, town: str, key: str) -> HttpResponse:
    """Take an own tension away, or a shipped one back to its words."""
    require(may_settle_conflicts(request.viewer))
    found(next((one for one in town_tensions() if one.key == key and one.version), None))
    batch_id = actions.drop_tension(by=request.viewer, key=key)
    tell_with_undo(request, _("Done."), batch_id)
    return redirect("strategy:tension_list", town)


def _tension_page(request: TownRequest, town: str, tension: TownTension | None) -> HttpResponse:
    form = TensionForm(request.POST or None, initial=_initial(tension) if tension else None)
    back = reverse("strategy:tension_list", args=[town])

    def save() -> str:
        try:
            actions.save_tension(
                by=request.viewer,
                key=tension.key if tension else None,
                values=form.cleaned_data,
                version=sent_version(request),
            )
        except TensionUnusable as wrong:
            for name, sentences in wrong.fields.items():
                form.add_error(name if name in form.fields else None, sentences)
            raise
        return back

    context = {
        "title": tension.label if tension else _("New tension"),
        "version": tension.version if tension else 0,
        "crumbs": [*_crumbs(town), (_("Tensions"), back)],
        "cancel_url": back,
    }
    return form_page(request, form, save, context)


def _initial(tension: TownTension) -> dict[str, Any]:
    plain = tension.plain
    lists = {f"{pole}_{kind}": list(getattr(plain.pole(pole), kind)) for pole in POLES for kind in KINDS}
    names = {f"{pole}_name": plain.pole(pole).name for pole in POLES}
    return {"question_de": plain.question_de, "question_en": plain.question_en, **lists, **names}


def _crumbs(town: str) -> Crumbs:
    return strategy_crumbs(
        town,
        (_("Goal conflicts"), reverse("strategy:conflicts", args=[town])),
        (_("Questions"), reverse("strategy:tensions", args=[town])),
    )
