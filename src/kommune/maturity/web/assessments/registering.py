"""What the self-assessment registers with the rooms below."""

from django.utils.translation import gettext_lazy as _

from kommune.maturity.rules import may_run_assessments
from kommune.municipalities.public import Permission, register_rights


def register_assessments() -> None:
    """Everything at once; called in ``AppConfig.ready``."""
    register_rights(
        _("Self-assessment"),
        50,
        Permission(
            "assessments.run",
            _("Prepare, open and close self-assessments, invite people, word own questions"),
            may_run_assessments,
        ),
    )
