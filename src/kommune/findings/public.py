"""The findings' door: register kinds, detectors, subjects and handlers; run; read; count."""

from kommune.findings.actions import dismiss_finding, look_for_findings, mark_in_work, record_run
from kommune.findings.queries import (
    ReadFinding,
    counts_by_kind,
    finding_for,
    last_run_at,
    present_count,
    read_findings,
    visible_findings,
)
from kommune.findings.registry import (
    FindingHandler,
    FindingKind,
    Subject,
    register_detector,
    register_finding_kind,
    register_handler,
    register_subject,
)
from kommune.findings.shapes import Detected, FindingState, RunResult

__all__ = [
    "Detected",
    "FindingHandler",
    "FindingKind",
    "FindingState",
    "ReadFinding",
    "RunResult",
    "Subject",
    "counts_by_kind",
    "dismiss_finding",
    "finding_for",
    "last_run_at",
    "look_for_findings",
    "mark_in_work",
    "present_count",
    "read_findings",
    "record_run",
    "register_detector",
    "register_finding_kind",
    "register_handler",
    "register_subject",
    "visible_findings",
]
