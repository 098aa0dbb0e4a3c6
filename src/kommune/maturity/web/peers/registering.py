"""What the comparison registers with the rooms below: rights."""

from django.utils.translation import gettext_lazy as _

from kommune.maturity.rules import may_release_figures
from kommune.municipalities.public import Permission, register_rights


def register_peers() -> None:
    """Everything at once; called in ``AppConfig.ready``."""
    register_rights(
        _("Comparison group"),
        51,
        Permission(
            "peers.release",
            _("Let other towns count own values, take that back, bring values of other towns"),
            may_release_figures,
        ),
    )
