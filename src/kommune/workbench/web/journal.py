"""The town's journal and its trash: batches page by page, each with what it did and a way back."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kommune.accounts.public import names_of
from kommune.audit.public import BatchFilter, BatchLine, batch_page
from kommune.foundation.ids import parse_id
from kommune.municipalities.public import TownRequest, choose_accounts
from kommune.workbench.journal_names import KIND_NAMES, NAMED_KINDS, TRASHED_KINDS
from kommune.workbench.rules import may_read_journal, may_take_back
from kommune.workbench.telling import names_of_things
from kommune.workbench.web.history import reason, what, when, who

PAGE_SIZE = 25


class BatchPages(Sequence[BatchLine]):
    """The batches that a filter leaves, read one page at a time."""

    def __init__(self, wanted: BatchFilter, start: int) -> None:
        self.lines, self.total = batch_page(wanted, named=NAMED_KINDS, start=start, size=PAGE_SIZE)

    def __len__(self) -> int:
        return self.total

    def __getitem__(self, place: Any) -> Any:
        """The lines of the page that was read, whichever slice of them is asked for."""
        return self.lines


@require_GET
def show_journal(request: TownRequest, town: str) -> HttpResponse:
    """The changes of the town, newest first, each batch once."""
    _require_reader(request)
    people = choose_accounts()
    actor, kind = request.GET.get("person", ""), request.GET.get("kind", "")
    wanted = BatchFilter(actor_id=parse_id(actor), kind=kind if kind in KIND_NAMES else "")
    context = {
        **_context(request, wanted, dict(people)),
        "people": [(str(key), name) for key, name in people],
        "kinds": list(KIND_NAMES.items()),
        "chosen": {"person": actor, "kind": kind},
    }
    return render(request, "workbench/journal.html", context)


@require_GET
def show_trash(request: TownRequest, town: str) -> HttpResponse:
    """What was deleted and can come back."""
    _require_reader(request)
    return render(
        request, "workbench/trash.html", _context(request, BatchFilter(deleted_kinds=TRASHED_KINDS), None)
    )


def _context(request: TownRequest, wanted: BatchFilter, names: dict[UUID, str] | None) -> dict[str, Any]:
    number = request.GET.get("page", "1")
    start = (max(int(number), 1) - 1) * PAGE_SIZE if number.isdigit() else 0
    pages = BatchPages(wanted, start)
    page: Page[BatchLine] = Paginator(pages, PAGE_SIZE).get_page(number)
    known = names_of(line.actor_id for line in pages.lines) if names is None else names
    things = names_of_things(line.first for line in pages.lines if line.first and not line.labels)
    rows = [_row(request, line, known, wanted.deleted_kinds) for line in pages.lines]
    for row, line in zip(rows, pages.lines, strict=True):
        row["thing"] = things.get(line.batch_id, "")
    return {"page": page, "rows": rows}


def _row(
    request: TownRequest, line: BatchLine, names: dict[UUID, str], kinds: tuple[str, ...]
) -> dict[str, Any]:
    return {
        "when": when(line.at),
        "who": who(names, line.actor_id),
        "what": what(line),
        "reason": reason(line),
        "labels": [
            f"{KIND_NAMES.get(kind, '')} {label}".strip() if kinds else label for kind, label in line.labels
        ],
        "more": line.total - len(line.labels),
        "is_undone": line.is_undone,
        "batch_id": line.batch_id if may_take_back(request.viewer, line, may_change_things=False) else None,
    }


def _require_reader(request: TownRequest) -> None:
    if not may_read_journal(request.viewer):
        raise PermissionDenied
