"""Kinds of background work, registered by the wings by name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kommune.jobs.progress import Progress
from kommune.jobs.shapes import JobShape

JobFunction = Callable[[dict[str, Any], Progress], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class JobKind:
    """``work`` takes the parameters and a progress and returns a JSON result.

    It must be safe to start again after a crash: one transaction, or steps that find their own trace.
    ``result_url`` takes the town's slug and the finished job and says where its result is seen.
    """

    key: str
    work: JobFunction
    result_url: Callable[[str, JobShape], str] | None = None


_kinds: dict[str, JobKind] = {}


def register_job(
    key: str, work: JobFunction, *, result_url: Callable[[str, JobShape], str] | None = None
) -> None:
    """Make a kind of work known; called in ``AppConfig.ready``."""
    _kinds[key] = JobKind(key=key, work=work, result_url=result_url)


def job_kind(key: str) -> JobKind:
    """The registered kind; KeyError where there is none."""
    return _kinds[key]
