"""Telling how far a job is, and hearing that it shall stop."""

import time
from uuid import UUID

from django.db import connection
from django.utils import timezone

from kommune.jobs.errors import JobCancelled
from kommune.jobs.models import Job

WRITE_EVERY_SECONDS = 0.3


class Progress:
    """Writes the job's progress at most three times a second, what it says anew at once.

    Inside an open transaction nothing is written: the page would not see it before the end and
    SQLite's only writer is busy. Report before and after, then.
    """

    def __init__(self, job_id: UUID | None) -> None:
        self._job_id = job_id
        self._written_at = 0.0
        self._text = ""

    def report(self, done: int, total: int | None = None, text: str = "") -> None:
        """Say ``done`` of ``total`` things; raises ``JobCancelled`` where the person wants to stop."""
        now = time.monotonic()
        is_soon = text == self._text and now - self._written_at < WRITE_EVERY_SECONDS
        if self._job_id is None or connection.in_atomic_block or is_soon:
            return
        self._written_at, self._text = now, text
        job = Job.objects.filter(id=self._job_id)
        job.update(done=done, total=total, text=text[:200], heartbeat_at=timezone.now())
        if job.filter(cancel_asked=True).exists():
            raise JobCancelled
