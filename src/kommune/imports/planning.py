"""A preview: the file read again, mapped, compared with what is stored; nothing is written."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from kommune.audit.public import revision
from kommune.files.public import file_for, open_file
from kommune.foundation.scope import current_town
from kommune.imports.desk import ALL_OF, Desk
from kommune.imports.errors import FileRefused, NoSuchImport
from kommune.imports.keeping import forget_writes, keep_writes
from kommune.imports.models import ImportSession, PlanLine
from kommune.imports.registry import Report, wings
from kommune.imports.shapes import ObjectChange, Remark, WingPlan
from kommune.imports.sheet_tables import tables_of
from kommune.imports.wordings import refusal
from kommune.municipalities.public import Viewer
from kommune.standards.spreadsheets import SpreadsheetError, Workbook, read_workbook

_CHUNK = 1000
MAX_CHANGE_CHARS = 400


@dataclass(slots=True)
class Preview:
    """What an import would do: the wings' plans and everything a person must see."""

    plans: list[WingPlan]
    desk: Desk
    revision: int

    def summary(self) -> dict[str, Any]:
        """Counts and sentences for the page and the list of imports."""
        counts = sorted(
            (count for plan in self.plans for count in plan.counts), key=lambda count: count.order
        )
        return {
            "problems": len(self.desk.problems),
            "notes": len(self.desk.notes),
            "answered": len(self.desk.answered),
            "counts": [
                {
                    "label": str(count.label),
                    "new": count.new,
                    "changed": count.changed,
                    "unchanged": count.unchanged,
                    "missing": count.missing,
                }
                for count in counts
            ],
            "sentences": [sentence for plan in self.plans for sentence in plan.sentences],
        }

    def lines(self, session: ImportSession) -> list[PlanLine]:
        """All lines of the page in their sections."""
        sections: dict[str, list[tuple[str, dict[str, Any]]]] = {
            "problem": [(remark.code, remark_data(remark)) for remark in self.desk.problems.values()],
            "note": [(remark.code, remark_data(remark)) for remark in self.desk.notes.values()],
            "answered": [
                (remark.code, {**remark_data(remark), "what": answer.what, "value": answer.value})
                for remark, answer in self.desk.answered.values()
            ],
            "new": [],
            "changed": [],
        }
        for plan in self.plans:
            for change in plan.changes:
                sections["new" if change.is_new else "changed"].append((change.target, change_data(change)))
        return [
            PlanLine(session=session, section=section, position=position, code=code, data=data)
            for section, entries in sections.items()
            for position, (code, data) in enumerate(entries)
        ]


def digest_of(lines: list[PlanLine], summary: dict[str, Any]) -> str:
    """The same for two previews that say the same."""
    digest = hashlib.sha256(json.dumps(summary, sort_keys=True).encode())
    for line in lines:
        digest.update(json.dumps([line.section, line.code, line.data], sort_keys=True).encode())
    return digest.hexdigest()


def remark_data(remark: Remark) -> dict[str, Any]:
    """A problem or note as stored JSON."""
    return {
        "key": remark.key,
        "sheet": remark.where.sheet,
        "row": remark.where.row,
        "column": remark.where.column,
        "text": remark.text,
        "params": dict(remark.params),
        "answers": list(remark.answers),
        "suggestions": [[suggestion.label, suggestion.value] for suggestion in remark.suggestions],
        "rows": remark.rows[:10],
        "count": len(remark.rows),
    }


def change_data(change: ObjectChange) -> dict[str, Any]:
    """A new or changed object as stored JSON."""
    return {
        "label": change.label[:300],
        "sheet": change.where.sheet,
        "row": change.where.row,
        "changes": [[entry.label, _cut(entry.before), _cut(entry.after)] for entry in change.changes],
    }


def _cut(text: str) -> str:
    return text if len(text) <= MAX_CHANGE_CHARS else text[: MAX_CHANGE_CHARS - 1] + "…"


def read_file(session: ImportSession, viewer: Viewer, report: Report) -> Workbook:
    """The session's workbook; raises ``FileRefused`` with a sentence for the person."""
    if session.file_id is None:
        raise NoSuchImport
    shape = file_for(viewer, session.file_id)
    with open_file(viewer, session.file_id) as source:
        try:
            return read_workbook(
                cast(BinaryIO, source),
                filename=shape.original_name,
                progress=lambda done, total: report(done, total, ""),
            )
        except SpreadsheetError as error:
            raise FileRefused(error.code, refusal(error.code, error.params)) from error


def make_preview(session: ImportSession, viewer: Viewer, report: Report) -> Preview:
    """Read, map and plan; the revision is taken before anything is looked at."""
    number = revision(current_town())
    workbook = read_file(session, viewer, report)
    desk = Desk(session.answers)
    tables = list(tables_of(workbook, session.mapping, desk, report))
    plans = []
    for wing in wings():
        keys = {target.key for target in wing.targets}
        own = [table for table in tables if table.target.key in keys]
        if own:
            plans.append(wing.plan(own, desk, viewer, report))
    return Preview(plans, desk, number)


def store_preview(session: ImportSession, preview: Preview) -> None:
    """Keep what the page shows; the caller holds the transaction."""
    lines, summary = preview.lines(session), preview.summary()
    session.lines.all().delete()
    PlanLine.objects.bulk_create(lines, batch_size=_CHUNK)
    session.summary = summary
    session.plan_digest = digest_of(lines, summary)
    session.plan_revision = preview.revision
    if preview.desk.problems:
        forget_writes(session)
    else:
        keep_writes(session, (write for plan in preview.plans for write in plan.writes))


def mark_answered(session: ImportSession, key: str, answer: Mapping[str, str]) -> int:
    """Put the open questions that an answer settles among the answered ones; returns how many."""
    open_lines = session.lines.filter(section="problem")
    code = key.removeprefix(ALL_OF)
    asked = open_lines.filter(code=code) if key.startswith(ALL_OF) else open_lines.filter(data__key=key)
    settled = [line for line in asked if answer["what"] in line.data["answers"]]
    for line in settled:
        line.section, line.data = "answered", {**line.data, **answer}
    PlanLine.objects.bulk_update(settled, ["section", "data"], batch_size=_CHUNK // 10)
    return len(settled)
