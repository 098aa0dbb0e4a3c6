"""The foundation's place in Django: templates, tags and static files, no tables."""

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    """Technique without domain."""

    name = "kommune.foundation"
    label = "foundation"
