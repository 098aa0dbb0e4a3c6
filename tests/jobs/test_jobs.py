"""What a person notices of background work: progress, cancelling, failing, going on after a crash."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from kommune.foundation.errors import DomainError
from kommune.jobs.models import Job
from kommune.jobs.public import Progress, cancel_job, job_for, register_job, restart_interrupted, start_job
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Role, Viewer
from tests.towns import make_member


@pytest.fixture(autouse=True)
def _at_once(settings: Settings) -> None:
    settings.JOBS_INLINE = True


def count(params: dict[str, Any], progress: Progress) -> dict[str, Any]:
    progress.report(1, 2, "zählt")
    if params.get("fail"):
        raise DomainError("Die Datei ist leer.")
    if params.get("crash"):
        raise RuntimeError("boom")
    return {"counted": params["n"]}


register_job("test_count", count)


def test_a_job_keeps_its_result(lead: Viewer) -> None:
    job = job_for(lead, start_job(kind="test_count", title="Zählen", by=lead, params={"n": 3}))
    assert job is not None
    assert (job.state, job.result) == ("done", {"counted": 3})


def test_a_refusal_is_told_in_its_own_words_and_a_crash_in_ours(lead: Viewer) -> None:
    refused = job_for(lead, start_job(kind="test_count", title="x", by=lead, params={"fail": 1}))
    crashed = job_for(lead, start_job(kind="test_count", title="x", by=lead, params={"crash": 1}))
    assert refused is not None
    assert crashed is not None
    assert (refused.state, refused.error) == ("failed", "Die Datei ist leer.")
    assert crashed.state == "failed"
    assert "boom" not in crashed.error


def test_what_a_crash_left_running_is_done_after_the_restart(lead: Viewer) -> None:
    job_id = start_job(kind="test_count", title="x", by=lead, params={"n": 1})
    long_ago = timezone.now() - timedelta(hours=1)
    Job.objects.filter(id=job_id).update(state="running", heartbeat_at=long_ago, result={})
    assert restart_interrupted() == 1
    job = job_for(lead, job_id)
    assert job is not None
    assert (job.state, job.result) == ("done", {"counted": 1})


def test_a_waiting_job_is_cancelled_at_once(lead: Viewer) -> None:
    job_id = start_job(kind="test_count", title="x", by=lead, params={"n": 1})
    Job.objects.filter(id=job_id).update(state="queued")
    cancel_job(by=lead, job_id=job_id)
    job = job_for(lead, job_id)
    assert job is not None
    assert job.state == "cancelled"


def test_staff_sees_only_her_own_jobs(lead: Viewer, town: Municipality) -> None:
    staff = make_member(town, Role.STAFF)
    others = start_job(kind="test_count", title="x", by=lead, params={"n": 1})
    own = start_job(kind="test_count", title="x", by=staff, params={"n": 1})
    assert job_for(staff, others) is None
    assert job_for(staff, own) is not None
