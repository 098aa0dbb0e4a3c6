"""The findings' place in Django."""

from django.apps import AppConfig


class FindingsConfig(AppConfig):
    """What any wing found, in one register."""

    name = "kommune.findings"
    label = "findings"

    def ready(self) -> None:
        from kommune.audit.public import register_kind
        from kommune.findings import models
        from kommune.findings.rights import describe_rights
        from kommune.findings.terms import TERMS
        from kommune.findings.web.registrations import register_room
        from kommune.foundation.terms import register_terms

        register_kind("finding", models.Finding)
        register_room()
        register_terms(*TERMS)
        describe_rights()
