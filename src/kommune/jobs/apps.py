"""The jobs' place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """Work in the background with progress, cancelling and restart."""

    name = "kommune.jobs"
    label = "jobs"

    def ready(self) -> None:
        from kommune.jobs.rules import may_see_all_jobs
        from kommune.municipalities.public import Permission, may_enter_workbench, register_rights

        register_rights(
            _("Background work"),
            60,
            Permission(
                "jobs.see",
                _("Follow and cancel imports and other background work"),
                may_see_all_jobs,
                only_own=may_enter_workbench,
            ),
        )
