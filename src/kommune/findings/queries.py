"""Reading the register: findings with their sentences, counts, runs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from kommune.findings.models import Finding, FindingRun
from kommune.findings.registry import FindingKind, Subject, finding_kinds, resolve_subjects
from kommune.findings.rules import findings_seen_by
from kommune.findings.shapes import FindingState
from kommune.foundation.prepared import Prepared
from kommune.municipalities.public import Viewer

PRESENT = (FindingState.OPEN, FindingState.IN_WORK)


@dataclass(frozen=True, slots=True)
class ReadFinding:
    """A finding as a person reads it."""

    finding: Finding
    kind: FindingKind | None
    subject: Subject

    @property
    def sentence(self) -> str:
        """What was found, with the subject and the evidence put in."""
        if self.kind is None:
            return self.subject.label
        evidence = self.finding.evidence
        if self.kind.read_evidence is not None:
            evidence = self.kind.read_evidence(evidence)
        return str(self.kind.sentence) % {"subject": self.subject.label, **evidence}


def visible_findings(viewer: Viewer) -> QuerySet[Finding]:
    """The findings that a person may see."""
    findings: QuerySet[Finding] = Finding.objects.filter(findings_seen_by(viewer))
    return findings.select_related("owner__user")


def read_findings(findings: list[Finding], slug: str) -> list[ReadFinding]:
    """Findings with their sentences; one query per kind of subject, whatever their number."""
    wanted: dict[str, list[str]] = {}
    for finding in findings:
        wanted.setdefault(finding.subject_kind, []).append(finding.subject_id)
    subjects = resolve_subjects(wanted, slug)
    kinds = finding_kinds()
    nothing = Subject(label="—", url="")
    return [
        ReadFinding(f, kinds.get(f.kind), subjects.get((f.subject_kind, f.subject_id), nothing))
        for f in findings
    ]


def finding_for(viewer: Viewer, finding_id: UUID) -> Finding | None:
    """One finding, or None where it is not there for this person."""
    return visible_findings(viewer).filter(id=finding_id).first()


def present_count(viewer: Viewer) -> int:
    """How many findings wait."""
    return visible_findings(viewer).filter(state__in=PRESENT).count()


_present_of = Prepared(
    lambda owner_id: (
        Finding.objects.filter(owner_id=owner_id, state__in=PRESENT)
        .order_by()
        .values_list("owner_id")
        .annotate(n=Count("id"))
    )
)


def waiting_for(viewer: Viewer) -> int:
    """How many findings wait for this very person."""
    rows = _present_of.rows(owner_id=viewer.membership_id) if viewer.membership_id else []
    return int(rows[0][1]) if rows else 0


def counts_by_kind(viewer: Viewer) -> dict[str, int]:
    """Present findings by kind."""
    rows = visible_findings(viewer).filter(state__in=PRESENT).order_by().values("kind")
    return {row["kind"]: row["n"] for row in rows.annotate(n=Count("id"))}


def last_runs(limit: int = 10) -> list[FindingRun]:
    """The newest runs of the town in scope."""
    return list(FindingRun.objects.all()[:limit])


def last_run_at() -> datetime | None:
    """When a detector last ran in the town in scope."""
    value: Any = FindingRun.objects.values_list("ran_at", flat=True).first()
    return value if isinstance(value, datetime) else None
