"""Running the detectors, and working on what they found."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils import timezone

from kommune.audit.public import Batch, image_of, journal, revision
from kommune.findings.errors import DismissalNeedsReason, FindingIsGone
from kommune.findings.models import Finding, FindingRun
from kommune.findings.registry import detectors
from kommune.findings.rules import may_work_on_findings
from kommune.findings.shapes import Detected, FindingState, RunResult
from kommune.foundation.scope import current_town
from kommune.municipalities.public import Viewer, change_object, find_object, require

SEEN_FIELDS = (
    "severity",
    "evidence",
    "subject_id",
    "proposed_goals",
    "cost_cents",
    "cost_hours",
    "state",
    "released_to",
    "last_seen_at",
    "gone_at",
    "back_at",
    "version",
)


def look_for_findings(*, by: Viewer) -> RunResult:
    """Run every detector on the town in scope and bring the register up to date."""
    require(may_work_on_findings(by))
    results = [
        record_run(by=by, source=source, detected=detector()) for source, detector in detectors().items()
    ]
    return RunResult(
        new=sum(r.new for r in results),
        gone=sum(r.gone for r in results),
        back=sum(r.back for r in results),
        still_there=sum(r.still_there for r in results),
    )


def record_run(*, by: Viewer, source: str, detected: Iterable[Detected]) -> RunResult:
    """Compare what a source sees now with its findings so far: new, gone, back, still there."""
    now = timezone.now()
    seen = {item.fingerprint: item for item in detected}
    with journal(action="look_for_findings", actor_id=by.user_id) as batch:
        known = {finding.fingerprint: finding for finding in Finding.objects.filter(source=source)}
        fresh = [_new_finding(source, item, now) for key, item in seen.items() if key not in known]
        gone = [f for key, f in known.items() if key not in seen and f.state != FindingState.GONE]
        back = [f for key, f in known.items() if key in seen and f.state == FindingState.GONE]
        stay = [f for key, f in known.items() if key in seen and f.state != FindingState.GONE]
        for finding in Finding.objects.bulk_create(fresh, batch_size=500):
            batch.created(finding)
        changes = [
            *((f, {"state": FindingState.GONE, "gone_at": now}) for f in gone),
            *((f, {"state": FindingState.OPEN, "back_at": now, "gone_at": None}) for f in back),
            *((f, {}) for f in stay),
        ]
        _store_changes(batch, changes, seen)
        Finding.objects.filter(id__in=[f.id for f in [*stay, *back]]).update(last_seen_at=now)
        result = RunResult(new=len(fresh), gone=len(gone), back=len(back), still_there=len(stay))
        FindingRun.objects.create(
            source=source,
            ran_at=now,
            input_revision=revision(current_town()),
            new=result.new,
            gone=result.gone,
            back=result.back,
            still_there=result.still_there,
        )
    return result


def _new_finding(source: str, item: Detected, now: Any) -> Finding:
    return Finding(
        source=source,
        kind=item.kind,
        subject_kind=item.subject_kind,
        subject_id=item.subject_id,
        fingerprint=item.fingerprint,
        severity=item.severity,
        evidence=dict(item.evidence),
        proposed_goals=[str(goal) for goal in item.proposed_goals],
        cost_cents=item.cost_cents,
        cost_hours=item.cost_hours,
        released_to=item.released_to,
        first_seen_at=now,
        last_seen_at=now,
    )


def _store_changes(
    batch: Batch, changes: Iterable[tuple[Finding, dict[str, Any]]], seen: dict[str, Detected]
) -> None:
    """Write only findings that differ; a run that sees the same writes nothing about them."""
    changed = []
    for finding, values in changes:
        before = image_of(finding)
        item = seen.get(finding.fingerprint)
        if item is not None:
            finding.severity, finding.evidence = item.severity, dict(item.evidence)
            finding.proposed_goals = [str(goal) for goal in item.proposed_goals]
            finding.cost_cents, finding.cost_hours = item.cost_cents, item.cost_hours
            finding.subject_id = item.subject_id
        for name, value in values.items():
            setattr(finding, name, value)
        if image_of(finding) != before:
            finding.version += 1
            batch.changed(finding, before)
            changed.append(finding)
    Finding.objects.bulk_update(changed, SEEN_FIELDS, batch_size=200)


def assign_finding(*, by: Viewer, finding_id: UUID, version: int | None, owner_id: UUID | None) -> None:
    """Say who looks after a finding."""
    require(may_work_on_findings(by))
    with journal(action="assign_finding", actor_id=by.user_id) as batch:
        change_object(batch, find_object(Finding, finding_id), {"owner_id": owner_id}, version)


def dismiss_finding(*, by: Viewer, finding_id: UUID, version: int | None, reason: str) -> None:
    """Set a finding aside, with a reason that stays."""
    require(may_work_on_findings(by))
    if not reason.strip():
        raise DismissalNeedsReason
    values = {"state": FindingState.DISMISSED, "dismissed_reason": reason.strip()}
    _change_state("dismiss_finding", by, finding_id, version, values)


def reopen_finding(*, by: Viewer, finding_id: UUID, version: int | None) -> None:
    """Take a finding up again."""
    require(may_work_on_findings(by))
    _change_state(
        "reopen_finding", by, finding_id, version, {"state": FindingState.OPEN, "dismissed_reason": ""}
    )


def mark_in_work(*, by: Viewer, finding_id: UUID) -> None:
    """Note that somebody works on a finding, for example by a measure."""
    require(may_work_on_findings(by))
    _change_state("mark_in_work", by, finding_id, None, {"state": FindingState.IN_WORK})


def _change_state(
    action: str, by: Viewer, finding_id: UUID, version: int | None, values: dict[str, Any]
) -> None:
    with journal(action=action, actor_id=by.user_id) as batch:
        finding = find_object(Finding, finding_id)
        if finding.state == FindingState.GONE:
            raise FindingIsGone
        change_object(batch, finding, values, version)
