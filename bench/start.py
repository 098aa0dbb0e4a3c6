"""How long a newcomer waits: the first start of the demo town, and the second."""

import subprocess
import tempfile
import time
from pathlib import Path

from bench.houses import KOMMUNE, plain_environment
from bench.load import running_server


def measure_start() -> dict[str, float]:
    """Seconds to load the demo town, to find it loaded, and from `kommune serve` to the first page."""
    with tempfile.TemporaryDirectory(prefix="kommune-bench-") as folder:
        environment = plain_environment(Path(folder))
        seconds = {}
        for name in ("first_demo", "second_demo"):
            began = time.monotonic()
            command = [KOMMUNE, "demo", "--no-serve"]
            subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
            seconds[name] = time.monotonic() - began
        began = time.monotonic()
        with running_server(environment):
            seconds["serve_to_first_page"] = time.monotonic() - began
    return seconds
