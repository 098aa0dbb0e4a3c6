"""You said, we did: saying what is done about a topic, and making a measure of it in one click."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kommune.foundation.errors import DomainError
from kommune.foundation.pages import form_page, found, sent_version, tell_with_undo
from kommune.foundation.sending import save_once
from kommune.maturity.actions import pulse_replies as actions
from kommune.maturity.models import Pulse
from kommune.maturity.queries.pulses.pulses import pulse_for, reply_for
from kommune.maturity.queries.pulses.topics import blocks_from
from kommune.maturity.rules import may_run_pulses
from kommune.maturity.shapes.pulses import in_language
from kommune.maturity.web.pulses.forms import ReplyForm
from kommune.maturity.web.pulses.preparing import pulse_crumbs
from kommune.municipalities.public import TownRequest, Viewer, require
from kommune.strategy.public import choose_measures


@require_http_methods(["GET", "POST"])
def new_reply(request: TownRequest, town: str, pulse_id: UUID) -> HttpResponse:
    """Say what the town does about a topic."""
    require(may_run_pulses(request.viewer))
    pulse = found(pulse_for(request.viewer, pulse_id))
    form = ReplyForm(
        request.POST or None,
        **_offers(request.viewer, pulse),
        initial={"topic": request.GET.get("topic", "")},
    )
    target = reverse("maturity:pulse", args=[town, pulse_id])

    def save() -> str:
        actions.write_reply(by=request.viewer, pulse_id=pulse_id, values=form.cleaned_data)
        return f"{target}#{form.cleaned_data['topic']}"

    return form_page(request, form, save, _frame(town, pulse))


@require_http_methods(["GET", "POST"])
def edit_reply(request: TownRequest, town: str, reply_id: UUID) -> HttpResponse:
    """Change what is said, or how far it is."""
    require(may_run_pulses(request.viewer))
    reply = found(reply_for(request.viewer, reply_id))
    version = reply.version
    form = ReplyForm(
        request.POST or None,
        instance=reply,
        **_offers(request.viewer, reply.pulse),
        initial={"measure_id": reply.measure_id},
    )
    target = reverse("maturity:pulse", args=[town, reply.pulse_id])

    def save() -> str:
        actions.edit_reply(
            by=request.viewer, reply_id=reply_id, version=sent_version(request), values=form.cleaned_data
        )
        return f"{target}#{form.cleaned_data['topic']}"

    return form_page(request, form, save, _frame(town, reply.pulse) | {"version": version})


@require_POST
def delete_reply(request: TownRequest, town: str, reply_id: UUID) -> HttpResponse:
    """Put a reply into the trash."""
    require(may_run_pulses(request.viewer))
    reply = found(reply_for(request.viewer, reply_id))
    pulse_id = reply.pulse_id
    batch_id = actions.delete_reply(by=request.viewer, reply_id=reply_id)
    tell_with_undo(request, town, _("The reply is in the trash."), batch_id)
    return redirect("maturity:pulse", town, pulse_id)


@require_POST
def make_measure(request: TownRequest, town: str, pulse_id: UUID) -> HttpResponse:
    """Make a measure of a topic and go to edit it."""
    found(pulse_for(request.viewer, pulse_id))

    def save() -> str:
        measure_id = actions.make_measure_of_topic(
            by=request.viewer, pulse_id=pulse_id, topic=request.POST.get("topic", "")
        )
        return reverse("strategy:measure_edit", args=[town, measure_id])

    try:
        return redirect(save_once(request, save))
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("maturity:pulse", town, pulse_id)


def _frame(town: str, pulse: Pulse) -> dict[str, Any]:
    target = reverse("maturity:pulse", args=[town, pulse.id])
    return {
        "title": _("What do we do about it?"),
        "note": _("The answering page of the next survey shows this to everybody who gets a slip."),
        "crumbs": pulse_crumbs(town, (pulse.title, target)),
        "cancel_url": target,
    }


def _offers(viewer: Viewer, pulse: Pulse) -> dict[str, Any]:
    return {"topics": list(_topics(pulse)), "measures": choose_measures(viewer)}


def _topics(pulse: Pulse) -> Iterator[tuple[str, str]]:
    for block in blocks_from(pulse.blocks):
        yield block.key, in_language(block.title)
