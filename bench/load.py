"""220 people at the same time: `kommune serve` with two processes, a lean client on the same machine."""

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from typing import Any

from bench.houses import KOMMUNE, ROOT, Environment, measure_inside

SECONDS, PAUSE = 60, 5
WORKERS = 2
STARTS_WITHIN_SECONDS = 60
# A hard end for the client, should anything hang.
GRACE_SECONDS = 90


def measure_load(environment: Environment, seconds: int = SECONDS) -> dict[str, Any]:
    """Answer times in seconds, errors, broken connections, and writes that got lost."""
    folder = Path(environment["KOMMUNE_DATA_DIR"])
    plan, result, noted = (folder / name for name in ("plan.json", "met.json", "noted.json"))
    people = measure_inside(environment, "load_people", "invite", str(plan))
    with running_server(environment) as port:
        client = [
            sys.executable,
            "-m",
            "bench.load_client",
            str(port),
            str(plan),
            str(seconds),
            str(PAUSE),
            str(result),
        ]
        subprocess.run(client, cwd=ROOT, check=True, timeout=seconds + GRACE_SECONDS)
    met = json.loads(result.read_text())
    noted.write_text(json.dumps(met["noted"]))
    kept = measure_inside(environment, "load_people", "verify", str(noted))
    return {
        **people,
        **kept,
        "seconds": seconds,
        "errors": len(met["errors"]),
        "broken": len(met["broken"]),
        "examples": sorted({*met["errors"], *met["broken"]})[:5],
        "client_cpu_seconds": met["client_cpu_seconds"],
        "reading": spread(met["reading"]),
        "writing": spread(met["writing"]),
    }


def spread(seconds: list[float]) -> dict[str, float]:
    """How many, the median, the 95th percentile and the longest, in seconds."""
    if len(seconds) < 2:
        return {"count": len(seconds), "p50": 0.0, "p95": 0.0, "longest": 0.0}
    cuts = quantiles(seconds, n=20)
    return {"count": len(seconds), "p50": cuts[9], "p95": cuts[18], "longest": max(seconds)}


@contextmanager
def running_server(environment: Environment) -> Iterator[int]:
    """`kommune serve` on a free port of this machine only; stopped at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [KOMMUNE, "serve", "--host", "127.0.0.1", "--port", str(port), "--workers", str(WORKERS)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=40)


def wait_for(port: int, process: subprocess.Popen[bytes]) -> float:
    """Wait until the first page is answered; returns after how many seconds."""
    began = time.monotonic()
    while time.monotonic() - began < STARTS_WITHIN_SECONDS and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/accounts/login/", timeout=10) as answer:
                answer.read()
                return time.monotonic() - began
        except urllib.error.HTTPError as error:
            raise SystemExit(f"the server answers {error.code} to its first page") from error
        except OSError:
            time.sleep(0.05)
    raise SystemExit("the server did not start")
