"""The import room's door: wings register targets; the command line brings in whole files."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from kommune.imports.actions import discard_import, import_whole_file, report_nowhere
from kommune.imports.cells import shown_value
from kommune.imports.desk import CREATE, LEAVE_OUT, REPLACE, SKIP_ROW, Desk
from kommune.imports.errors import FileRefused, PreviewOutdated
from kommune.imports.models import PlanLine
from kommune.imports.registry import ImportWing, Report, register_targets
from kommune.imports.rules import may_import
from kommune.imports.shapes import (
    Answer,
    Choice,
    Count,
    Download,
    FieldChange,
    FieldSpec,
    ImportState,
    ObjectChange,
    Place,
    PlaceChoice,
    RowIn,
    Suggestion,
    TableIn,
    Target,
    Text,
    Where,
    WingPlan,
    Write,
)
from kommune.imports.wordings import refusal, sentence
from kommune.municipalities.public import Viewer

__all__ = [
    "CREATE",
    "LEAVE_OUT",
    "REPLACE",
    "SKIP_ROW",
    "Answer",
    "Choice",
    "Count",
    "Desk",
    "Download",
    "FieldChange",
    "FieldSpec",
    "FileRefused",
    "ImportResult",
    "ImportWing",
    "ObjectChange",
    "Place",
    "PlaceChoice",
    "PreviewOutdated",
    "Report",
    "RowIn",
    "Suggestion",
    "TableIn",
    "Target",
    "Text",
    "Where",
    "WingPlan",
    "Write",
    "discard_import",
    "import_file",
    "may_import",
    "refusal",
    "register_targets",
    "shown_value",
]


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import of a whole file did.

    ``is_done`` is False where questions are open; ``problems`` then holds (sheet, row, column, sentence)
    of each and nothing was written. ``counts`` has label, new, changed, unchanged, missing per kind.
    """

    session_id: UUID
    is_done: bool
    batch_id: UUID | None
    counts: Sequence[Mapping[str, Any]]
    sentences: Sequence[str]
    problems: Sequence[tuple[str, int, str, str]]


def import_file(
    path: Path,
    *,
    by: Viewer,
    sheets: Sequence[dict[str, Any]] | None = None,
    strategy: UUID | str | None = None,
    strategy_title: str = "",
    answers: dict[str, dict[str, str]] | None = None,
    report: Callable[[int, int | None, str], None] = report_nowhere,
    preview_only: bool = False,
) -> ImportResult:
    """Bring a whole XLSX, ODS or CSV file in, for the command line and the demo town.

    What each sheet holds is guessed; ``sheets`` overrides by sheet name ('' for every sheet) with the keys
    ``target`` ('strategy', 'field', 'goal', 'measure', 'contribution', 'goal_relation', 'status_report',
    'unit', 'levels' or '' to leave out), ``columns`` ({'0': 'title', …}), ``words``, ``tree``, ``kinds``,
    ``place``, ``place_title``. ``strategy`` is the id of the one that rows go into, or 'new:city',
    'new:digital', 'new:sector' with ``strategy_title``. ``answers`` may hold 'all:<code>' decisions.
    All or nothing; with ``preview_only`` the import waits for its confirmation (or ``discard_import``).
    Raises ``FileRefused``, ``NothingChosen``, ``PlaceMissing``, ``NotAllowedHere``.
    """
    place = {"place": str(strategy), "place_title": strategy_title} if strategy else None
    session = import_whole_file(
        by=by,
        path=path,
        mapping=sheets,
        answers=answers,
        place=place,
        report=report,
        preview_only=preview_only,
    )
    problems = [
        (
            line.data["sheet"],
            line.data["row"],
            line.data["column"],
            sentence(line.code, line.data["text"], line.data["params"]),
        )
        for line in PlanLine.objects.filter(session=session, section="problem")
    ]
    return ImportResult(
        session_id=session.id,
        is_done=session.state == ImportState.COMMITTED,
        batch_id=session.batch_id,
        counts=session.summary["counts"],
        sentences=session.summary["sentences"],
        problems=problems,
    )
