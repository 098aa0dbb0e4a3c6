"""A served installation answers, picks up what a crash interrupted, and stops when told to."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

# An own process with an own SQLite file: one run serves both kinds of database.
pytestmark = pytest.mark.pure

KOMMUNE = [sys.executable, "-c", "from kommune.cli.main import main; main()"]
MAKE_INTERRUPTED_JOB = """
import django
django.setup()
from django.utils import timezone
from kommune.foundation.scope import town_scope
from kommune.jobs.models import Job
from kommune.municipalities.models import Municipality
town = Municipality.objects.create(slug="probe", name="Probestadt")
with town_scope(town.id):
    Job.objects.create(kind="refresh_figures", title="x", state="running", heartbeat_at=timezone.now())
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("KOMMUNE_")}
    own = {"KOMMUNE_DATA_DIR": str(tmp_path / "var"), "LANGUAGE": "en", "COLUMNS": "200"}
    return {**inherited, **own, "DJANGO_SETTINGS_MODULE": "kommune.project.settings"}


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        found: int = probe.getsockname()[1]
    return found


@pytest.fixture
def serve(environment: dict[str, str], port: int) -> Iterator[subprocess.Popen[str]]:
    """`kommune serve` over a town with a job that a crash left running."""
    subprocess.run([sys.executable, "-m", "django", "migrate", "-v", "0"], env=environment, check=True)
    subprocess.run([sys.executable, "-c", MAKE_INTERRUPTED_JOB], env=environment, check=True)
    command = [*KOMMUNE, "serve", "--port", str(port), "--workers", "1"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    yield process
    if process.poll() is None:
        process.kill()


def wait_for(seconds: float, question: Callable[[], bool]) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if question():
            return True
        time.sleep(0.2)
    return False


def answer(port: int, path: str = "/health/") -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, ""
    except OSError:
        return 0, ""


def test_it_serves_restarts_interrupted_work_and_stops(
    serve: subprocess.Popen[str], environment: dict[str, str], port: int, tmp_path: Path
) -> None:
    assert wait_for(60, lambda: answer(port) == (200, "ok"))
    assert answer(port, "/no-such-town/")[0] == 404

    def state_of_job() -> str:
        with sqlite3.connect(tmp_path / "var" / "kommune.sqlite3") as database:
            state: str = database.execute("SELECT state FROM jobs_job").fetchone()[0]
            return state

    assert wait_for(30, lambda: state_of_job() == "done")

    def duties_done() -> int:
        with sqlite3.connect(tmp_path / "var" / "kommune.sqlite3") as database:
            done = database.execute("SELECT count(*) FROM jobs_dutyday WHERE done_on IS NOT NULL").fetchone()
            return int(done[0])

    assert wait_for(30, lambda: duties_done() >= 5)
    backup = [*KOMMUNE, "backup", str(tmp_path / "a.zip")]
    assert subprocess.run(backup, env=environment, capture_output=True, check=False).returncode == 0
    second = [*KOMMUNE, "serve", "--port", str(port)]
    taken = subprocess.run(second, env=environment, capture_output=True, text=True, check=False)
    assert taken.returncode == 1
    assert f"Port {port} on 127.0.0.1 cannot be used" in taken.stderr
    serve.send_signal(signal.SIGTERM)
    out, _err = serve.communicate(timeout=30)
    assert serve.returncode == 0
    assert f"Kommune Digital runs at http://127.0.0.1:{port}/" in out
    assert answer(port) == (0, "")
