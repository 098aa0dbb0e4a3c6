"""The worker process: takes up what a crash interrupted, does daily duties, waits for background work."""

import logging
import os
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from threading import Thread

from kommune.cli.house import open_house

LOOK_EVERY_SECONDS = 0.5
# Background work takes what the pages leave of the processors.
NICENESS = 10


def work_on_jobs() -> None:
    """Work until told to stop; there is one worker, so whatever is marked as running was interrupted."""
    _stand_back()
    with open_house():
        from django.core.management import call_command

        from kommune.jobs.public import keep_doing_what_is_due, restart_interrupted

        restart_interrupted(silent_for=timedelta(0))
        for name in ("django_tasks", "django_tasks_db"):
            logging.getLogger(name).setLevel(logging.ERROR)
        Thread(target=keep_doing_what_is_due, name="daily duties", daemon=True).start()
        call_command("db_worker", interval=LOOK_EVERY_SECONDS, startup_delay=False, reload=False, verbosity=0)


def _stand_back() -> None:
    """Let the pages go first, also where Linux shares the processors evenly among sessions (autogroup)."""
    os.nice(NICENESS)
    with suppress(OSError):
        Path("/proc/self/autogroup").write_text(str(NICENESS))


if __name__ == "__main__":
    work_on_jobs()
