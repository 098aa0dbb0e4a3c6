"""The journal's place in Django."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Append-only journal: who changed what, when, why; undo and restore rest on it."""

    name = "kommune.audit"
    label = "audit"
