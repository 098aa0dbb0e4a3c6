"""The history of one thing: who changed what and when, taking a change back, restoring an earlier state."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kommune.accounts.public import names_of
from kommune.audit.public import BatchLine, Change, batch_lines, history_of
from kommune.foundation.errors import DomainError
from kommune.municipalities.public import ForeignTown, ThingKind, TownRequest, thing_kind
from kommune.workbench.actions import restore_thing, take_back
from kommune.workbench.journal_names import ACTION_NAMES
from kommune.workbench.rules import may_take_back
from kommune.workbench.telling import Teller

SHOWN_CHANGES = 12


@require_GET
def show_history(request: TownRequest, town: str, kind: str, object_id: UUID) -> HttpResponse:
    """Who changed what in one thing, when."""
    thing = thing_kind(kind)
    if thing is None:
        raise Http404
    may_change = thing.may_change is not None and thing.may_change(request.viewer, object_id)
    if not may_change and not thing.may_see(request.viewer, object_id):
        raise Http404
    parts = [(part.kind, part.owner) for part in thing.parts]
    changes = history_of(kind, str(object_id), parts=parts)
    own = [change for change in changes if change.kind == kind]
    context = {
        "title": own[0].label if own else thing.label,
        "url": thing.url(town, object_id),
        "entries": _entries(request, thing, object_id, changes, may_change=may_change),
        "crumbs": [(own[0].label if own else thing.label, thing.url(town, object_id)), (_("History"), "")],
    }
    return render(request, "workbench/history.html", context)


@require_POST
def undo(request: TownRequest, town: str, batch_id: UUID) -> HttpResponse:
    """Take one batch of changes back: undo, restore from the trash, undo an import."""
    return _act(
        request,
        lambda: take_back(by=request.viewer, batch_id=batch_id),
        _("Taken back. The journal shows it."),
        reverse("workbench:journal", args=[town]),
    )


@require_POST
def restore(request: TownRequest, town: str, kind: str, object_id: UUID, entry_id: UUID) -> HttpResponse:
    """Give a thing back an earlier state."""
    return _act(
        request,
        lambda: restore_thing(by=request.viewer, kind=kind, object_id=object_id, entry_id=entry_id),
        _("The earlier state is restored. The history shows it."),
        reverse("workbench:history", args=[town, kind, object_id]),
    )


def when(moment: Any) -> str:
    """A moment as people in the town read it."""
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")


def who(names: dict[UUID, str], actor_id: UUID | None) -> str:
    """The name of whoever acted."""
    return names.get(actor_id, _("a person who left")) if actor_id else _("the program")


def what(line: BatchLine) -> str:
    """What a batch did, in a few words."""
    name = str(ACTION_NAMES.get(line.action, line.action))
    return f"{name}: {ACTION_NAMES.get(line.undoes, line.undoes)}" if line.undoes else name


def reason(line: BatchLine) -> str:
    """The reason that was given; what only says which batch was taken back is none."""
    return "" if line.undoes or line.action == "undo" else line.reason


def _entries(
    request: TownRequest, thing: ThingKind, object_id: UUID, changes: list[Change], *, may_change: bool
) -> list[dict[str, Any]]:
    """The changes by batch, newest first."""
    batches: dict[UUID, list[Change]] = {}
    for change in changes:
        batches.setdefault(change.batch_id, []).append(change)
    lines = batch_lines(changes)
    names = names_of(line.actor_id for line in lines.values())
    teller = Teller(request.viewer, changes, thing.parts)
    newest = next((change.id for change in changes if change.kind == thing.kind), None)
    entries = []
    for batch_id, members in batches.items():
        line = lines[batch_id]
        state = next((one for one in members if one.kind == thing.kind and one.after), None)
        told = [difference for change in reversed(members) for difference in teller.differences(change)]
        entries.append(
            {
                "when": when(line.at),
                "who": who(names, line.actor_id),
                "what": what(line),
                "reason": reason(line),
                "others": line.total - len(members),
                "changes": told[:SHOWN_CHANGES],
                "more": max(len(told) - SHOWN_CHANGES, 0),
                "is_undone": line.is_undone,
                "batch_id": batch_id
                if may_take_back(request.viewer, line, may_change_things=may_change)
                else None,
                "restore": (thing.kind, object_id, state.id)
                if may_change and state and state.id != newest
                else None,
            }
        )
    return entries


def _act(request: TownRequest, action: Callable[[], None], done: str, otherwise: str) -> HttpResponse:
    try:
        action()
    except ForeignTown as error:
        raise Http404 from error
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = otherwise
    return redirect(target)
