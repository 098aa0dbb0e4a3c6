"""The web server process: granian with WSGI workers and bounded threads."""

import sys

from granian import Granian
from granian.constants import Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

# Longer than the usual 60 s of a proxy in front, so that the proxy closes idle connections, not the server.
KEEP_ALIVE_MS = 75_000
# Counted in open connections, idle ones included; beyond, connections wait in the backlog.
CONNECTIONS_PER_WORKER = 1_000
BACKLOG = 2_048
IDLE_THREAD_SECONDS = 600


def serve_pages(host: str, port: int, workers: int, threads: int) -> None:
    """Serve until told to stop; a worker that dies is started again."""
    Granian(
        "kommune.project.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        blocking_threads_idle_timeout=IDLE_THREAD_SECONDS,
        backlog=BACKLOG,
        backpressure=CONNECTIONS_PER_WORKER,
        websockets=False,
        http1_settings=HTTP1Settings(header_read_timeout=KEEP_ALIVE_MS),
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        respawn_interval=1,
        workers_kill_timeout=8,
    ).serve()


if __name__ == "__main__":
    serve_pages(sys.argv[1], *map(int, sys.argv[2:5]))
