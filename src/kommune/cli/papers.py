"""`kommune papers`: the papers that must exist before day one."""

from pathlib import Path
from typing import Annotated

import typer

from kommune.cli.texts import gettext as _


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(
        "papers", help=_("Write the papers that must exist before day one, from the real settings, as DOCX.")
    )(papers)


def papers(
    town: Annotated[str, typer.Option(help=_("Short name of the town, as “kommune towns list” shows it."))],
    output: Annotated[Path, typer.Option("--output", "-o", help=_("The folder to write into."))] = Path(),
) -> None:
    """Write all papers; what only the town can say is marked in them."""
    from kommune.cli.house import open_house, open_town
    from kommune.cli.terminal import say_done

    with open_house(), open_town(town) as shape:
        from django.utils import translation

        from kommune.reporting.public import write_installation_papers

        with translation.override("de"):
            written = write_installation_papers(shape)
    output.mkdir(parents=True, exist_ok=True)
    for key, title, content in written:
        path = output / f"{key}.docx"
        path.write_bytes(content)
        say_done(f"{path}: {title}")
