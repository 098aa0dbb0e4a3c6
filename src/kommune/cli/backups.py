"""`kommune backup` and `kommune restore`."""

from pathlib import Path
from typing import Annotated

import typer

from kommune.cli.texts import gettext as _


def add_to(app: typer.Typer) -> None:
    """Add both commands to the program."""
    app.command("backup", help=_("Write the whole installation to one file."))(backup)
    app.command("restore", help=_("Fill this installation from a backup, into either kind of database."))(
        restore
    )


def backup(
    file: Annotated[Path, typer.Argument(help=_("The file to write, for example backup.zip."))],
) -> None:
    """Write a backup."""
    from kommune.cli.house import open_house
    from kommune.cli.terminal import Refusal, progress_bar, say_done

    if not file.resolve().parent.is_dir():
        raise Refusal(_("There is no folder %(path)s.") % {"path": file.resolve().parent})
    with open_house():
        from kommune.cli.backup.writing import write_backup

        with progress_bar(_("Backing up …")) as report:
            manifest = write_backup(file, report)
    rows = sum(part.count for part in manifest.tables)
    say_done(
        _("%(rows)s rows of %(tables)s tables and %(files)s files are in %(path)s.")
        % {"rows": rows, "tables": len(manifest.tables), "files": len(manifest.files), "path": file}
    )


def restore(
    file: Annotated[Path, typer.Argument(help=_("The backup to read."))],
    replace: Annotated[
        bool, typer.Option("--replace", help=_("Put the backup in the place of the data here."))
    ] = False,
) -> None:
    """Restore a backup, all or nothing."""
    from kommune.cli.house import open_house
    from kommune.cli.terminal import progress_bar, say_done

    with open_house():
        from kommune.cli.backup.restoring import restore_backup
        from kommune.cli.serving.readiness import prepare_database

        prepare_database()
        with progress_bar(_("Restoring …")) as report:
            manifest = restore_backup(file, replace=replace, report=report)
    rows = sum(part.count for part in manifest.tables)
    say_done(
        _("%(rows)s rows and %(files)s files are restored.") % {"rows": rows, "files": len(manifest.files)}
    )
