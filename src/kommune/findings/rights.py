"""What the table of rights says of findings."""

from django.utils.translation import gettext_lazy as _

from kommune.findings.models import Finding
from kommune.findings.rules import may_see_finding, may_work_on_findings
from kommune.municipalities.public import Permission, register_rights


def describe_rights() -> None:
    """Put the rules of this room into the table of rights; called in ``AppConfig.ready``."""
    register_rights(
        _("Findings"),
        30,
        Permission(
            "findings.see",
            _("See findings that are not released to anybody yet"),
            lambda viewer: may_see_finding(viewer, Finding(town_id=viewer.town_id)),
            only_own=lambda viewer: may_see_finding(
                viewer, Finding(town_id=viewer.town_id, owner_id=viewer.membership_id)
            ),
            shows=may_see_finding,
        ),
        Permission(
            "findings.work",
            _("Look for findings, assign them, set them aside, make measures of them"),
            may_work_on_findings,
        ),
    )
