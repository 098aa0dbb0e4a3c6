"""`kommune serve`: ready, start, tell the address, keep running."""

import http.client
import os
import socket
import time
from collections.abc import Callable
from ipaddress import ip_address

from kommune.cli.house import SETTINGS, open_house
from kommune.cli.serving.readiness import HASHED, make_ready
from kommune.cli.serving.supervisor import Supervisor, python_child
from kommune.cli.terminal import Refusal, say, say_done, warn
from kommune.cli.texts import gettext as _

STARTS_WITHIN_SECONDS = 30.0


def serve_installation(
    *, host: str, port: int, workers: int, threads: int, greeting: Callable[[str], None]
) -> None:
    """Serve until stopped; ``greeting`` is called with the address once pages are answered."""
    require_free_port(host, port)
    with open_house():
        is_hashed = make_ready()
        code = _setup_code()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", SETTINGS),
        HASHED: "1" if is_hashed else "0",
    }
    numbers = (str(port), str(workers), str(threads))
    supervisor = Supervisor(
        [
            python_child(
                _("The web server"), "kommune.cli.serving.web", host, *numbers, environment=environment
            ),
            python_child(_("The worker"), "kommune.cli.serving.worker", environment=environment),
        ]
    )
    name = _open_host(host)
    address = f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"

    def greet() -> None:
        if not _answers(name, port, supervisor):
            warn(_("The server does not answer yet at %(address)s") % {"address": address})
            return
        greeting(address)
        if code:
            say(
                _("Set-up code for the first account, where it is made from another machine: %(code)s")
                % {"code": code}
            )
        say(_("Stop with Ctrl+C."))

    supervisor.keep_running(greet)
    say_done(_("Stopped."))


def greet_plainly(address: str) -> None:
    """Tell the address and nothing else."""
    say_done(_("Kommune Digital runs at %(address)s") % {"address": address})


def require_free_port(host: str, port: int) -> None:
    """Refuse with a sentence where another program listens already or the address is not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Refusal(
                _(
                    "Port %(port)s on %(host)s cannot be used (%(reason)s). Stop the other program or choose "
                    "another port, for example --port %(other)s."
                )
                % {"port": port, "host": host, "reason": error.strerror, "other": port % 65535 + 1}
            ) from error


def _setup_code() -> str | None:
    from kommune.accounts.public import setup_code

    return setup_code()


def _answers(host: str, port: int, supervisor: Supervisor) -> bool:
    until = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < until and not supervisor.is_stopping:
        if supervisor.has_lost_a_child():
            raise Refusal(_("The server could not start; the reason stands above."))
        connection = http.client.HTTPConnection(host, port, timeout=5)
        try:
            connection.request("GET", "/health/")
            connection.getresponse()
        except OSError:
            time.sleep(0.1)
        else:
            return True
        finally:
            connection.close()
    return False


def _open_host(host: str) -> str:
    """A name that can be opened: the machine itself where the server listens everywhere."""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    return "localhost" if address.is_unspecified else host
