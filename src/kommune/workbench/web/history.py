"""History of a thing, the trash, the town's journal, and taking a change back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import FieldDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kommune.accounts.public import names_of
from kommune.audit.public import (
    Change,
    batch_summary,
    history_of,
    latest_changes,
    registered_kinds,
    trash,
    undo_batch,
)
from kommune.foundation.errors import DomainError
from kommune.municipalities.public import (
    TownRequest,
    may_administer_town,
    may_steer_strategy,
    require,
    thing_kind,
    thing_kinds,
)
from kommune.workbench.journal_names import ACTION_NAMES

HIDDEN = {"version", "town_id", "id", "lineage_id", "position", "token_hash"}
GOVERNED_BY_ADMINISTRATION = {"membership", "invitation", "municipality", "unit", "api_token"}
NAMED_KINDS = {"strategy", "field", "goal", "measure", "unit", "paper", "paper_template"}
SHOWN_LENGTH = 200


@require_GET
def show_history(request: TownRequest, town: str, kind: str, object_id: UUID) -> HttpResponse:
    """Who changed what in one thing, when."""
    thing = thing_kind(kind)
    if thing is None or not thing.may_see(request.viewer, object_id):
        raise Http404
    changes = history_of(kind, str(object_id))
    context = {
        "title": changes[0].label if changes else thing.label,
        "url": thing.url(town, object_id),
        "entries": entries_from(request, changes, town),
    }
    return render(request, "workbench/history.html", context)


@require_GET
def show_trash(request: TownRequest, town: str) -> HttpResponse:
    """What was deleted and can come back."""
    _require_steering(request)
    changes = trash(list(thing_kinds()))
    return render(request, "workbench/trash.html", {"entries": entries_from(request, changes, town)})


@require_GET
def show_journal(request: TownRequest, town: str) -> HttpResponse:
    """The newest changes of the town, each batch once."""
    _require_steering(request)
    changes = latest_changes(limit=400)
    batches: dict[UUID, list[Change]] = {}
    for change in changes:
        batches.setdefault(change.batch_id, []).append(change)
    names = names_of(change.actor_id for change in changes)
    rows = []
    for batch_id, members in list(batches.items())[:60]:
        first = members[-1]
        labels = [change.label for change in members if change.kind in NAMED_KINDS]
        rows.append(
            {
                "when": _when(first),
                "who": names.get(first.actor_id) if first.actor_id else _("the program"),
                "what": ACTION_NAMES.get(first.action, first.action),
                "labels": labels[:3],
                "more": len(members) - min(len(labels), 3),
                "undo_url": reverse("workbench:undo", args=[town, batch_id])
                if _may_undo(request, [change.kind for change in members])
                else "",
            }
        )
    return render(request, "workbench/journal.html", {"rows": rows})


@require_POST
def undo(request: TownRequest, town: str, batch_id: UUID) -> HttpResponse:
    """Take one batch of changes back: undo, restore from the trash, undo an import."""
    try:
        _require_steering(request)
        if batch_summary(batch_id) is None:
            raise Http404
        undo_batch(batch_id=batch_id, actor_id=request.viewer.user_id)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Taken back. The journal shows it."))
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = reverse("workbench:journal", args=[town])
    return redirect(target)


def entries_from(request: TownRequest, changes: list[Change], slug: str) -> list[dict[str, Any]]:
    """Changes as entries of the timeline, names resolved in one query."""
    names = names_of(change.actor_id for change in changes)
    return [
        {
            "when": _when(change),
            "who": names.get(change.actor_id, "") if change.actor_id else _("the program"),
            "what": _what(change),
            "changes": _fields(change) if change.before and change.after else [],
            "undo_url": reverse("workbench:undo", args=[slug, change.batch_id])
            if _may_undo(request, [change.kind])
            else "",
        }
        for change in changes
    ]


def _when(change: Change) -> str:
    return date_format(timezone.localtime(change.at), "SHORT_DATETIME_FORMAT")


def _what(change: Change) -> str:
    name = str(ACTION_NAMES.get(change.action, change.action))
    text = f"{name}: {change.label}" if change.kind in NAMED_KINDS else name
    return f"{text} ({change.reason})" if change.reason and not _is_id(change.reason) else text


def _is_id(text: str) -> bool:
    return len(text) == 36 and text.count("-") == 4


def _fields(change: Change) -> list[tuple[str, str, str]]:
    model = registered_kinds()[change.kind]
    rows = []
    for name in change.changed_fields:
        if name in HIDDEN:
            continue
        try:
            field: Any = model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        choices = dict(getattr(field, "flatchoices", None) or [])
        before, after = ((side or {}).get(name) for side in (change.before, change.after))
        rows.append((str(field.verbose_name), _shown(choices, before), _shown(choices, after)))
    return rows


def _shown(choices: dict[Any, Any], value: Any) -> str:
    if value is None or value == "":
        return ""
    text = str(choices.get(value, value))
    return text if len(text) <= SHOWN_LENGTH else f"{text[:SHOWN_LENGTH]} …"


def _may_undo(request: TownRequest, kinds: list[str]) -> bool:
    if GOVERNED_BY_ADMINISTRATION.intersection(kinds) and not may_administer_town(request.viewer):
        return False
    return may_steer_strategy(request.viewer)


def _require_steering(request: TownRequest) -> None:
    require(may_steer_strategy(request.viewer))
