"""The command `kommune` with its sub-commands; each loads what it needs only when it is called."""

import typer

from kommune.cli import backups, checking, demo, lists, offline, papers, people, serve
from kommune.cli.texts import gettext as _

app = typer.Typer(
    name="kommune",
    help=_("Kommune Digital: serve an installation, bring lists in and out, back up, analyse."),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

for part in (serve, demo, people, lists, papers, backups, checking, offline):
    part.add_to(app)


def main() -> None:
    """The entry point of the program."""
    app()
