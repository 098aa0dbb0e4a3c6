"""`kommune analyse` and `kommune convert`: without an installation, a database or Django."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kommune.cli.texts import gettext as _

analyses = typer.Typer(help=_("Analyse a list without an installation."), no_args_is_help=True)


class Format(StrEnum):
    """Into what a spreadsheet may be converted."""

    CSV = "csv"
    XLSX = "xlsx"


def add_to(app: typer.Typer) -> None:
    """Add both commands to the program."""
    analyses.command("portfolio", help=_("What a list of goals and measures proves, from a JSON file."))(
        portfolio
    )
    analyses.command(
        "alignment", help=_("How digital goals and measures serve or oppose the goals of a city, from JSON.")
    )(alignment)
    app.add_typer(analyses, name="analyse")
    app.command("convert", help=_("Read an XLSX, ODS or CSV file and write it as CSV or XLSX."))(convert)


def portfolio(
    source: Annotated[
        Path, typer.Option("--input", help=_("JSON with goals, measures, links and relations."))
    ],
    as_json: Annotated[bool, typer.Option("--json", help=_("Print the whole result as JSON."))] = False,
) -> None:
    """Print the figures of a portfolio, or all results."""
    from kommune.analysis.portfolio import analyse
    from kommune.cli.portfolio_json import proof_text, read_portfolio
    from kommune.cli.terminal import Refusal, show_table

    try:
        proof = analyse(read_portfolio(source.read_text(encoding="utf-8")))
    except OSError as error:
        raise Refusal(_("There is no file %(path)s.") % {"path": source}) from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Refusal(
            _("%(path)s does not hold a portfolio: %(error)s") % {"path": source, "error": error}
        ) from error
    if as_json:
        typer.echo(proof_text(proof))
        return
    rows = [
        (figure.code, figure.value, figure.numerator, figure.denominator) for figure in proof.figures.values()
    ]
    show_table((_("Figure"), _("Value"), _("Counted"), _("Of")), rows)


def alignment(
    source: Annotated[
        Path,
        typer.Option("--input", help=_("JSON with weights, goal_relations, contributions, costs.")),
    ],
    as_json: Annotated[bool, typer.Option("--json", help=_("Print the whole result as JSON."))] = False,
) -> None:
    """Print the figures of an alignment, or all results; remarks go to the error stream."""
    from kommune.analysis.alignment import align
    from kommune.cli.alignment_json import CaseUnreadable, read_case, remarks, result_text
    from kommune.cli.terminal import Refusal, show_table, warn

    try:
        case = read_case(source.read_text(encoding="utf-8"))
    except OSError as error:
        raise Refusal(_("There is no file %(path)s.") % {"path": source}) from error
    except (CaseUnreadable, UnicodeDecodeError) as error:
        raise Refusal(
            _("%(path)s does not hold a case: %(error)s Rows, columns and entries are counted from 0.")
            % {"path": source, "error": error}
        ) from error
    found = align(case)
    for remark in remarks(case, found):
        warn(remark)
    if as_json:
        typer.echo(result_text(case, found))
        return
    figures = [(code, value) for code, value in found.headline.by_code().items() if value is not None]
    show_table((_("Figure"), _("Value")), [(code, f"{value:.4f}") for code, value in figures])


def convert(
    file: Annotated[Path, typer.Argument(help=_("An XLSX, ODS or CSV file."))],
    to: Annotated[Format, typer.Option(help=_("csv (one file per sheet) or xlsx."))],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help=_("The folder to write into."))
    ] = None,
) -> None:
    """Convert a spreadsheet; formulas become their values, texts stay texts."""
    from kommune.cli.terminal import Refusal, progress_bar, say_done
    from kommune.standards.spreadsheets import (
        SheetOut,
        SpreadsheetError,
        read_workbook,
        write_csv,
        write_xlsx,
    )

    if not file.is_file():
        raise Refusal(_("There is no file %(path)s.") % {"path": file})
    folder = output or file.parent
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with progress_bar(file.name) as report:
            workbook = read_workbook(
                file, filename=file.name, progress=lambda done, total: report(done, total, "")
            )
        sheets = [sheet for sheet in workbook.sheets if sheet.rows]
        tables = {sheet.name: [[cell.value for cell in row.cells] for row in sheet.rows] for sheet in sheets}
        written: dict[Path, bytes] = {}
        if to is Format.XLSX:
            outs = [
                SheetOut(name, [_text(value) for value in rows[0]], rows[1:]) for name, rows in tables.items()
            ]
            written[folder / f"{file.stem}.xlsx"] = write_xlsx(outs)
        else:
            for name, rows in tables.items():
                stem = file.stem if len(tables) == 1 else f"{file.stem}-{name}".replace("/", "-")
                written[folder / f"{stem}.csv"] = write_csv([_text(value) for value in rows[0]], rows[1:])
    except SpreadsheetError as error:
        raise Refusal(f"{file.name}: {error.message}") from error
    for path, content in written.items():
        if path.resolve() == file.resolve():
            raise Refusal(
                _("%(path)s would overwrite the file that is read. Choose another folder with -o.")
                % {"path": path}
            )
        path.write_bytes(content)
        say_done(_("%(path)s is written.") % {"path": path})


def _text(value: object) -> str:
    return "" if value is None else str(value)
