"""Deciding on proposals, changing one, making a strategy of those kept, deleting a text."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from kommune.foundation.errors import DomainError
from kommune.foundation.ids import parse_id
from kommune.municipalities.public import TownRequest, require
from kommune.strategy.actions import readings as actions
from kommune.strategy.queries.readings import WIDE_AROUND, next_open, passage_for, reading_for, source_of
from kommune.strategy.rules import may_edit_strategies
from kommune.strategy.shapes import ReadKind, ReadState
from kommune.strategy.web.pages import form_page, found, put_into_trash, sent_version, strategy_crumbs
from kommune.strategy.web.readings.forms import PassageForm


@require_POST
def decide(request: TownRequest, town: str, reading_id: UUID) -> HttpResponse:
    """Keep, drop or reopen one proposal by its own button, or all that are chosen by the bar's."""
    found(reading_for(request.viewer, reading_id))
    what, _colon, one = request.POST.get("decide", "").partition(":")
    chosen = [one] if one else request.POST.getlist("selected")
    ids = [key for key in map(parse_id, chosen) if key is not None]
    state = what if what in ReadState.values else None
    kind = what if what in ReadKind.values else None
    try:
        if ids and (state or kind):
            number = actions.decide_passages(
                by=request.viewer, reading_id=reading_id, passage_ids=ids, state=state, kind=kind
            )
            if not one:
                text = ngettext("%(n)s proposal changed.", "%(n)s proposals changed.", number)
                messages.success(request, text % {"n": number})
        else:
            messages.error(request, _("Choose proposals first."))
    except DomainError as error:
        messages.error(request, str(error))
    return redirect(_back(request, town, reading_id, ids[0] if one and ids else None))


def _back(request: TownRequest, town: str, reading_id: UUID, one: UUID | None) -> str:
    """Where the person was in the list, never outside of this text; with the next proposal beside it."""
    here, wanted = reverse("strategy:reading", args=[town, reading_id]), request.POST.get("back", "")
    is_ours = wanted.startswith(here) and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    path, _mark, query = (wanted.partition("#")[0] if is_ours else here).partition("?")
    kept = QueryDict(query, mutable=True)
    kept.pop("at", None)
    following = next_open(one) if one else None
    if following:
        kept["at"] = str(following)
    # In a list of one state, what was just decided is no longer there to return to.
    anchor = following if kept.get("state") and following else one
    return path + (f"?{kept.urlencode()}" if kept else "") + (f"#p-{anchor}" if anchor else "")


@require_http_methods(["GET", "POST"])
def edit_passage(request: TownRequest, town: str, passage_id: UUID) -> HttpResponse:
    """Change a proposal, with the passage in sight."""
    passage = found(passage_for(request.viewer, passage_id))
    form = PassageForm(request.POST or None, instance=passage)
    version, reading = passage.version, passage.reading
    target = reverse("strategy:reading", args=[town, reading.id])

    def save() -> str:
        actions.change_passage(
            by=request.viewer,
            passage_id=passage_id,
            version=sent_version(request),
            values=form.cleaned_data,
        )
        return f"{target}#p-{passage_id}"

    context = {
        "title": _("Change the proposal"),
        "version": version,
        "beside": {
            "passage": passage,
            "source": source_of(reading.text, passage.start, passage.end, around=WIDE_AROUND),
        },
        "crumbs": strategy_crumbs(
            town, (_("Texts"), reverse("strategy:readings", args=[town])), (reading.title, target)
        ),
        "cancel_url": f"{target}#p-{passage_id}",
    }
    return form_page(request, form, save, context, "strategy/readings/passage.html")


@require_POST
def make(request: TownRequest, town: str, reading_id: UUID) -> HttpResponse:
    """Make a draft strategy of what was kept, or add it to one."""
    require(may_edit_strategies(request.viewer))
    found(reading_for(request.viewer, reading_id))
    chosen = request.POST.get("strategy", "")
    try:
        strategy_id = actions.make_strategy(
            by=request.viewer,
            reading_id=reading_id,
            title=request.POST.get("title", "")[:300],
            strategy_id=UUID(chosen) if parse_id(chosen) else None,
        )
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("strategy:reading", town, reading_id)
    messages.success(request, _("The strategy was made. Its history takes all of it back with one click."))
    return redirect("strategy:show", town, strategy_id)


@require_POST
def delete(request: TownRequest, town: str, reading_id: UUID) -> HttpResponse:
    """Put a text into the trash."""
    found(reading_for(request.viewer, reading_id))
    put_into_trash(
        request,
        lambda: actions.delete_reading(by=request.viewer, reading_id=reading_id),
        _("The text is in the trash and can be restored there."),
    )
    return redirect("strategy:readings", town)
