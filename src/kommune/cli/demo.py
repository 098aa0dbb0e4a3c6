"""`kommune demo`: the invented town, loaded once and served."""

import time
from typing import TYPE_CHECKING, Annotated

import typer

from kommune.cli.serve import DEFAULT_HOST, DEFAULT_PORT, DEFAULT_THREADS, DEFAULT_WORKERS, Host, Port
from kommune.cli.texts import gettext as _

if TYPE_CHECKING:
    from kommune.cli.public import DemoTown


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("demo", help=_("Show a running town: load the invented demo town once, then serve it."))(demo)


def demo(
    large: Annotated[
        bool, typer.Option("--large", help=_("The large town: 2,000 measures, 300 people."))
    ] = False,
    host: Host = DEFAULT_HOST,
    port: Port = DEFAULT_PORT,
    serve: Annotated[bool, typer.Option(help=_("Serve the town afterwards."))] = True,
) -> None:
    """Load the demo town where it is absent, and serve."""
    from kommune.cli.serving.command import require_free_port, serve_installation
    from kommune.cli.terminal import say_done

    if serve:
        require_free_port(host, port)
    town = load_town(large=large)

    def greet(address: str) -> None:
        say_done(_("%(town)s runs at %(address)s") % {"town": town.name, "address": address})
        tell_how_to_sign_in(town)

    if serve:
        serve_installation(
            host=host, port=port, workers=DEFAULT_WORKERS, threads=DEFAULT_THREADS, greeting=greet
        )
    else:
        tell_how_to_sign_in(town)


def load_town(*, large: bool) -> "DemoTown":
    """Make the installation ready and the demo town exist; the second time only looks."""
    from kommune.cli.house import open_house
    from kommune.cli.serving.readiness import make_ready
    from kommune.cli.terminal import progress_bar, say_done

    with open_house(jobs_inline=True):
        from django.conf import settings
        from django.utils.module_loading import import_string

        make_ready()
        started_at = time.monotonic()
        with progress_bar(_("Loading the demo town …")) as report:
            town: DemoTown = import_string(settings.DEMO_TOWN_LOADER)(large=large, report=report)
        if town.is_new:
            seconds = round(time.monotonic() - started_at)
            say_done(_("%(town)s was loaded in %(seconds)s s.") % {"town": town.name, "seconds": seconds})
    return town


def tell_how_to_sign_in(town: "DemoTown") -> None:
    """One person per role with her address, and the one password of all."""
    from kommune.cli.terminal import say

    say("")
    say(_("Sign in as one of these, password %(password)s:") % {"password": town.password})
    width = max(len(account.email) for account in town.accounts)
    for account in town.accounts:
        say(f"  {account.email:<{width}}  {account.role} ({account.name})")
    say("")
