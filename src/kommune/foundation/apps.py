"""The foundation's place in Django: templates, tags and static files, no tables."""

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    """Technique without domain."""

    name = "kommune.foundation"
    label = "foundation"

    def ready(self) -> None:
        from kommune.foundation.duties import register_duty
        from kommune.foundation.erasure import overwrite_what_was_left

        register_duty("overwrite_what_was_left", overwrite_what_was_left)
