"""Who sees and who works on findings: each predicate together with its filter."""

from django.db.models import Q

from kommune.findings.models import Finding
from kommune.municipalities.public import Viewer, may_steer_strategy, released_for


def may_work_on_findings(viewer: Viewer) -> bool:
    """Owner, state, making measures of them."""
    return may_steer_strategy(viewer)


def may_see_finding(viewer: Viewer, finding: Finding) -> bool:
    """Released findings and those one owns."""
    owns = viewer.membership_id is not None and finding.owner_id == viewer.membership_id
    return finding.is_visible_to(viewer) or owns


def findings_seen_by(viewer: Viewer) -> Q:
    """The filter equal to ``may_see_finding``."""
    if viewer.membership_id is None:
        return released_for(viewer)
    return released_for(viewer) | Q(owner_id=viewer.membership_id)
