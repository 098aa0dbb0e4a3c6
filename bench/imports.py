"""How long lists of measures take to come in, and how much memory that needs; one process for each size."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.houses import ROOT, plain_environment

SIZES = (2_000, 50_000)


def measure_imports(sizes: tuple[int, ...] = SIZES) -> list[dict[str, Any]]:
    """Seconds for outline, preview, commit and undo, and peak memory in megabytes, by number of measures."""
    found = []
    for rows in sizes:
        with tempfile.TemporaryDirectory(prefix="kommune-bench-") as folder:
            environment = {
                **plain_environment(Path(folder)),
                "DJANGO_SETTINGS_MODULE": "kommune.project.settings",
            }
            command = [sys.executable, str(ROOT / "bench" / "bench_import.py"), "--one", str(rows)]
            done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
        found.append({"rows": rows, **json.loads(done.stdout.splitlines()[-1])})
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure_imports(tuple(map(int, sys.argv[1:])) or SIZES)) + os.linesep)
