"""What pulses register with the rooms below: rights, navigation, findings, history, search, home cards."""

from django.utils.translation import gettext_lazy as _

from kommune.maturity.rules import may_run_pulses
from kommune.municipalities.public import Permission, register_rights


def register_pulses() -> None:
    """Everything at once; called in ``AppConfig.ready``."""
    register_rights(
        _("Surveys of employees"),
        60,
        Permission(
            "maturity.run_pulses",
            _("Prepare, open and close surveys, make slips, say what is done about the results"),
            may_run_pulses,
        ),
    )
