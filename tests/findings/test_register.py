"""What a person can do with findings, and who may not."""

import pytest

from kommune.audit.models import Entry
from kommune.findings.actions import assign_finding, dismiss_finding, record_run, reopen_finding
from kommune.findings.errors import DismissalNeedsReason, FindingIsGone
from kommune.findings.models import Finding
from kommune.findings.public import Detected, present_count, visible_findings
from kommune.foundation.errors import PermissionMissing, StaleWrite
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Role, Viewer
from tests.towns import make_member


def seen(fingerprint: str = "paper:1", severity: int = 2) -> Detected:
    return Detected("paper", "thing", "1", fingerprint, severity, released_to=1, evidence={"n": 3})


@pytest.fixture
def finding(lead: Viewer) -> Finding:
    record_run(by=lead, source="test", detected=[seen()])
    found: Finding = Finding.objects.get()
    return found


def test_a_run_that_sees_the_same_writes_nothing_new(lead: Viewer, finding: Finding) -> None:
    entries = Entry.objects.count()
    result = record_run(by=lead, source="test", detected=[seen()])
    assert (result.new, result.gone, result.still_there) == (0, 0, 1)
    assert Entry.objects.count() == entries


def test_setting_aside_needs_a_reason_and_stays_set_aside(lead: Viewer, finding: Finding) -> None:
    with pytest.raises(DismissalNeedsReason):
        dismiss_finding(by=lead, finding_id=finding.id, version=1, reason="  ")
    dismiss_finding(by=lead, finding_id=finding.id, version=1, reason="gehört dem Kreis")
    record_run(by=lead, source="test", detected=[seen()])
    assert Finding.objects.get().state == "dismissed"
    assert present_count(lead) == 0
    reopen_finding(by=lead, finding_id=finding.id, version=2)
    assert present_count(lead) == 1


def test_what_is_gone_cannot_be_set_aside(lead: Viewer, finding: Finding) -> None:
    record_run(by=lead, source="test", detected=[])
    with pytest.raises(FindingIsGone):
        dismiss_finding(by=lead, finding_id=finding.id, version=2, reason="x")


def test_another_sources_run_leaves_a_finding_alone(lead: Viewer, finding: Finding) -> None:
    record_run(by=lead, source="other", detected=[])
    assert Finding.objects.get().state == "open"


def test_two_people_assigning_are_told(lead: Viewer, finding: Finding) -> None:
    assign_finding(by=lead, finding_id=finding.id, version=1, owner_id=lead.membership_id)
    with pytest.raises(StaleWrite):
        assign_finding(by=lead, finding_id=finding.id, version=1, owner_id=None)


def test_staff_sees_and_touches_no_finding_of_the_working_group(
    lead: Viewer, finding: Finding, town: Municipality
) -> None:
    staff = make_member(town, Role.STAFF)
    assert not visible_findings(staff).exists()
    with pytest.raises(PermissionMissing):
        dismiss_finding(by=staff, finding_id=finding.id, version=1, reason="x")
    assign_finding(by=lead, finding_id=finding.id, version=1, owner_id=staff.membership_id)
    assert visible_findings(staff).count() == 1
