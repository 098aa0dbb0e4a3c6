"""`kommune serve`."""

from typing import Annotated

import typer

from kommune.cli.texts import gettext as _

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8000
DEFAULT_WORKERS = 2
DEFAULT_THREADS = 4

Host = Annotated[
    str, typer.Option(help=_("Address to listen at; 0.0.0.0 for every address of this machine."))
]
Port = Annotated[int, typer.Option(help=_("Port to listen at."), min=1, max=65535)]
Workers = Annotated[int, typer.Option(help=_("Web server processes."), min=1, max=64)]
Threads = Annotated[
    int, typer.Option(help=_("Requests worked on at the same time per process."), min=1, max=64)
]


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("serve", help=_("Serve the installation: prepare it, start the web server and the worker."))(
        serve
    )


def serve(
    host: Host = DEFAULT_HOST,
    port: Port = DEFAULT_PORT,
    workers: Workers = DEFAULT_WORKERS,
    threads: Threads = DEFAULT_THREADS,
) -> None:
    """Prepare and serve until stopped."""
    from kommune.cli.serving.command import greet_plainly, serve_installation

    serve_installation(host=host, port=port, workers=workers, threads=threads, greeting=greet_plainly)
