"""1,000 people answer one survey within five minutes: `kommune serve` on SQLite, a lean client beside it."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.houses import KOMMUNE, ROOT, measure_inside, plain_environment
from bench.load import GRACE_SECONDS, running_server, spread

SECONDS = 300


def measure_pulses(seconds: int = SECONDS) -> dict[str, Any]:
    """Answer times in seconds, errors, broken connections, answers lost and doubled."""
    with tempfile.TemporaryDirectory(prefix="kommune-bench-") as name:
        folder = Path(name)
        environment = plain_environment(folder / "data")
        command = [KOMMUNE, "demo", "--no-serve"]
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
        plan, result = folder / "plan.json", folder / "met.json"
        people = measure_inside(environment, "pulse_people", "invite", str(plan))
        with running_server(environment) as port:
            client = [sys.executable, "-m", "bench.pulse_client"]
            arguments = [str(port), str(plan), str(seconds), str(result)]
            subprocess.run([*client, *arguments], cwd=ROOT, check=True, timeout=seconds + GRACE_SECONDS)
        met = json.loads(result.read_text())
        kept = measure_inside(environment, "pulse_people", "verify", str(plan))
        gone = measure_inside(environment, "pulse_people", "erase", environment["KOMMUNE_DATA_DIR"])
    return {
        **people,
        **kept,
        **gone,
        "seconds": round(met["seconds"]),
        "errors": len(met["errors"]),
        "broken": len(met["broken"]),
        "examples": sorted({*met["errors"], *met["broken"]})[:5],
        "client_cpu_seconds": met["client_cpu_seconds"],
        "reading": spread(met["reading"]),
        "writing": spread(met["writing"]),
    }
