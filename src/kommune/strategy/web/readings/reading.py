"""Pages of texts that are read: the list, a new one, and one with its proposals."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.files.base import File
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kommune.files.public import FileShape, skipped_upload
from kommune.foundation.errors import DomainError
from kommune.foundation.sending import save_once
from kommune.jobs.public import start_job
from kommune.municipalities.public import TownRequest, Viewer, require
from kommune.strategy.actions.readings import keep_upload, read_text, throw_away
from kommune.strategy.models import Passage, Reading
from kommune.strategy.queries.readings import (
    WIDE_AROUND,
    Decided,
    decided_of,
    draft_strategies,
    passages_of,
    reading_for,
    readings_with_counts,
    source_of,
)
from kommune.strategy.reading_texts import REASONS
from kommune.strategy.rules import may_edit_strategies
from kommune.strategy.shapes import ReadKind, ReadState
from kommune.strategy.tasks import READ_TEXT
from kommune.strategy.web.pages import found, strategy_crumbs
from kommune.strategy.web.readings.forms import MakeForm, ReadingForm

LARGE_BYTES = 400_000
PAGE_SIZE = 60
PASTED = "text"


@require_GET
def list_readings(request: TownRequest, town: str) -> HttpResponse:
    """Texts that were read, with how far each is."""
    require(may_edit_strategies(request.viewer))
    context = {
        "readings": list(readings_with_counts(request.viewer)),
        "crumbs": strategy_crumbs(town, (_("Texts"), "")),
    }
    return render(request, "strategy/readings/list.html", context)


@require_http_methods(["GET", "POST"])
def new_reading(request: TownRequest, town: str) -> HttpResponse:
    """Upload a file or paste a text; large files are read in the background."""
    require(may_edit_strategies(request.viewer))
    form = ReadingForm(request.POST, request.FILES) if request.method == "POST" else ReadingForm()
    too_large = skipped_upload(request)
    if request.method == "POST" and too_large is not None:
        # The file was refused while it arrived: that it is missing would be a second, wrong reason.
        form.errors.pop("file", None)
        form.add_error("file", str(too_large))
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_read_once(request, town, form.cleaned_data))
        except DomainError as error:
            form.add_error("file" if form.cleaned_data["file"] else "text", str(error))
    context = {
        "form": form,
        "submit_label": _("Read the text"),
        "cancel_url": reverse("strategy:readings", args=[town]),
        "crumbs": strategy_crumbs(
            town, (_("Texts"), reverse("strategy:readings", args=[town])), (_("New text"), "")
        ),
    }
    return render(request, "strategy/readings/new.html", context, status=422 if form.is_bound else 200)


def _read_once(request: TownRequest, town: str, values: dict[str, Any]) -> str:
    """Where the reading leads; the upload is thrown away where none came of it, or one from before."""
    upload, is_read = values["file"], False
    name = upload.name if isinstance(upload, File) and upload.name else PASTED

    def save() -> str:
        nonlocal is_read
        led_to = _read(request.viewer, town, kept, values)
        is_read = True
        return led_to

    kept = keep_upload(by=request.viewer, upload=upload or values["text"], name=name)
    try:
        return save_once(request, save)
    finally:
        if not is_read:
            throw_away(request.viewer, kept.id)


def _read(viewer: Viewer, town: str, kept: FileShape, values: dict[str, Any]) -> str:
    wanted = {"title": values["title"], "kind": values["kind"]}
    if kept.size > LARGE_BYTES:
        params = {
            **wanted,
            "file": str(kept.id),
            "membership": str(viewer.membership_id) if viewer.membership_id else "",
        }
        title = _("Reading %(file)s") % {"file": kept.original_name}
        return reverse(
            "jobs:show", args=[town, start_job(kind=READ_TEXT, title=title, by=viewer, params=params)]
        )
    return reverse("strategy:reading", args=[town, read_text(by=viewer, file_id=kept.id, **wanted)])


@require_GET
def show_reading(request: TownRequest, town: str, reading_id: UUID) -> HttpResponse:
    """One text: its proposals with their passages, and the way to a strategy."""
    reading = found(reading_for(request.viewer, reading_id))
    wanted = {key: request.GET.get(key, "") for key in ("state", "kind")}
    paginator = Paginator(passages_of(reading, **wanted), PAGE_SIZE)
    page = paginator.get_page(request.GET.get("page"))
    decided = decided_of(reading)
    drafts = [(str(one.id), one.title) for one in draft_strategies(request.viewer)]
    rows, beside = _rows(reading, page, request.GET.get("at", ""))
    context = {
        "reading": reading,
        "decided": decided,
        "rows": rows,
        "beside": beside,
        "page": page,
        "kept_parts": [(kind.label, decided.kept[kind.value]) for kind in ReadKind],
        "tabs": _tabs(request, town, reading, decided, wanted["state"]),
        "kinds": ReadKind.choices,
        "kind": wanted["kind"],
        "state": wanted["state"],
        "here": request.get_full_path(),
        "show_url": _show_url(request),
        "make_form": MakeForm(reading=reading, drafts=drafts),
        "crumbs": strategy_crumbs(
            town, (_("Texts"), reverse("strategy:readings", args=[town])), (reading.title, "")
        ),
    }
    return render(request, "strategy/readings/show.html", context)


def _rows(
    reading: Reading, page: Page[Passage], at: str
) -> tuple[list[dict[str, Any]], dict[str, Any] | None]:
    """Proposals with their passages, and the one that stands beside them in more of its text.

    The long text is fetched once and leaves with the page. ``at`` names the proposal to show; without it
    that is the first about which nothing was said yet.
    """
    text = Reading.objects.values_list("text", flat=True).get(id=reading.id)
    rows = [
        {
            "passage": passage,
            "why": REASONS.get(passage.why, ""),
            "source": source_of(text, passage.start, passage.end),
        }
        for passage in page
    ]
    return rows, _beside(text, list(page), at)


def _beside(text: str, passages: list[Passage], at: str) -> dict[str, Any] | None:
    named = [one for one in passages if str(one.id) == at]
    waiting = [one for one in passages if one.state == ReadState.PROPOSED]
    shown = next(iter([*named, *waiting, *passages]), None)
    if shown is None:
        return None
    return {
        "passage": shown,
        "source": source_of(text, shown.start, shown.end, around=WIDE_AROUND),
    }


def _show_url(request: TownRequest) -> str:
    """The address of this list, to which the id of the proposal to show beside it is added."""
    query = request.GET.copy()
    query.pop("at", None)
    return f"{request.path}?{query.urlencode()}&at=" if query else f"{request.path}?at="


def _tabs(
    request: TownRequest, town: str, reading: Reading, decided: Decided, state: str
) -> list[dict[str, Any]]:
    address = reverse("strategy:reading", args=[town, reading.id])
    dropped = decided.decided - decided.kept_total
    counts = {"": decided.total, "proposed": decided.open, "kept": decided.kept_total, "dropped": dropped}
    names = {"": _("All"), **{key: str(label).capitalize() for key, label in ReadState.choices}}
    return [
        {
            "label": names[key],
            "count": counts[key],
            "current": key == state,
            "url": address + ("?" + urlencode({"state": key}) if key else ""),
        }
        for key in names
    ]
