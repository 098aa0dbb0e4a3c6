"""`kommune import` and `kommune export`: a town's lists in and out."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kommune.cli.texts import gettext as _

if TYPE_CHECKING:
    from kommune.imports.public import ImportResult

TARGETS = {
    "units": "unit",
    "strategies": "strategy",
    "fields": "field",
    "goals": "goal",
    "measures": "measure",
    "links": "contribution",
    "relations": "goal_relation",
    "reports": "status_report",
}
MOST_PROBLEMS_SHOWN = 200

Town = Annotated[str, typer.Option(help=_("Short name of the town, as “kommune towns list” shows it."))]


def add_to(app: typer.Typer) -> None:
    """Add both commands to the program."""
    app.command(
        "import", help=_("Bring a list into a town: all of it, or nothing with every question by row.")
    )(bring_in)
    app.command(
        "export",
        help=_("Write a town's strategies, goals and measures as XLSX, which can be brought in again."),
    )(write_out)


def bring_in(
    file: Annotated[Path, typer.Argument(help=_("An XLSX, ODS or CSV file."))],
    town: Town,
    holds: Annotated[
        str,
        typer.Option(
            "--as", help=_("What it holds: %(words)s. Guessed without it.") % {"words": ", ".join(TARGETS)}
        ),
    ] = "",
    strategy: Annotated[
        str, typer.Option(help=_("Title of the strategy that the rows go into; made where it is new."))
    ] = "",
    kind: Annotated[
        str, typer.Option(help=_("Kind of a new strategy: city, digital or sector."))
    ] = "digital",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Show what would change and write nothing."))
    ] = False,
) -> None:
    """Import a file and print what it did, or the questions that are open."""
    from kommune.cli.house import open_house, open_town
    from kommune.cli.terminal import Refusal, say, say_done

    if not file.is_file():
        raise Refusal(_("There is no file %(path)s.") % {"path": file})
    if holds and holds not in TARGETS:
        words = ", ".join(TARGETS)
        raise Refusal(_("“%(word)s” is not one of: %(words)s") % {"word": holds, "words": words})
    with open_house(jobs_inline=True), open_town(town):
        place = {"strategy": f"new:{kind}", "strategy_title": strategy} if strategy else {}
        result = _import(file, TARGETS.get(holds, ""), place, preview_only=dry_run)
        show_counts(result)
        show_problems(result.problems)
    if result.problems:
        raise Refusal(
            _(
                "Nothing was written. Mend the rows above, or bring the file in on the page, where each "
                "question can be answered."
            )
        )
    if dry_run:
        say(_("Nothing was written, as asked."))
    else:
        say_done(_("%(file)s is taken over.") % {"file": file.name})


def _import(file: Path, target: str, place: dict[str, str], *, preview_only: bool) -> "ImportResult":
    from kommune.cli.terminal import progress_bar
    from kommune.imports.public import discard_import, import_file
    from kommune.municipalities.public import system_viewer

    sheets = [{"sheet": "", "target": target}] if target else None
    with progress_bar(file.name) as report:
        result = import_file(
            file,
            by=system_viewer(),
            sheets=sheets,
            strategy=place.get("strategy"),
            strategy_title=place.get("strategy_title", ""),
            report=report,
            preview_only=preview_only,
        )
    if not result.is_done:
        discard_import(by=system_viewer(), session_id=result.session_id)
    return result


def show_counts(result: "ImportResult") -> None:
    """How many objects of each kind are new, changed, as they were, or here but not in the file."""
    from kommune.cli.terminal import say, show_table

    show_table(
        ("", _("new"), _("changed"), _("unchanged"), _("not in the file")),
        [(c["label"], c["new"], c["changed"], c["unchanged"], c["missing"]) for c in result.counts],
    )
    for sentence in result.sentences:
        say(str(sentence))


def show_problems(problems: Sequence[tuple[str, int, str, str]]) -> None:
    """Every open question by sheet, row and column."""
    from kommune.cli.terminal import say, show_table

    if not problems:
        return
    say("")
    show_table((_("Sheet"), _("Row"), _("Column"), _("Question")), problems[:MOST_PROBLEMS_SHOWN])
    if len(problems) > MOST_PROBLEMS_SHOWN:
        say(_("… and %(count)s more.") % {"count": len(problems) - MOST_PROBLEMS_SHOWN})


def write_out(
    town: Town,
    output: Annotated[Path | None, typer.Option("--output", "-o", help=_("The file to write."))] = None,
) -> None:
    """Export everything that the town has."""
    from kommune.cli.house import open_house, open_town
    from kommune.cli.terminal import say_done

    with open_house(), open_town(town) as shape:
        from kommune.municipalities.public import system_viewer
        from kommune.strategy.public import export_workbook

        target = output or Path(f"{shape.slug}.xlsx")
        target.write_bytes(export_workbook(system_viewer()))
    say_done(_("%(path)s is written.") % {"path": target})
