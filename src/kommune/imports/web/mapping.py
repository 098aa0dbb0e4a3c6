"""Saying what the sheets of a file hold, and which column fills which field."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kommune.foundation.errors import DomainError
from kommune.imports.actions import check_mapping, choose_mapping
from kommune.imports.guessing import columns_again
from kommune.imports.registry import all_targets, target_by_key, wings
from kommune.imports.shapes import EXTRA, LEVELS, FieldSpec
from kommune.imports.web.preview import start_preview
from kommune.imports.web.steps import crumbs, found, steps
from kommune.municipalities.public import TownRequest
from kommune.standards.spreadsheets import plain

DEEPEST = 4


@require_http_methods(["GET", "POST"])
def sheets(request: TownRequest, town: str, session_id: UUID) -> HttpResponse:
    """The second step: what each sheet holds and where its rows go."""
    session = found(request, session_id)
    outlines = {entry["sheet"]: entry for entry in session.outline}
    if request.method == "POST":
        mapping = [
            _sheet_choice(request, place, entry, outlines[entry["sheet"]])
            for place, entry in enumerate(session.mapping)
        ]
        try:
            session = choose_mapping(by=request.viewer, session_id=session_id, mapping=mapping)
            check_mapping(session)
            if "preview" in request.POST:
                return start_preview(request, town, session)
            return redirect("imports:columns", town, session_id, 0)
        except DomainError as error:
            messages.error(request, str(error))
            return redirect("imports:sheets", town, session_id)
    rows = [
        {"place": place, "entry": entry, "outline": outlines[entry["sheet"]]}
        for place, entry in enumerate(session.mapping)
    ]
    context = {
        "session": session,
        "sheets": rows,
        "targets": all_targets(),
        "levels": range(1, DEEPEST),
        "level_targets": [target for target in all_targets() if target.in_levels],
        "places": [place for wing in wings() for place in wing.places(request.viewer)],
        "steps": steps(session, town, 1),
        "crumbs": crumbs(town, _("Sheets")),
    }
    return render(request, "imports/sheets.html", context)


def _sheet_choice(
    request: TownRequest, place: int, entry: dict[str, Any], outline: dict[str, Any]
) -> dict[str, Any]:
    """One sheet as the form says; another target starts from a fresh guess of columns."""
    target = request.POST.get(f"target-{place}", "")
    chosen = {
        **entry,
        "target": target,
        "place": request.POST.get(f"place-{place}", ""),
        "place_title": request.POST.get(f"title-{place}", "").strip(),
    }
    if target == LEVELS:
        kinds = [request.POST.get(f"level-{place}-{depth}", "") for depth in range(1, DEEPEST)]
        chosen["kinds"] = [kind for kind in kinds if kind]
        chosen["tree"] = entry.get("tree") or "parent"
    if target and (target, chosen.get("kinds")) != (entry.get("target"), entry.get("kinds")):
        chosen["columns"] = columns_again(target, chosen.get("kinds", ()), outline)
        named = "parent" in chosen["columns"].values()
        chosen["tree"] = chosen["tree"] if target == LEVELS else "parent" if named else ""
    return chosen


@require_http_methods(["GET", "POST"])
def columns(request: TownRequest, town: str, session_id: UUID, place: int) -> HttpResponse:
    """The third step, once per sheet: which column fills which field, what words and colours mean."""
    session = found(request, session_id)
    used = [at for at, entry in enumerate(session.mapping) if entry.get("target")]
    if place >= len(used):
        raise Http404
    at = used[place]
    entry = session.mapping[at]
    outline = next(one for one in session.outline if one["sheet"] == entry["sheet"])
    if request.method == "POST":
        changed = [
            _column_choice(request, one, outline) if other == at else one
            for other, one in enumerate(session.mapping)
        ]
        try:
            session = choose_mapping(by=request.viewer, session_id=session_id, mapping=changed)
            if place + 1 < len(used) and "preview" not in request.POST:
                return redirect("imports:columns", town, session_id, place + 1)
            return start_preview(request, town, session)
        except DomainError as error:
            messages.error(request, str(error))
            return redirect("imports:columns", town, session_id, place)
    context = {
        "session": session,
        "entry": entry,
        "outline": outline,
        "columns": _column_rows(entry, outline),
        "fields": fields_of(entry),
        "extra": EXTRA,
        "number": place + 1,
        "count": len(used),
        "trees": _trees(entry),
        "steps": steps(session, town, 2),
        "crumbs": crumbs(town, _("Columns")),
        "is_last": place + 1 == len(used),
    }
    return render(request, "imports/columns.html", context)


def fields_of(entry: dict[str, Any]) -> list[FieldSpec]:
    """The fields that a sheet's columns may fill; for rows of several kinds those of all of them."""
    keys = entry.get("kinds", ()) if entry["target"] == LEVELS else (entry["target"],)
    fields: dict[str, FieldSpec] = {}
    for key in keys:
        target = target_by_key(key)
        for spec in target.fields if target else ():
            fields.setdefault(spec.key, spec)
    if entry["target"] == LEVELS:
        goal = target_by_key("goal")
        parent = goal.field("parent") if goal else None
        if parent is not None:
            fields.setdefault("parent", parent)
    return list(fields.values())


def _column_rows(entry: dict[str, Any], outline: dict[str, Any]) -> list[dict[str, Any]]:
    specs = {spec.key: spec for spec in fields_of(entry)}
    rows = []
    for place, header in enumerate(outline["headers"]):
        about = outline["columns"][place]
        key = entry.get("columns", {}).get(str(place), "")
        if not header and not about["samples"] and not about["colours"]:
            continue
        spec = specs.get(key.partition(":")[0])
        colour_field = next(
            (one for one, column in entry.get("colours", {}).items() if int(column) == place), ""
        )
        rows.append(
            {
                "place": place,
                "header": header,
                "samples": about["samples"],
                "key": key,
                "colour_field": colour_field,
                "colours": about["colours"] if len(about["colours"]) > 1 else [],
                "words": _words(spec or specs.get(colour_field), entry, about),
                "year": key.partition(":")[2],
            }
        )
    return rows


def _words(spec: FieldSpec | None, entry: dict[str, Any], about: dict[str, Any]) -> dict[str, Any] | None:
    """The words and colours of a column of choices, each with what it was said to mean."""
    if spec is None or not spec.choices:
        return None
    said = entry.get("words", {}).get(spec.key, {})
    found_words = [(word, count, said.get(plain(word))) for word, count in about["words"]]
    found_words += [(word, count, said.get(plain(word))) for word, count in about["colours"]]
    return {"field": spec.key, "choices": spec.choices, "found": found_words}


def _trees(entry: dict[str, Any]) -> list[tuple[str, str]]:
    target = target_by_key(entry["target"])
    if entry["target"] != LEVELS and not (target and target.forms_tree):
        return []
    return [
        ("", _("not at all")),
        ("parent", _("a column names the parent")),
        ("numbering", _("by numbering (1, 1.1)")),
        ("indent", _("by indentation")),
    ]


def _column_choice(request: TownRequest, entry: dict[str, Any], outline: dict[str, Any]) -> dict[str, Any]:
    places = range(len(outline["headers"]))
    chosen: dict[str, str] = {}
    colours: dict[str, int] = {}
    words: dict[str, dict[str, str]] = {field: dict(said) for field, said in entry.get("words", {}).items()}
    for place in places:
        chosen[str(place)] = request.POST.get(f"column-{place}", entry.get("columns", {}).get(str(place), ""))
        if request.POST.get(f"colour-{place}"):
            colours[request.POST[f"colour-{place}"]] = place
        about = outline["columns"][place]
        for number, (word, _count) in enumerate([*about["words"], *about["colours"]]):
            field, meaning = (
                request.POST.get(f"words-{place}", ""),
                request.POST.get(f"word-{place}-{number}", ""),
            )
            if field and meaning:
                words.setdefault(field, {})[plain(word)] = "" if meaning == "-" else meaning
    return {
        **entry,
        "columns": chosen,
        "colours": colours,
        "words": words,
        "tree": request.POST.get("tree", entry.get("tree", "")),
        "money_unit": 1000 if request.POST.get("money_unit") == "1000" else 1,
    }
